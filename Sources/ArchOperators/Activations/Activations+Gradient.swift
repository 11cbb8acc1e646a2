import ArchGraph

extension Number {
  /// `x` where `low < number < high`, and 0 elsewhere, two comparisons.
  static func ifBetween(_ low: Self, _ number: Self, _ high: Self, _ x: Self) -> Self {
    ifLess(low, number, ifLess(number, high, x, else: Self(0)), else: Self(0))
  }
}

extension Tensor {
  /// The tensor that `function` makes of each row and the row of another tensor at its place.
  func mapRows(
    along axes: Range<Int>, with other: Tensor, _ function: (_ row: [N], _ other: [N]) -> [N]
  ) -> Tensor {
    var others: [[N]] = []
    _ = other.mapRows(along: axes) { row in
      others.append(row)
      return row
    }
    var place = -1
    return mapRows(along: axes) { row in
      place += 1
      return function(row, others[place])
    }
  }
}
