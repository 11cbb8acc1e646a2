import ArchGraph
import ArchPyTorch

extension LeakyReLU: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    pytorchFunction("F.leaky_relu", .named("negative_slope", PyTorchLiteral(slope), default: 0.01))
  }
}
