import ArchGraph
import ArchPyTorch

extension LocalResponseNorm: PyTorchWritable {
  /// PyTorch divides `alpha` by the size; to cancel that, as in the paper, it is first multiplied by the size.
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let alpha = PyTorchLiteral(text: divideAlpha ? "\(self.alpha)" : "\(size) * \(self.alpha)")
    return PyTorchCode(
      module: .call(
        "nn.LocalResponseNorm",
        [
          .position("size", PyTorchLiteral(size)), .named("alpha", alpha, default: 1e-4),
          .named("beta", PyTorchLiteral(beta), default: 0.75), .named("k", PyTorchLiteral(k), default: 1.0),
        ]))
  }
}
