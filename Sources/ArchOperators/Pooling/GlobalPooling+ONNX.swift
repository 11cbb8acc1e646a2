import ArchGraph
import ArchONNX

extension GlobalPooling {
  /// `GlobalAveragePool` and its like, or `ReduceMean` and its like.
  func onnxPooling(_ global: String, _ kind: String, in layer: ONNXLayer) -> ONNXNodes {
    if axes == nil, keepAxes { return layer.twin(global) }
    return .nodes(layer.x.reduced(kind, pooled(of: layer.shape), of: layer.shape, keep: keepAxes))
  }
}
