import ArchGraph
import ArchONNX

extension DeformableConv: ONNXWritable {
  /// The elements under the moved taps, times the weights.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    guard let axes = try? window.axes(over: layer.shape.spatial) else { return .nodes(layer.x) }
    let (channels, spatial) = (layer.shape[0], Array(layer.output.spatial))
    let (kernel, places) = (axes.map(\.kernel), spatial[0] * spatial[1])
    let taps = kernel[0] * kernel[1]
    // Groups with separate offsets are an axis next to the examples.
    let offsets = layer.input(1).reshaped(whole: [-1] + kernel + [2] + spatial)
    func moved(_ axis: Int) -> ONNXTerm {
      let shape = axis == 0 ? [kernel[0], 1, spatial[0], 1] : [1, kernel[1], 1, spatial[1]]
      let start = layer.table(shape) { place in
        let (tap, step) = place.quotientAndRemainder(dividingBy: spatial[axis])
        return Double(step * axes[axis].stride - axes[axis].before + tap * axes[axis].dilation)
      }
      return (offsets.sliced(3, axis..<axis + 1).squeezed([3]) + start)
        .reshaped([taps * places])
    }
    let own = channels / offsetGroups
    var read = layer.x.reshaped(whole: [-1, own] + layer.shape.spatial)
      .read(moved(0), moved(1), channels: own, (layer.shape[1], layer.shape[2]))
    if layer.shapes.count == 3 {
      read = read * layer.input(2).reshaped(whole: [-1, taps * places, 1])
    }
    let columns = read.transposed([0, 2, 1]).reshaped(whole: [-1, channels * taps, places])
    let filters = layer.weight(0).reshaped(whole: [filters, channels / groups * taps, 1])
    let weights = bias ? [filters, layer.weight(1)] : [filters]
    return .function(
      columns.call("Conv", weights, ["group": .integer(groups)]).reshaped(layer.output.dimensions))
  }
}
