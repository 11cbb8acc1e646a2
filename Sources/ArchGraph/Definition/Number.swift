/// The arithmetic that definitions of operators are written in.
///
/// With `Float` a definition computes; with ``Counted`` it counts what it does; with ``Traced`` it observes which
/// inputs an output depends on; with ``Rounded`` it follows how far off rounding can take it.
public protocol Number {
  /// A constant of the definition.
  init(_ value: Float)
  /// One addition.
  static func + (a: Self, b: Self) -> Self
  /// One subtraction.
  static func - (a: Self, b: Self) -> Self
  /// One multiplication.
  static func * (a: Self, b: Self) -> Self
  /// One division.
  static func / (a: Self, b: Self) -> Self
  /// One multiply-add: adds `a * b` to the sum.
  mutating func accumulate(_ a: Self, times b: Self)
  /// The larger of two, one comparison.
  static func maximum(_ a: Self, _ b: Self) -> Self
  /// The smaller of two, one comparison.
  static func minimum(_ a: Self, _ b: Self) -> Self
  /// `a` if `condition` is negative and `b` if it is not, one comparison.
  static func ifNegative(_ condition: Self, _ a: Self, else b: Self) -> Self
  /// `x` if `a` is less than `b` and `y` if it is not, one comparison; NaN stays NaN.
  static func ifLess(_ a: Self, _ b: Self, _ x: Self, else y: Self) -> Self
  /// `x` if `a` and `b` are equal and `y` if they are not, one comparison; NaN stays NaN.
  static func ifEqual(_ a: Self, _ b: Self, _ x: Self, else y: Self) -> Self
  /// The absolute value, one comparison.
  func magnitude() -> Self
  /// e to this power, one exponential.
  func exponential() -> Self
  /// The natural logarithm, one transcendental call.
  func logarithm() -> Self
  /// The square root, one transcendental call.
  func squareRoot() -> Self
  /// The hyperbolic tangent, one transcendental call.
  func hyperbolicTangent() -> Self
  /// The error function, one transcendental call.
  func errorFunction() -> Self
  /// The sine, one transcendental call.
  func sine() -> Self
  /// The cosine, one transcendental call.
  func cosine() -> Self
  /// The largest whole number that is not above this, one comparison.
  func floor() -> Self
  /// The smallest whole number that is not below this, one comparison.
  func ceiling() -> Self
  /// The nearest whole number, the even one if two are equally near, one comparison.
  func nearest() -> Self
  /// The index of the largest, or of the first if several are equal; one comparison for each after the first.
  static func indexOfLargest(_ numbers: [Self]) -> Self
  /// The entry with this index: the first if it is below 0, the last if it is `count` or more.
  ///
  /// Looking it up is not arithmetic. The result depends on this and, for all that is known in advance, on any entry.
  func entry(of count: Int, _ entry: (Int) -> Self) -> Self
  /// The entries that this index may refer to: one, or all if it is not known.
  func indices(of count: Int) -> [Int]
  /// Minus infinity in place of this number: a score that was computed and is masked. It costs nothing.
  func masked() -> Self
  /// The same number, through which no gradient flows. It costs nothing.
  func detached() -> Self
  /// This to a constant power, one transcendental call.
  func power(_ exponent: Float) -> Self
  /// A value that depends only on weights and is computed before the pass: its arithmetic does not count as work.
  static func prepared(_ make: () -> Self) -> Self
}

extension Number {
  /// Adds a number to the one of `count` sums that has this index; whatever uses the sum depends on this.
  public func scatter(_ number: Self, over count: Int, _ add: (_ index: Int, _ number: Self) -> Void) {
    for index in indices(of: count) { add(index, entry(of: count) { $0 == index ? number : Self(0) }) }
  }
}
