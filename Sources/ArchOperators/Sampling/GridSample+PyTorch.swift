import ArchGraph
import ArchPyTorch

extension GridSample: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    func word(_ text: String) -> PyTorchLiteral { PyTorchLiteral(text: "\"\(text)\"") }
    return PyTorchCode(
      .call(
        "F.grid_sample",
        [
          .x, .y, .named("mode", word(mode.rawValue), default: word("bilinear")),
          .named("padding_mode", word(padding.rawValue), default: word("zeros")),
          // If it is left out, PyTorch warns that its meaning has changed.
          .named("align_corners", PyTorchLiteral(alignCorners)),
        ]))
  }
}
