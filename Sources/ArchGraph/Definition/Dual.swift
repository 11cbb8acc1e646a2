#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A number and how fast it changes in some direction, in double precision.
///
/// A definition run on such numbers gives its derivative in that direction by the rules of differentiation alone. At
/// ties the first of the two is followed.
package struct Dual: Number {
  /// The number.
  package var value: Double
  /// Its derivative.
  package var slope: Double

  /// A number and its rate of change.
  package init(_ value: Double, slope: Double) {
    self.value = value
    self.slope = slope
  }

  /// A constant.
  package init(_ value: Float) { self.init(Double(value), slope: 0) }

  /// The sum.
  package static func + (a: Dual, b: Dual) -> Dual { Dual(a.value + b.value, slope: a.slope + b.slope) }
  /// The difference.
  package static func - (a: Dual, b: Dual) -> Dual { Dual(a.value - b.value, slope: a.slope - b.slope) }
  /// The product.
  package static func * (a: Dual, b: Dual) -> Dual {
    Dual(a.value * b.value, slope: scaled(a.slope, b.value) + scaled(b.slope, a.value))
  }
  /// The quotient.
  package static func / (a: Dual, b: Dual) -> Dual {
    let value = a.value / b.value
    return Dual(value, slope: scaled(a.slope, 1 / b.value) - scaled(b.slope, value / b.value))
  }
  /// A number that does not change stays that way, whatever it is multiplied by.
  private static func scaled(_ slope: Double, _ factor: Double) -> Double { slope == 0 ? 0 : slope * factor }

  /// Adds a product.
  package mutating func accumulate(_ a: Dual, times b: Dual) { self = self + a * b }
  /// The larger.
  package static func maximum(_ a: Dual, _ b: Dual) -> Dual { b.value > a.value ? b : a }
  /// The smaller.
  package static func minimum(_ a: Dual, _ b: Dual) -> Dual { b.value < a.value ? b : a }
  /// A choice by sign.
  package static func ifNegative(_ condition: Dual, _ a: Dual, else b: Dual) -> Dual {
    condition.value < 0 ? a : b
  }
  /// A choice by order.
  package static func ifLess(_ a: Dual, _ b: Dual, _ x: Dual, else y: Dual) -> Dual {
    a.value < b.value ? x : y
  }
  /// A choice by equality.
  package static func ifEqual(_ a: Dual, _ b: Dual, _ x: Dual, else y: Dual) -> Dual {
    a.value == b.value ? x : y
  }
  private func function(_ value: Double, _ derivative: Double) -> Dual {
    Dual(value, slope: Dual.scaled(slope, derivative))
  }
  /// The absolute value.
  package func magnitude() -> Dual { function(abs(value), value < 0 ? -1 : 1) }
  /// e to this power.
  package func exponential() -> Dual { function(exp(value), exp(value)) }
  /// The natural logarithm.
  package func logarithm() -> Dual { function(log(value), 1 / value) }
  /// The square root.
  package func squareRoot() -> Dual { function(value.squareRoot(), 0.5 / value.squareRoot()) }
  /// The hyperbolic tangent.
  package func hyperbolicTangent() -> Dual { function(tanh(value), 1 - tanh(value) * tanh(value)) }
  /// The error function.
  package func errorFunction() -> Dual {
    function(erf(value), 2 / Double.pi.squareRoot() * exp(-value * value))
  }
  /// The sine.
  package func sine() -> Dual { function(sin(value), cos(value)) }
  /// The cosine.
  package func cosine() -> Dual { function(cos(value), -sin(value)) }
  /// The largest whole number that is not above this.
  package func floor() -> Dual { function(value.rounded(.down), 0) }
  /// The smallest whole number that is not below this.
  package func ceiling() -> Dual { function(value.rounded(.up), 0) }
  /// The nearest whole number.
  package func nearest() -> Dual { function(value.rounded(.toNearestOrEven), 0) }
  /// The index of the largest.
  package static func indexOfLargest(_ numbers: [Dual]) -> Dual {
    Dual(Double(numbers.map(\.value).indexOfLargest), slope: 0)
  }
  /// The entry of this index.
  package func entry(of count: Int, _ entry: (Int) -> Dual) -> Dual { entry(indices(of: count)[0]) }
  /// The index alone.
  package func indices(of count: Int) -> [Int] {
    [value > 0 ? Int(min(value.rounded(.down), Double(max(0, count - 1)))) : 0]
  }
  package func detached() -> Dual { Dual(value, slope: 0) }
  /// Minus infinity, whatever the number was.
  package func masked() -> Dual { Dual(-.infinity) }
  /// This to a constant power.
  package func power(_ exponent: Float) -> Dual {
    function(pow(value, Double(exponent)), Double(exponent) * pow(value, Double(exponent) - 1))
  }
  /// The value itself.
  package static func prepared(_ make: () -> Dual) -> Dual { make() }
}

extension [Double] {
  /// The index of the largest, or of the first if several are equal.
  package var indexOfLargest: Int {
    indices.dropFirst().reduce(0) { self[$1] > self[$0] ? $1 : $0 }
  }
}
