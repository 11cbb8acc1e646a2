import ArchGraph
import ArchPyTorch

extension Scale: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode(
      module: .call(
        "Scale",
        [
          .position("channels", PyTorchLiteral(inputs[0][place(of: axis, in: inputs[0])])),
          .named("shift", PyTorchLiteral(bias), default: true),
        ]), value: pytorchModule(along: axis, of: inputs[0]), definitions: [.affine, .channelScale])
  }
}
