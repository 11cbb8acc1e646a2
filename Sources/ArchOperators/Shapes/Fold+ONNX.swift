import ArchGraph
import ArchONNX

extension Fold: ONNXWritable {
  /// `Col2Im`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    guard let axes = try? window.axes(over: size[...]) else { return .nodes(layer.x) }
    return .nodes(layer.x.folded(axes, into: size))
  }
}

extension ONNXTerm {
  /// Columns added up where their taps land in a map, by `Col2Im`, with a row as a map of one row: runtimes fold those
  /// correctly.
  func folded(_ axes: [WindowAxis], into size: [Int]) -> ONNXTerm {
    func both(_ values: [Int], _ before: Int) -> [Int] { size.count == 1 ? [before] + values : values }
    let map = call(
      "Col2Im", [layer.constant(both(size, 1)), layer.constant(both(axes.map(\.kernel), 1))],
      [
        "strides": .integers(both(axes.map(\.stride), 1)),
        "dilations": .integers(both(axes.map(\.dilation), 1)),
        "pads": .integers(both(axes.map(\.before), 0) + both(axes.map(\.after), 0)),
      ])
    return size.count == 1 ? map.squeezed([2]) : map
  }
}
