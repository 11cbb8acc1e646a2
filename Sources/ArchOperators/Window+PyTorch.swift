import ArchGraph
import ArchPyTorch

/// The padding of a window in PyTorch's form.
struct PyTorchPadding {
  /// The value of the layer's own argument, on each axis.
  var own: [Int]
  /// The padding by `F.pad` before the layer, the last axis first, or `nil` if the layer pads.
  var explicit: [Int]?
  /// How much of it exceeds the requested padding, since a last window hangs over, likewise.
  var beyond: [Int] = []

  /// The input with the padding by `F.pad`.
  ///
  /// - Parameter fill: the value added, zero unless given.
  func padded(fill: PyTorchLiteral? = nil) -> PyTorchExpression {
    guard let explicit else { return .first }
    return .call(
      "F.pad",
      [.x, .position("pad", PyTorchLiteral(explicit))] + (fill.map { [.named("value", $0)] } ?? []))
  }
}

extension [Padding.Sides] {
  /// Both sides of each axis in the order of `F.pad`: the last axis first.
  var lastFirst: [Int] { reversed().flatMap { [$0.before, $0.after] } }
}

extension Window {
  /// The padding over an input; the layer's own if both sides of every axis get the same.
  ///
  /// - Parameters:
  ///   - isPooling: whether the layer pads by at most half its kernel, dilated or not.
  ///   - isFirst: whether the padding must be a separate step in any case.
  func pytorchPadding(
    over spatial: ArraySlice<Int>, isPooling: Bool = false, isFirst: Bool = false
  ) -> PyTorchPadding {
    guard let axes = try? axes(over: spatial) else { return PyTorchPadding(own: spatial.map { _ in 0 }) }
    if !isFirst, axes.allSatisfy({ $0.before == $0.after && (!isPooling || $0.before <= $0.kernel / 2) }) {
      return PyTorchPadding(own: axes.map(\.before))
    }
    // Numeric, so the last window ends where the input does and nothing depends on rounding.
    var (sides, beyond): ([Padding.Sides], [Padding.Sides]) = ([], [])
    for (axis, extent) in zip(axes, spatial) {
      let last = ((axis.steps(over: extent) ?? 1) - 1) * axis.stride + axis.extent
      let after = Swift.max(axis.after, last - axis.before - extent)
      sides.append(.init(axis.before, after))
      beyond.append(.init(0, after - axis.after))
    }
    return PyTorchPadding(
      own: axes.map { _ in 0 }, explicit: sides.lastFirst, beyond: beyond.lastFirst)
  }

  /// The constructor of a convolution over the window.
  func pytorchConvolution(over input: Shape, filters: Int, groups: Int, bias: Bool) -> PyTorchCode {
    let rank = input.rank - 1
    let padding = pytorchPadding(over: input.spatial)
    return PyTorchCode(
      module: .call(
        "nn.Conv\(rank)d",
        [
          .position("in_channels", PyTorchLiteral(input[0])),
          .position("out_channels", PyTorchLiteral(filters)),
          .position("kernel_size", PyTorchLiteral(axes: kernel.expanded(to: rank))),
          .named("stride", PyTorchLiteral(axes: stride.expanded(to: rank)), default: 1),
          .named("padding", PyTorchLiteral(axes: padding.own), default: 0),
          .named("dilation", PyTorchLiteral(axes: dilation.expanded(to: rank)), default: 1),
          .named("groups", PyTorchLiteral(groups), default: 1),
          .named("bias", PyTorchLiteral(bias), default: true),
        ]),
      value: .module(.value(padding.padded())))
  }

  /// The arguments of a pooling that follow the input, those that all poolings have.
  func pytorchPooling(rank: Int) -> [PyTorchArgument] {
    let kernel = PyTorchLiteral(axes: kernel.expanded(to: rank))
    return [
      .position("kernel_size", kernel),
      .named("stride", PyTorchLiteral(axes: stride.expanded(to: rank)), default: kernel),
    ]
  }
}

extension Shape {
  /// `[:, :, None, None]` and the like: an index that takes the whole batch and `axes`, each a text for one axis.
  static func pytorchIndex(_ axes: [String]) -> String { "[\(([":"] + axes).joined(separator: ", "))]" }
}

extension Operator {
  /// One of our axes in PyTorch, where the batch comes first.
  func pytorchAxis(_ axis: Int) -> PyTorchLiteral { PyTorchLiteral(axis < 0 ? axis : axis + 1) }

  /// A call of a module that takes its second axis for the channels, with another of our axes in its place.
  func pytorchModule(along axis: Int?, of shape: Shape) -> PyTorchExpression {
    let place = place(of: axis, in: shape)
    guard place > 0 else { return .module(.x) }
    // From the end, which needs no number of axes.
    let last = place - shape.rank
    return "\(.module)(\(.x).movedim(\(text: "\(last)"), 1)).movedim(1, \(text: "\(last)"))"
  }

  /// A function of the first input and some numbers.
  func pytorchFunction(_ name: String, _ arguments: PyTorchArgument...) -> PyTorchCode {
    PyTorchCode(.call(name, [.x] + arguments))
  }
}
