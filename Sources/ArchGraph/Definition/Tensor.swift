/// Numbers in the order of their shape, last axis fastest, as definitions read and write them.
public struct Tensor<N: Number> {
  /// The extents, without batch.
  public let shape: Shape
  /// The entries, row by row.
  public var values: [N]

  /// A tensor of these entries, as many as the shape has.
  public init(_ shape: Shape, _ values: [N]) {
    self.shape = shape
    self.values = values
  }

  /// A tensor whose entry at each position is computed by `entry`; for a sample, only at its places.
  public init(_ shape: Shape, _ entry: (_ position: [Int]) -> N) {
    self.shape = shape
    if let sample = Sample.current, sample.shape == shape {
      values = Array(repeating: N(0), count: shape.elementCount ?? 0)
      for place in sample.places { values[place] = entry(Self.position(of: place, in: shape)) }
      return
    }
    values = []
    for position in Positions(shape.dimensions) { values.append(entry(position)) }
  }

  /// The entry at a position.
  public subscript(position: [Int]) -> N {
    get { values[offset(position)] }
    set { values[offset(position)] = newValue }
  }

  /// The entry at a position, or `outside` if the position lies in the padding around the tensor.
  public func at(_ position: [Int], outside: N) -> N {
    for (index, extent) in zip(position, shape.dimensions) where !(0..<extent).contains(index) {
      return outside
    }
    return values[offset(position)]
  }

  private static func position(of place: Int, in shape: Shape) -> [Int] {
    var rest = place
    var position = [Int](repeating: 0, count: shape.rank)
    for axis in shape.dimensions.indices.reversed() {
      (rest, position[axis]) = rest.quotientAndRemainder(dividingBy: shape[axis])
    }
    return position
  }

  private func offset(_ position: [Int]) -> Int {
    var offset = 0
    for (index, extent) in zip(position, shape.dimensions) { offset = offset * extent + index }
    return offset
  }
}

extension WindowAxis {
  /// The input index under a tap of the window at an output index; it may lie in the padding.
  package func input(of output: Int, tap: Int) -> Int { output * stride - before + tap * dilation }
}

extension Array where Element == WindowAxis {
  /// The input position under a tap of the window at an output position.
  package func input(of output: ArraySlice<Int>, tap: [Int]) -> [Int] {
    indices.map { self[$0].input(of: output[output.startIndex + $0], tap: tap[$0]) }
  }

  /// The positions of the taps.
  package var taps: Positions { Positions(map(\.kernel)) }
}
