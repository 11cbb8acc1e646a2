import ArchGraph

extension Number {
  /// `x` where `low < number < high`, and 0 elsewhere, two comparisons.
  static func ifBetween(_ low: Self, _ number: Self, _ high: Self, _ x: Self) -> Self {
    ifLess(low, number, ifLess(number, high, x, else: Self(0)), else: Self(0))
  }
}
