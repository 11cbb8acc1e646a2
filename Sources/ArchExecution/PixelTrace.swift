import ArchAnalysis
import ArchGraph

/// Which positions of every layer depend on one pixel of an input, by the reach of the layers alone.
///
/// The trace ends where maps end: anything beyond the edge of a map between two layers is padding, which depends on
/// nothing. A receptive field is the rule far from such edges; the trace says where they cut it.
struct PixelTrace {
  /// What is known of one layer.
  struct Layer {
    /// For each position whether it depends on the pixel.
    var sees: [Bool]
    /// What its channels see, compared with each other.
    var view = ChannelView()
    /// The same for each axis separately, whatever the position on the others.
    var axes: [Axis]
  }

  /// One axis of a layer, followed separately.
  struct Axis {
    /// For each index whether it depends on the pixel's index on the axis that it comes from.
    var sees: [Bool]
    /// For each index whether an edge between two layers has cut its field.
    var isCut: [Bool]
    /// The axis of the input that it comes from.
    var origin: Int
  }

  /// The layers, or `nil` if the pixel is not followed.
  private(set) var layers: [Layer?]

  /// Follows a pixel through the layers that `isNeeded` names.
  init(_ pixel: [Int], of input: Node.ID, in graph: Graph, isNeeded: (Node.ID) -> Bool) {
    layers = Array(repeating: nil, count: graph.nodes.count)
    let extents = Array(graph.nodes[input].shape.spatial)
    layers[input] = Layer(
      sees: Positions(extents).map { $0 == pixel },
      axes: extents.indices.map { axis in
        Axis(
          sees: (0..<extents[axis]).map { $0 == pixel[axis] },
          isCut: Array(repeating: false, count: extents[axis]), origin: axis)
      })
    for (id, node) in graph.nodes.enumerated() where id > input && isNeeded(id) {
      layers[id] = Self.layer(node, layers, input)
    }
  }

  private static func layer(_ node: Node, _ layers: [Layer?], _ input: Node.ID) -> Layer? {
    var found: Layer?
    let reach = node.op.reach(from: node.inputShapes, to: node.shape)
    for (index, source) in node.inputs.enumerated() {
      guard let before = layers[source] else { continue }
      let shape = node.inputShapes[index]
      guard let stepped = step(before, by: reach, from: shape, to: node.shape, isInput: source == input)
      else { return nil }
      guard let other = found else {
        found = stepped
        continue
      }
      found = union(other, stepped)
    }
    guard var layer = found else { return nil }
    let parts = node.inputs.map { layers[$0] }
    let hasEqualParts = parts.allSatisfy { $0?.view.isUniform == true && $0?.sees == parts[0]?.sees }
    layer.view = layer.view.behind(node, hasEqualParts: hasEqualParts)
    return layer
  }

  private static func union(_ first: Layer, _ second: Layer) -> Layer? {
    guard first.sees.count == second.sees.count, first.axes.map(\.origin) == second.axes.map(\.origin)
    else { return nil }
    var result = first
    for index in second.sees.indices where second.sees[index] { result.sees[index] = true }
    for axis in second.axes.indices {
      for index in second.axes[axis].sees.indices {
        result.axes[axis].sees[index] = result.axes[axis].sees[index] || second.axes[axis].sees[index]
        result.axes[axis].isCut[index] = result.axes[axis].isCut[index] || second.axes[axis].isCut[index]
      }
    }
    result.view = first.view.joined(with: second.view)
    return result
  }

  private static func step(
    _ layer: Layer, by reach: Reach, from input: Shape, to output: Shape, isInput: Bool
  ) -> Layer? {
    switch reach {
    case .everything, .unknown: return nil
    case .pointwise:
      if input.spatial == output.spatial { return layer }
      guard input.rank == output.rank else { return nil }
      // An axis with one position passes it to all positions.
      let spread = zip(input.spatial, output.spatial).map {
        $0 == $1 ? AxisReach.identity : .listed(Array(repeating: 0..<1, count: $1))
      }
      return step(layer, by: .axes(spread), from: input, to: output, isInput: isInput)
    case .permuted(let order):
      guard order.first == 0, order.count == input.rank else { return nil }
      let sources = order.dropFirst().map { $0 - 1 }
      var result = layer
      result.axes = sources.map { layer.axes[$0] }
      let extents = Array(input.spatial)
      var strides = [Int](repeating: 1, count: extents.count)
      for axis in extents.indices.dropLast().reversed() {
        strides[axis] = strides[axis + 1] * extents[axis + 1]
      }
      result.sees = Positions(Array(output.spatial)).map { position in
        layer.sees[zip(position, sources).reduce(0) { $0 + $1.0 * strides[$1.1] }]
      }
      return result
    case .axes(let reaches):
      guard reaches.count == input.rank - 1, output.rank == input.rank else { return nil }
      var result = layer
      var extents = Array(input.spatial)
      for (axis, reach) in reaches.enumerated() {
        let taps = (0..<output[axis + 1]).map { reach.positions(of: $0, extent: extents[axis]) }
        let before = layer.axes[axis]
        result.axes[axis].sees = taps.map { $0.contains { before.sees[$0] } }
        result.axes[axis].isCut = taps.enumerated().map { index, taps in
          taps.contains { before.isCut[$0] } || !isInput && reach.isCut(at: index, inside: taps.count)
        }
        result.sees = gather(result.sees, extents, axis, taps)
        extents[axis] = output[axis + 1]
      }
      return result
    }
  }

  /// For each index of an axis whether any of its taps sees the pixel, at each position of the other axes.
  private static func gather(_ sees: [Bool], _ extents: [Int], _ axis: Int, _ taps: [[Int]]) -> [Bool] {
    let outer = extents[..<axis].reduce(1, *)
    let inner = extents[(axis + 1)...].reduce(1, *)
    let count = taps.count
    var result = [Bool](repeating: false, count: outer * count * inner)
    for block in 0..<outer {
      for (index, taps) in taps.enumerated() {
        let place = (block * count + index) * inner
        for tap in taps {
          let source = (block * extents[axis] + tap) * inner
          for offset in 0..<inner where sees[source + offset] { result[place + offset] = true }
        }
      }
    }
    return result
  }
}

extension AxisReach {
  /// Whether some taps of an output position are outside an input that has `inside` of its taps inside.
  fileprivate func isCut(at output: Int, inside: Int) -> Bool {
    guard case .regular(let stretch) = self else { return false }
    return (0..<stretch.taps).count { tap in
      (output * stretch.stride - stretch.before + tap * stretch.dilation) % stretch.upsampling == 0
    } > inside
  }
}
