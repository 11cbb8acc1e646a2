import ArchGraph
import ArchONNX

extension Window {
  /// The attributes of a convolution or a pooling of ONNX for the window over an input.
  func onnxAttributes(over spatial: ArraySlice<Int>) -> [(String, ONNX.Attribute.Value)] {
    guard let axes = try? axes(over: spatial) else { return [] }
    return axes.onnxAttributes
  }
}

extension [WindowAxis] {
  /// The attributes of a convolution or a pooling of ONNX for the window, with numeric padding.
  var onnxAttributes: [(String, ONNX.Attribute.Value)] {
    var found: [(String, ONNX.Attribute.Value)] = [("kernel_shape", .integers(map(\.kernel)))]
    if contains(where: { $0.stride != 1 }) { found.append(("strides", .integers(map(\.stride)))) }
    if contains(where: { $0.dilation != 1 }) { found.append(("dilations", .integers(map(\.dilation)))) }
    if contains(where: { $0.before != 0 || $0.after != 0 }) {
      found.append(("pads", .integers(map(\.before) + map(\.after))))
    }
    return found
  }

  /// The window, with padding after the input that ends exactly at the end of the last window that counts.
  func reachingEnd(of spatial: ArraySlice<Int>) -> [WindowAxis] {
    zip(self, spatial).map { axis, extent in
      var axis = axis
      let last = ((axis.steps(over: extent) ?? 1) - 1) * axis.stride + axis.extent
      axis.after = Swift.max(axis.after, last - axis.before - extent)
      return axis
    }
  }
}

extension ONNXTerm {
  /// The value with the window's padding, and the window without any.
  func padded(for axes: [WindowAxis], with value: Double = 0) -> (value: ONNXTerm, axes: [WindowAxis]) {
    let sides =
      [(before: 0, after: 0), (before: 0, after: 0)] + axes.map { (before: $0.before, after: $0.after) }
    let bare = axes.map { axis in
      var axis = axis
      (axis.before, axis.after) = (0, 0)
      return axis
    }
    return (padded(sides, with: value), bare)
  }

  /// The elements under each tap of a window at each place, `[batch*channels, taps, …]`: a separate convolution of each
  /// channel, with a filter for each tap that has a one there.
  func columns(under window: Window, of shape: Shape) -> ONNXTerm? {
    guard let axes = try? window.axes(over: shape.spatial) else { return nil }
    let kernel = axes.map(\.kernel)
    let taps = Shape(kernel).elementCount ?? ONNXLayer.mostInTable
    let filters = layer.table([taps, 1] + kernel) { $0 / taps == $0 % taps ? 1 : 0 }
    return reshaped(whole: [-1, 1] + shape.spatial).call(
      "Conv", [filters], axes.onnxAttributes)
  }
}
