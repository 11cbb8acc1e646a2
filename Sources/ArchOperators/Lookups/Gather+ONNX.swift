import ArchGraph
import ArchONNX

extension Gather: ONNXWritable {
  /// `GatherND`: each example has separate indices.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let axis = onnxAxis(axis, of: layer.shape)
    let rank = layer.shape.rank + 1
    let others = (1..<rank).filter { $0 != axis }
    // The axis follows the batch, with the indices in its place.
    let rows = layer.x.transposed([0, axis] + others)
    let indices = layer.input(1).indices(of: layer.shape[axis - 1])
    let found = rows.call("GatherND", [indices.unsqueezed([layer.shapes[1].rank + 1])], ["batch_dims": 1])
    let own = Array(1...layer.shapes[1].rank)
    let before = (0..<axis - 1).map { $0 + 1 + own.count }
    let behind = (axis - 1..<others.count).map { $0 + 1 + own.count }
    return .function(found.transposed([0] + before + own + behind))
  }
}
