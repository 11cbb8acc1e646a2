import ArchGraph
import ArchPyTorch

extension Dense: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    PyTorchForm(
      module: .call(
        "nn.Linear",
        [
          .position("in_features", PyTorchLiteral(inputs[0].dimensions.last ?? 0)),
          .position("out_features", PyTorchLiteral(units)),
          .named("bias", PyTorchLiteral(bias), default: true),
        ]))
  }
}
