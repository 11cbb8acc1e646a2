import ArchGraph
import ArchPyTorch

extension AdaptiveAvgPool: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let rank = inputs[0].rank - 1
    return pytorchFunction(
      "F.adaptive_avg_pool\(rank)d",
      .position("output_size", PyTorchLiteral(axes: size.expanded(to: rank))))
  }
}
