import ArchGraph
import ArchPyTorch

extension Rsqrt: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.rsqrt") }
}
