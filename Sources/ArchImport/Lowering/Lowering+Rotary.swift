import ArchGraph
import ArchONNX
import ArchOperators

/// Rotary positions whose cosines and sines are in the file.
extension Lowering {
  /// The indices of the operator's inputs.
  struct RotaryInputs {
    var cosines: Int
    var sines: Int
    var positions: Int
  }

  /// Pairs of features rotated by the angles of their positions: `(x*cos - y*sin, x*sin + y*cos)`.
  func rotated(_ inputs: RotaryInputs) throws(ImportFault) {
    guard !step.flag("is_packed_batching") else { throw form("its sequences are packed") }
    let input = try value()
    let own = dimensions(input)
    let half = shape(inputs.cosines).last ?? 0
    // `[heads, tokens, width]`, or the heads side by side.
    let isFlat = shape(0).count == 3
    guard half > 0, [3, 4].contains(shape(0).count), own.count == shape(0).count - 1 else {
      throw form("its batch is not the first axis")
    }
    let width: Int
    if isFlat {
      let heads = step.integer("num_heads") ?? 0
      width = heads > 0 ? own[1] / heads : 2 * half
      guard width > 0, own[1] % width == 0 else { throw form("its heads do not fit") }
    } else {
      width = own[2]
    }
    guard 2 * half <= width else { throw form("it rotates more features than a head has") }
    let tokens = isFlat ? own[0] : own[1]
    let (first, second) = isFlat ? (tokens, 1) : (1, tokens)
    let heads = try isFlat ? reshaped(input, to: [tokens, own[1] / width, width]) : input
    let cosines = try reshaped(angles(inputs.cosines, inputs.positions, tokens), to: [first, second, half])
    let sines = try reshaped(angles(inputs.sines, inputs.positions, tokens), to: [first, second, half])
    try set(turned(heads, cosines, sines, isInterleaved: step.flag("interleaved")))
  }

  /// The first features of each row rotated by angles, `[…, …, width]`.
  ///
  /// - Parameters:
  ///   - cosines: `[…, …, pairs]`.
  ///   - sines: the same.
  ///   - isInterleaved: whether neighbours form pairs, rather than the two halves.
  func turned(
    _ heads: Node.ID, _ cosines: Node.ID, _ sines: Node.ID, isInterleaved: Bool
  ) throws(ImportFault) -> Node.ID {
    let (half, width) = (dimensions(cosines)[2], dimensions(heads)[2])
    let turned = 2 * half == width ? heads : try add(Slice(2, from: 0, to: 2 * half), to: [heads])
    let extents = dimensions(turned)
    // Neighbours are the entries of an axis of two, halves are parts of the last.
    let pairs =
      try isInterleaved ? reshaped(turned, to: [extents[0], extents[1], half, 2]) : turned
    let axis = dimensions(pairs).count - 1
    func taken(_ take: Int) throws(ImportFault) -> Node.ID {
      try reshaped(add(Split(2, take: take, axis: axis), to: [pairs]), to: [extents[0], extents[1], half])
    }
    let (x, y) = (try taken(0), try taken(1))
    let real = try add(
      Subtract(), to: [add(Multiply(), to: [x, cosines]), add(Multiply(), to: [y, sines])])
    let imaginary = try add(
      Add(), to: [add(Multiply(), to: [x, sines]), add(Multiply(), to: [y, cosines])])
    var parts = [real, imaginary]
    if isInterleaved {
      for index in parts.indices {
        parts[index] = try reshaped(parts[index], to: [extents[0], extents[1], half, 1])
      }
    }
    var result = try reshaped(add(Concat(axis: axis), to: parts), to: extents)
    if 2 * half < width {
      result = try add(Concat(axis: 2), to: [result, add(Slice(2, from: 2 * half), to: [heads])])
    }
    return result
  }

  /// The cosines or sines of each token, `[tokens, pairs]`.
  ///
  /// - Parameter first: the position of the first token, if none are given.
  func angles(
    _ input: Int, _ positions: Int, _ tokens: Int, from first: Int? = nil
  ) throws(ImportFault) -> Node.ID {
    guard let table = step.input(input) else { throw form("input \(input) is absent") }
    let extents = model.values[table].shape
    let half = extents.last ?? 0
    guard let ids = step.input(positions) else {
      guard let first else { return try fixed(table, [tokens, half]) }
      guard extents.count == 2, first >= 0, first <= extents[0] - tokens else {
        throw form("it has no cosines for \(tokens) tokens after \(first)")
      }
      return try cut([first..<(first + tokens), 0..<half], of: fixed(table, extents))
    }
    guard extents.count == 2, tokens > 0 else { throw form("its cosines and sines are not a table") }
    let rows = try fixed(table, extents)
    if let numbers = model.integers(ids) {
      // A single position is that of the first token; several are one for each token, the same in every example.
      guard let first = numbers.first, first >= 0, first <= extents[0] - tokens,
        numbers.count == 1 || numbers.count % tokens == 0,
        numbers.indices.allSatisfy({ numbers[$0] == first + $0 % tokens })
      else { throw form("its positions are not those of one sequence") }
      return try cut([first..<(first + tokens), 0..<half], of: rows)
    }
    var wanted = try value(positions)
    let count = dimensions(wanted).reduce(1, *)
    if count == 1, tokens > 1 {
      wanted = try consecutive(tokens, from: reshaped(wanted, to: [1]))
    }
    return try add(Gather(), to: [rows, reshaped(wanted, to: [tokens])])
  }

  /// Numbers that are not learnt, whatever their name.
  private func fixed(_ value: Int, _ extents: [Int]) throws(ImportFault) -> Node.ID {
    if let node = nodes[value] { return try reshaped(node, to: extents) }
    return try parameter(value, extents, isFixed: true)
  }
}
