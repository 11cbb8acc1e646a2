/// Numbers in the order of their shape, last axis fastest: what definitions read and write.
public struct Tensor<N: Number> {
  /// The extents, without batch.
  public let shape: Shape
  /// The entries, row by row.
  public var values: [N]

  /// A tensor of the given entries, as many as the shape has.
  public init(_ shape: Shape, _ values: [N]) {
    self.shape = shape
    self.values = values
  }

  /// A tensor whose entry at each position is worked out by `entry`.
  public init(_ shape: Shape, _ entry: (_ position: [Int]) -> N) {
    self.shape = shape
    values = []
    for position in Positions(shape.dimensions) { values.append(entry(position)) }
  }

  /// The entry at a position.
  public subscript(position: [Int]) -> N {
    get { values[offset(position)] }
    set { values[offset(position)] = newValue }
  }

  /// The entry at a position, or `outside` where the position lies in the padding around the tensor.
  public func at(_ position: [Int], outside: N) -> N {
    for (index, extent) in zip(position, shape.dimensions) where !(0..<extent).contains(index) {
      return outside
    }
    return values[offset(position)]
  }

  private func offset(_ position: [Int]) -> Int {
    var offset = 0
    for (index, extent) in zip(position, shape.dimensions) { offset = offset * extent + index }
    return offset
  }
}

/// All positions of a box of the given extents, last axis fastest; one empty position for no axes.
public struct Positions: Sequence, IteratorProtocol {
  private let extents: [Int]
  private var upcoming: [Int]?

  /// The positions of a box.
  public init(_ extents: some Collection<Int>) {
    self.extents = Array(extents)
    upcoming = extents.contains { $0 <= 0 } ? nil : [Int](repeating: 0, count: extents.count)
  }

  /// The next position.
  public mutating func next() -> [Int]? {
    guard let position = upcoming else { return nil }
    var following = position
    for axis in extents.indices.reversed() {
      following[axis] += 1
      if following[axis] < extents[axis] {
        upcoming = following
        return position
      }
      following[axis] = 0
    }
    upcoming = nil
    return position
  }
}

extension WindowAxis {
  /// The input index under a tap of the window at an output index; it may lie in the padding.
  public func input(of output: Int, tap: Int) -> Int { output * stride - before + tap * dilation }
}

extension Array where Element == WindowAxis {
  /// The input position under a tap of the window at an output position.
  public func input(of output: ArraySlice<Int>, tap: [Int]) -> [Int] {
    indices.map { self[$0].input(of: output[output.startIndex + $0], tap: tap[$0]) }
  }

  /// The positions of the taps.
  public var taps: Positions { Positions(map(\.kernel)) }
}
