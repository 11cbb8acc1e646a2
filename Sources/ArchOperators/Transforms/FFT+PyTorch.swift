import ArchGraph
import ArchPyTorch

extension FFT: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let dimensions = axes.map { $0 < 0 ? $0 : $0 + 1 }
    let transform = PyTorchExpression.call(
      "torch.fft.fftn", [.x, .named("dim", PyTorchLiteral(dimensions))])
    var form = PyTorchCode(
      part == .real
        ? "\(transform).real" : "torch.view_as_real(\(transform)).movedim(-1, 1)")
    form.uncounted = "a fast Fourier transform is no matrix product to it"
    return form
  }
}
