import ArchGraph
import ArchPyTorch

extension Roll: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let dims = axes.map { $0 < 0 ? $0 : $0 + 1 }
    let shifts = shift.count == axes.count ? shift : axes.map { _ in shift[0] }
    return pytorchFunction(
      "torch.roll", .named("shifts", PyTorchLiteral(shifts)), .named("dims", PyTorchLiteral(dims)))
  }
}
