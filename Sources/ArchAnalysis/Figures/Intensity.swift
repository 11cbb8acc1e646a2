import ArchGraph

extension Figure {
  /// The bytes that layers read and write, each layer separately: weights, inputs, outputs, and what moves inside a
  /// layer that combines several, with nothing kept between layers.
  public static let movedBytes = Figure(
    "moved_bytes", title: "bytes moved", isWork: true,
    .sum { tally, types throws(Overflow) in try tally.moved(types) }
  ) { "what the layers read and write, without any reuse between them, as \($0.movedText)" }

  /// Arithmetic operations per byte that layers read and write, each layer separately (Williams, Waterman and Patterson
  /// 2009).
  public static let intensity = Figure(
    "intensity", key: "arithmetic_intensity", title: "FLOPs/byte", isWork: true,
    .ratio(
      { tally, types in
        guard let moved = try? tally.moved(types), moved > 0 else { return nil }
        return Double(tally.flops) / Double(moved)
      }, decimals: 2)
  ) { "FLOPs per byte that the layers read and write, as \($0.movedText)" }
}

extension Tally {
  /// The bytes read and written.
  fileprivate func moved(_ types: ElementTypes) throws(Overflow) -> Int {
    let values =
      CheckedInteger(work[.activationReads]) + CheckedInteger(work[.writes]) + CheckedInteger(inside)
    if types.weights == types.activations, stored.isEmpty {
      return try (CheckedInteger(work[.weightReads]) + values).bytes(types.activations)
    }
    let common = work[.weightReads] - stored.reduce(0) { $0 + $1.reads }
    var bytes = CheckedInteger(try values.bytes(types.activations))
    bytes = bytes + CheckedInteger(try CheckedInteger(common).bytes(types.weights))
    for part in stored { bytes = bytes + CheckedInteger(try CheckedInteger(part.reads).bytes(part.type)) }
    guard let sum = bytes.value else { throw Overflow() }
    return sum
  }
}
