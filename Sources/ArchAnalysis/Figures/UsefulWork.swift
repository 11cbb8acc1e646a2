import ArchGraph

// Multiply-adds that change nothing, and the rest.

extension Figure {
  /// Multiply-adds with zeros of paddings.
  public static let paddedMultiplyAdds = Figure(
    "padded_macs", key: "padded_multiply_adds", title: "padding multiply-adds", isWork: true,
    .sum { tally, _ in tally.padded }
  ) { _ in "multiply-adds with the zeros of a padding" }

  /// Multiply-adds less those with zeros of paddings and those of scores that masks leave out.
  public static let usefulMultiplyAdds = Figure(
    "useful_macs", key: "useful_multiply_adds", title: "useful multiply-adds", isWork: true,
    .sum { tally, _ in tally.multiplyAdds &- tally.padded &- tally.masked }
  ) { _ in "multiply-adds except those with the zeros of a padding and those for scores that a mask discards"
  }
}
