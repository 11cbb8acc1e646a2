import ArchGraph
import ArchONNX
import ArchOperators

/// Parts of maps: those in boxes, at the centre, or where a pooling found them.
extension Lowering {
  /// A map of one size for each box of the only example.
  func alignedBoxes() throws(ImportFault) {
    guard step.text("mode") ?? "avg" == "avg" else { throw form("it takes the maximum of its positions") }
    guard let ratio = step.integer("sampling_ratio"), ratio > 0 else {
      throw form("the number of positions it reads depends on its boxes: its `sampling_ratio` is 0")
    }
    guard shape(0).count == 4, shape(0)[0] == 1, shape(1).count == 2 else {
      throw form("its boxes belong to several examples")
    }
    let mode = step.text("coordinate_transformation_mode") ?? "half_pixel"
    let map = try reshaped(value(), to: Array(shape(0).dropFirst()))
    let boxes = try reshaped(value(1), to: shape(1))
    let size = Axes.each([step.integer("output_height") ?? 1, step.integer("output_width") ?? 1])
    let op = RoIAlign(
      size, scale: step.number("spatial_scale") ?? 1, samplingRatio: ratio,
      aligned: step.version >= 16 && mode == "half_pixel")
    try set(add(op, to: [map, boxes]))
  }

  /// The places `-1…1` of a map that was rotated and shifted.
  func affineGrid() throws(ImportFault) {
    let theta = try value()
    let own = dimensions(theta)
    guard let output = step.output(0), own.count == 2, own[1] == own[0] + 1 else {
      throw form("its batch is not the first axis")
    }
    let extents = Array(example(output).dropLast())
    guard extents.count == own[0], extents.allSatisfy({ $0 > 0 }) else { throw form("its size does not fit") }
    let isAligned = step.flag("align_corners")
    // A one at every place; the running sums of these number the places along an axis.
    let corner = try add(Slice(1, from: 0, to: 1), to: [add(Slice(0, from: 0, to: 1), to: [theta])])
    let one = try add(Affine(factor: 0, offset: 1), to: [corner])
    let ones = try add(Expand(extents), to: [reshaped(one, to: extents.map { _ in 1 })])
    var columns: [Node.ID] = []
    for axis in extents.indices.reversed() {
      let extent = Double(extents[axis])
      let (factor, offset) =
        isAligned ? (extents[axis] == 1 ? 0 : 2 / (extent - 1), -1) : (2 / extent, 1 / extent - 1)
      let places = try add(Cumsum(axis, isExclusive: true), to: [ones])
      columns.append(
        try reshaped(add(Affine(factor: factor, offset: offset), to: [places]), to: extents + [1]))
    }
    columns.append(try reshaped(ones, to: extents + [1]))
    let places = try add(Concat(axis: extents.count), to: columns)
    let rows = try reshaped(places, to: [extents.reduce(1, *), own[1]])
    try set(add(Matmul(transposeB: true), to: [rows, theta]))
  }

  /// The middle of each axis, or the value with zeros around it.
  func centred() throws(ImportFault) {
    guard let wanted = model.integers(step.input(1)) else {
      throw form("its size is computed from the input")
    }
    let given = step.integers("axes") ?? Array(shape(0).indices)
    guard given.count == wanted.count else { throw form("its size does not fit its axes") }
    var node = try value()
    var sides = dimensions(node).map { _ in Padding.Sides(0, 0) }
    for (whole, size) in zip(given, wanted) {
      guard let full = ArchImport.axis(whole, of: shape(0).count), size >= 0 else {
        throw form("it has no axis \(whole)")
      }
      let extent = shape(0)[full]
      if size == extent { continue }
      let axis = try axis(whole)
      if size < extent {
        let start = (extent - size) / 2
        node = try add(Slice(axis, from: start, to: start + size), to: [node])
      } else {
        sides[axis] = Padding.Sides((size - extent) / 2, size - extent - (size - extent) / 2)
      }
    }
    try set(padded(node, sides))
  }

  /// Reversed sequences, all of one length.
  func turnedSequences() throws(ImportFault) {
    guard let lengths = model.integers(step.input(1)), let length = lengths.first,
      lengths.allSatisfy({ $0 == length })
    else { throw form("its sequences have different lengths, or lengths that a run computes") }
    let axis = try axis(step.integer("time_axis") ?? 0)
    let input = try value()
    let extent = dimensions(input)[axis]
    guard (0...extent).contains(length) else { throw form("its length is \(length)") }
    guard length > 1 else { return try set(input) }
    if length == extent { return try set(add(Flip([axis]), to: [input])) }
    let turned = try add(Flip([axis]), to: [add(Slice(axis, from: 0, to: length), to: [input])])
    try set(add(Concat(axis: axis), to: [turned, add(Slice(axis, from: length), to: [input])]))
  }

  /// Values put back where a pooling found its maxima.
  func unpooled() throws(ImportFault) {
    guard let indices = step.input(1), case .step(let index, 1) = model.values[indices].origin,
      model.steps[index].key == "MaxPool", let pooled = model.steps[index].input(0), let map = nodes[pooled]
    else { throw form("its positions do not come from a `MaxPool`") }
    let kernel = step.integers("kernel_shape") ?? []
    let source = model.steps[index]
    let (steps, sides) = (kernel.map { _ in 1 }, kernel.map { _ in 0 } + kernel.map { _ in 0 })
    guard source.integers("kernel_shape") == kernel,
      source.integers("strides") ?? steps == step.integers("strides") ?? steps,
      source.integers("pads") ?? sides == step.integers("pads") ?? sides
    else { throw form("its window is not that of its `MaxPool`") }
    guard !source.flag("ceil_mode"), source.integers("dilations")?.allSatisfy({ $0 == 1 }) ?? true,
      ["NOTSET", "VALID", nil].contains(source.text("auto_pad"))
    else { throw form("the window of its `MaxPool` is dilated, or extends over the edge") }
    let (input, spatial) = try self.map()
    guard result() == model.values[pooled].shape else {
      throw form("its output does not have the size that was pooled")
    }
    let op = MaxUnpool(
      each(kernel), stride: axesValue(step.integers("strides"), of: kernel.count),
      padding: try padding(kernel, over: spatial))
    try set(add(op, to: [input, map]))
  }

  /// The entries for which a known condition holds.
  func compressed() throws(ImportFault) {
    guard let truths = model.integers(step.input(1)), let output = step.output(0) else {
      throw form("the number of entries it keeps depends on the run")
    }
    let kept = truths.indices.filter { truths[$0] != 0 }
    guard !kept.isEmpty else { throw form("it keeps nothing") }
    guard let axis = step.integer("axis") else {
      let input = try value()
      let flat = try reshaped(input, to: [dimensions(input).reduce(1, *)])
      return try set(kept.count == dimensions(flat)[0] ? flat : add(Select(kept), to: [flat]))
    }
    try chosen(kept, along: axis, example(output))
  }
}
