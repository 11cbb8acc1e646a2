import ArchGraph
import ArchONNX

extension MaxUnpool: ONNXWritable {
  /// Each value at the place of the largest element of its window.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let pooled = layer.shapes[1]
    let (channels, spatial) = (pooled[0], pooled.spatial)
    guard let axes = try? window.axes(over: spatial) else { return .nodes(layer.x) }
    let padded = layer.input(1).padded(for: axes, with: -.infinity)
    let places = layer.calls("MaxPool", [padded.value], padded.axes.onnxAttributes, outputs: 2)[1]
    let extents = zip(axes, spatial).map { $0.before + $1 + $0.after }
    // Places count through a channel of an example; `MaxPool` counts on from one channel to the next.
    let count = Shape(extents).elementCount ?? .max
    let own = places.reshaped([channels, -1]).call("Mod", [layer.constant(count)])
    let zeros = padded.value.reshaped([channels, -1]).call("Shape").call("ConstantOfShape")
    let whole = zeros.call("ScatterElements", [own, layer.x.reshaped([channels, -1])], ["axis": 2])
      .reshaped([channels] + extents)
    let starts = axes.map(\.before)
    let inner = Array(2..<2 + axes.count)
    return .function(
      whole.sliced(inner, starts, zip(starts, spatial).map { $0 + $1 }, by: axes.map { _ in 1 }))
  }
}
