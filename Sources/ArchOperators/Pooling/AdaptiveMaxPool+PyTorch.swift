import ArchGraph
import ArchPyTorch

extension AdaptiveMaxPool: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let rank = inputs[0].rank - 1
    return pytorchFunction(
      "F.adaptive_max_pool\(rank)d",
      .position("output_size", PyTorchLiteral(axes: size.expanded(to: rank))))
  }
}
