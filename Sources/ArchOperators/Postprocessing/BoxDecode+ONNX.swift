import ArchGraph
import ArchONNX

extension BoxDecode: ONNXWritable {
  /// Centres, sizes and probabilities.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let (height, width) = (layer.shape[1], layer.shape[2])
    let values = layer.x.reshaped([anchors, 5 + classes, height, width]).transposed([0, 3, 4, 1, 2])
    let parts = values.split(4, [1, 1, 2, 1 + classes])
    let columns = layer.table([width, 1, 1]) { Double($0) }
    let rows = layer.table([height, 1, 1, 1]) { Double($0) }
    let x = (parts[0].sigmoid + columns) / Double(width)
    let y = (parts[1].sigmoid + rows) / Double(height)
    let sizes = parts[2].exponential * layer.weight(0)
    return .function(x.joined(4, [y, sizes, parts[3].sigmoid]).reshaped(layer.output.dimensions))
  }
}
