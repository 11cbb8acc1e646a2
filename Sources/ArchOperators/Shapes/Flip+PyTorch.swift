import ArchGraph
import ArchPyTorch

extension Flip: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    pytorchFunction("torch.flip", .named("dims", PyTorchLiteral(axes.map { $0 < 0 ? $0 : $0 + 1 })))
  }
}
