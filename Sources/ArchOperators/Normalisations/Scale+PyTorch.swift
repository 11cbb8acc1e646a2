import ArchGraph
import ArchPyTorch

extension Scale: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    PyTorchForm(
      module: .call(
        "Scale",
        [
          .position("channels", PyTorchLiteral(inputs[0][0])),
          .named("shift", PyTorchLiteral(bias), default: true),
        ]), definitions: [.affine, .channelScale])
  }
}
