import ArchGraph
import ArchONNX

extension ConvTranspose: ONNXWritable {
  /// `ConvTranspose` with numeric padding; elements after all inputs are added for runtimes that leave them out.
  ///
  /// Filters that are a value are multiplied with the input, and the products folded.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let rank = layer.shape.rank - 1
    let axes = (try? window.transposedAxes(count: rank)) ?? []
    let extra = outputPadding.expanded(to: rank)
    if layer.shapes.count > 1 { return .function(folded(layer, axes)) }
    let attributes = axes.onnxAttributes + [("group", .integer(groups))]
    if zip(axes, extra).allSatisfy({ $1 < $0.stride }) {
      let padding: [(String, ONNX.Attribute.Value)] =
        extra.contains { $0 != 0 } ? [("output_padding", .integers(extra))] : []
      let weights = (0..<layer.weightCount).map { layer.weight($0) }
      return .nodes(layer.x.call("ConvTranspose", weights, attributes + padding))
    }
    // Elements cut off by the padding come back first.
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

  /// The products of given filters with the input, added up where they land.
  private func folded(_ layer: ONNXLayer, _ axes: [WindowAxis]) -> ONNXTerm {
    let (shape, taps) = (layer.shape, axes.map(\.kernel))
    let (channels, places) = (shape[0] / groups, shape.spatial.reduce(1, *))
    let rows = filters / groups * taps.reduce(1, *)
    let products = layer.input(1).reshaped(whole: [0, groups, channels, rows]).transposed([0, 1, 3, 2])
      .times(layer.x.reshaped(whole: [0, groups, channels, places]))
      .reshaped(whole: [0, groups * rows, places])
    let whole = zip(axes, shape.spatial).map { ($1 - 1) * $0.stride + $0.extent }
    let bare = axes.map { axis in
      var axis = axis
      (axis.before, axis.after) = (0, 0)
      return axis
    }
    let sums = products.folded(bare, into: whole)
    let wanted = Array(layer.output.spatial)
    let ends = zip(zip(axes, wanted), whole).map { min($0.0.before + $0.1, $1) }
    let spatial = Array(2..<2 + axes.count)
    let kept = sums.sliced(spatial, axes.map(\.before), ends, by: axes.map { _ in 1 })
      .padded(
        [(0, 0), (0, 0)]
          + zip(zip(axes, wanted), ends).map { (before: 0, after: $0.0.before + $0.1 - $1) })
    return bias ? kept + layer.weight(0).reshaped(whole: [-1] + axes.map { _ in 1 }) : kept
  }
}
