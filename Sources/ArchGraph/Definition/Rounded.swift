/// A number that knows how far rounding may have taken it from the definition's exact value.
///
/// Every operation passes on the error of its operands, by the derivative, and adds the error of rounding its own
/// result: a running error analysis (N. J. Higham, Accuracy and Stability of Numerical Algorithms, section 3.3). A
/// step that subtracts nearly equal numbers and divides by the difference, as a normalisation of nearly equal
/// elements does, has large errors in any order of the operations; no bound by the size of the result shows that.
package struct Rounded: Number {
  /// The value in single precision.
  package let value: Float
  /// How far it may be from what exact arithmetic would give.
  package let error: Float

  /// Half a unit in the last place of 1: the relative change that rounding a result makes.
  private static let unit: Float = 0x1p-24
  /// The same for functions of the C library, which are accurate to a few units in the last place.
  private static let functionUnit: Float = 4 * unit

  /// A number that is exactly this.
  package init(_ value: Float) { self.init(value, error: 0) }

  /// A number that may be this far from the exact value.
  package init(_ value: Float, error: Float) {
    self.value = value
    self.error = error
  }

  private static func rounded(_ value: Float, _ error: Float) -> Rounded {
    Rounded(value, error: error + unit * Swift.abs(value))
  }

  /// A function of one number, given its value and its derivative there.
  private func applying(_ value: Float, slope: Float) -> Rounded {
    Rounded(value, error: Swift.abs(slope) * error + Self.functionUnit * Swift.abs(value))
  }

  /// The sum; errors add up.
  package static func + (a: Rounded, b: Rounded) -> Rounded { rounded(a.value + b.value, a.error + b.error) }
  /// The difference; errors add up, however small the difference is.
  package static func - (a: Rounded, b: Rounded) -> Rounded { rounded(a.value - b.value, a.error + b.error) }
  /// The product.
  package static func * (a: Rounded, b: Rounded) -> Rounded {
    rounded(a.value * b.value, product(a, b))
  }
  /// The quotient.
  package static func / (a: Rounded, b: Rounded) -> Rounded {
    let quotient = a.value / b.value
    return rounded(quotient, (a.error + Swift.abs(quotient) * b.error) / Swift.abs(b.value))
  }

  private static func product(_ a: Rounded, _ b: Rounded) -> Float {
    Swift.abs(a.value) * b.error + Swift.abs(b.value) * a.error + a.error * b.error
  }

  /// The sum with a product, each of the two rounded.
  package mutating func accumulate(_ a: Rounded, times b: Rounded) { self = self + a * b }

  /// The larger; if the other should have been taken, the error is at most the larger of the two.
  package static func maximum(_ a: Rounded, _ b: Rounded) -> Rounded {
    Rounded(.maximum(a.value, b.value), error: Swift.max(a.error, b.error))
  }
  /// The smaller, with the same reasoning.
  package static func minimum(_ a: Rounded, _ b: Rounded) -> Rounded {
    Rounded(.minimum(a.value, b.value), error: Swift.max(a.error, b.error))
  }
  /// One of the two; if the sign of the condition is uncertain, it may be the other.
  package static func ifNegative(_ condition: Rounded, _ a: Rounded, else b: Rounded) -> Rounded {
    choice(
      .ifNegative(condition.value, a.value, else: b.value), of: a, b,
      isCertain: Swift.abs(condition.value) > condition.error || condition.error == 0)
  }
  /// One of the two; if the order is uncertain, it may be the other.
  package static func ifLess(_ a: Rounded, _ b: Rounded, _ x: Rounded, else y: Rounded) -> Rounded {
    choice(.ifLess(a.value, b.value, x.value, else: y.value), of: x, y, isCertain: a.isApart(from: b))
  }
  /// One of the two; if the numbers may or may not be equal, it may be the other.
  package static func ifEqual(_ a: Rounded, _ b: Rounded, _ x: Rounded, else y: Rounded) -> Rounded {
    choice(.ifEqual(a.value, b.value, x.value, else: y.value), of: x, y, isCertain: a.isApart(from: b))
  }

  private static func choice(_ chosen: Float, of a: Rounded, _ b: Rounded, isCertain: Bool) -> Rounded {
    let error = Swift.max(a.error, b.error)
    return Rounded(chosen, error: isCertain ? error : error + Swift.abs(a.value - b.value))
  }

  /// Whether rounding cannot have changed how two numbers compare.
  private func isApart(from other: Rounded) -> Bool {
    let error = error + other.error
    return error == 0 || Swift.abs(value - other.value) > error
  }

  /// The absolute value, with the same error as the value.
  package func magnitude() -> Rounded { Rounded(value.magnitude(), error: error) }
  /// Its derivative is itself.
  package func exponential() -> Rounded {
    let result = value.exponential()
    return applying(result, slope: result)
  }
  /// Its derivative is `1/x`.
  package func logarithm() -> Rounded { applying(value.logarithm(), slope: 1 / value) }
  /// Its derivative is `1/(2*sqrt(x))`; at 0 the result may be off by the root of the error.
  package func squareRoot() -> Rounded {
    let root = value.squareRoot()
    guard root > 0 else { return Rounded(root, error: error.squareRoot()) }
    return applying(root, slope: 1 / (2 * root))
  }
  /// Its derivative is `1 - tanh(x)^2`.
  package func hyperbolicTangent() -> Rounded {
    let result = value.hyperbolicTangent()
    return applying(result, slope: 1 - result * result)
  }
  /// Its derivative is `2/sqrt(pi)*exp(-x^2)`.
  package func errorFunction() -> Rounded {
    applying(value.errorFunction(), slope: 1.128_379_2 * (-value * value).exponential())
  }
  /// Its derivative is the cosine.
  package func sine() -> Rounded { applying(value.sine(), slope: value.cosine()) }
  /// Its derivative is minus the sine.
  package func cosine() -> Rounded { applying(value.cosine(), slope: value.sine()) }
  /// If rounding may take it past a whole number, the result may be another.
  package func floor() -> Rounded { step { $0.floor() } }
  /// If rounding may take it past a whole number, the result may be another.
  package func ceiling() -> Rounded { step { $0.ceiling() } }
  /// If rounding may take it past the middle between two, the result may be the other.
  package func nearest() -> Rounded { step { $0.nearest() } }

  private func step(_ function: (Float) -> Float) -> Rounded {
    Rounded(function(value), error: function(value + error) - function(value - error))
  }
  /// If another may be as large, it may be any of these.
  package static func indexOfLargest(_ numbers: [Rounded]) -> Rounded {
    let best = Int(Float.indexOfLargest(numbers.map(\.value)))
    guard numbers.indices.contains(best) else { return Rounded(0) }
    let least = numbers[best].value - numbers[best].error
    let rivals = numbers.indices.filter {
      $0 == best
        || numbers[$0].error + numbers[best].error > 0 && numbers[$0].value + numbers[$0].error >= least
    }
    return Rounded(Float(best), error: Float(rivals.map { abs($0 - best) }.max() ?? 0))
  }
  /// The indices that it may become when it is rounded.
  package func indices(of count: Int) -> [Int] {
    error.isFinite
      ? Array((value - error).index(of: count)...(value + error).index(of: count)) : Array(0..<count)
  }
  /// The entry; if rounding may change the index, the error includes the distance to the other entries.
  package func entry(of count: Int, _ entry: (Int) -> Rounded) -> Rounded {
    let found = entry(value.index(of: count))
    guard error > 0 else { return found }
    let places = (value - error).index(of: count)...(value + error).index(of: count)
    return places.reduce(found) { sum, place in
      let other = entry(place)
      return Rounded(
        sum.value, error: Swift.max(sum.error, other.error + Swift.abs(other.value - found.value)))
    }
  }
  package func detached() -> Rounded { self }
  /// Minus infinity, exactly.
  package func masked() -> Rounded { Rounded(-.infinity) }
  /// Its derivative is `p*x^(p - 1)`.
  package func power(_ exponent: Float) -> Rounded {
    applying(value.power(exponent), slope: exponent * value.power(exponent - 1))
  }

  /// The value as it is computed.
  package static func prepared(_ make: () -> Rounded) -> Rounded { make() }
}
