import ArchGraph

extension Figure {
  /// The bytes that layers read and write, each layer separately: weights, inputs, outputs, and what moves inside a
  /// layer that combines several, with nothing kept between layers.
  public static let movedBytes = Figure(
    "moved_bytes", title: "bytes moved", isWork: true,
    .sum { tally, element throws(Overflow) in
      guard let bytes = tally.moved.value.flatMap({ element.bytes(of: $0) }) else { throw Overflow() }
      return bytes
    }
  ) { "what the layers read and write, without any reuse between them, as \($0.rawValue)" }

  /// Arithmetic operations per byte that layers read and write, each layer separately (Williams, Waterman and Patterson
  /// 2009).
  public static let intensity = Figure(
    "intensity", key: "arithmetic_intensity", title: "FLOPs/byte", isWork: true,
    .ratio(
      { tally, element in
        guard let moved = tally.moved.value, moved > 0 else { return nil }
        return Double(tally.flops) / (Double(moved) * element.bytes)
      }, decimals: 2)
  ) { "FLOPs per byte that the layers read and write, as \($0.rawValue)" }
}

extension Tally {
  /// The elements read and written.
  fileprivate var moved: CheckedInteger {
    CheckedInteger(work[.weightReads]) + CheckedInteger(work[.activationReads])
      + CheckedInteger(work[.writes])
      + CheckedInteger(inside)
  }
}
