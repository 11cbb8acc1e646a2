import ArchGraph
import ArchONNX

extension ConvTranspose: ONNXWritable {
  /// `ConvTranspose`, padding in numbers; what lies after all inputs is put there where runtimes do not.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let rank = layer.shape.rank - 1
    let axes = (try? window.transposedAxes(count: rank)) ?? []
    let extra = outputPadding.expanded(to: rank)
    let attributes = axes.onnxAttributes + [("group", .integer(groups))]
    if zip(axes, extra).allSatisfy({ $1 < $0.stride }) {
      let padding: [(String, ONNX.Attribute.Value)] =
        extra.contains { $0 != 0 } ? [("output_padding", .integers(extra))] : []
      let weights = (0..<layer.weightCount).map { layer.weight($0) }
      return .nodes(layer.x.call("ConvTranspose", weights, attributes + padding))
    }
    // What the padding cuts off comes back first.
    let cut = zip(axes, extra).map { axis, extra in
      var axis = axis
      axis.after = max(0, axis.after - extra)
      return axis
    }
    let sums = layer.x.call(
      "ConvTranspose", [layer.weight(0)], cut.onnxAttributes + [("group", .integer(groups))])
    let whole = sums.padded(
      [(0, 0), (0, 0)] + zip(axes, extra).map { (before: 0, after: max(0, $1 - $0.after)) })
    let behind = Array(repeating: 1, count: rank)
    return .function(bias ? whole + layer.weight(1).reshaped(whole: [-1] + behind) : whole)
  }
}
