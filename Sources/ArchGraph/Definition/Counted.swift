/// A number that counts the operations done with it.
package struct Counted: Number {
  /// The counts of one run of a definition.
  ///
  /// A run stays within one task, so nothing else touches its tally.
  package final class Tally: @unchecked Sendable {
    /// The operations done so far.
    package fileprivate(set) var vector = WorkVector()

    fileprivate init() {}
  }

  @TaskLocal private static var tally: Tally?

  /// Runs `body` and counts the operations that it does on these numbers.
  package static func counting<Result>(_ body: () throws -> Result) rethrows -> (Result, WorkVector) {
    let tally = Tally()
    let result = try $tally.withValue(tally) { try body() }
    return (result, tally.vector)
  }

  /// The value itself.
  package let value: Float

  /// A number.
  package init(_ value: Float) { self.value = value }

  private static func count(_ kind: Work.Kind, _ value: Float) -> Counted {
    tally?.vector[kind] += 1
    return Counted(value)
  }

  /// One addition.
  package static func + (a: Counted, b: Counted) -> Counted { count(.additions, a.value + b.value) }
  /// One subtraction.
  package static func - (a: Counted, b: Counted) -> Counted { count(.subtractions, a.value - b.value) }
  /// One multiplication.
  package static func * (a: Counted, b: Counted) -> Counted { count(.multiplications, a.value * b.value) }
  /// One division.
  package static func / (a: Counted, b: Counted) -> Counted { count(.divisions, a.value / b.value) }

  /// One multiply-add.
  package mutating func accumulate(_ a: Counted, times b: Counted) {
    self = Self.count(.multiplyAdds, value + a.value * b.value)
  }

  /// One comparison.
  package static func maximum(_ a: Counted, _ b: Counted) -> Counted {
    count(.comparisons, .maximum(a.value, b.value))
  }
  /// One comparison.
  package static func minimum(_ a: Counted, _ b: Counted) -> Counted {
    count(.comparisons, .minimum(a.value, b.value))
  }
  /// One comparison.
  package static func ifNegative(_ condition: Counted, _ a: Counted, else b: Counted) -> Counted {
    count(.comparisons, .ifNegative(condition.value, a.value, else: b.value))
  }
  /// One comparison.
  package static func ifLess(_ a: Counted, _ b: Counted, _ x: Counted, else y: Counted) -> Counted {
    count(.comparisons, .ifLess(a.value, b.value, x.value, else: y.value))
  }
  /// One comparison.
  package static func ifEqual(_ a: Counted, _ b: Counted, _ x: Counted, else y: Counted) -> Counted {
    count(.comparisons, .ifEqual(a.value, b.value, x.value, else: y.value))
  }
  /// One comparison.
  package func magnitude() -> Counted { Self.count(.comparisons, value.magnitude()) }
  /// One exponential.
  package func exponential() -> Counted { Self.count(.exponentials, value.exponential()) }
  /// One transcendental call.
  package func logarithm() -> Counted { Self.count(.transcendentals, value.logarithm()) }
  /// One transcendental call.
  package func squareRoot() -> Counted { Self.count(.transcendentals, value.squareRoot()) }
  /// One transcendental call.
  package func hyperbolicTangent() -> Counted { Self.count(.transcendentals, value.hyperbolicTangent()) }
  /// One transcendental call.
  package func errorFunction() -> Counted { Self.count(.transcendentals, value.errorFunction()) }
  /// One transcendental call.
  package func sine() -> Counted { Self.count(.transcendentals, value.sine()) }
  /// One transcendental call.
  package func cosine() -> Counted { Self.count(.transcendentals, value.cosine()) }
  /// One comparison.
  package func floor() -> Counted { Self.count(.comparisons, value.floor()) }
  /// One comparison.
  package func ceiling() -> Counted { Self.count(.comparisons, value.ceiling()) }
  /// One comparison.
  package func nearest() -> Counted { Self.count(.comparisons, value.nearest()) }
  /// One comparison for each number after the first.
  package static func indexOfLargest(_ numbers: [Counted]) -> Counted {
    tally?.vector[.comparisons] += max(0, numbers.count - 1)
    return Counted(Float.indexOfLargest(numbers.map(\.value)))
  }
  /// Only what the entry costs.
  package func entry(of count: Int, _ entry: (Int) -> Counted) -> Counted { entry(value.index(of: count)) }
  /// The index alone, at no cost.
  package func indices(of count: Int) -> [Int] { [value.index(of: count)] }
  package func detached() -> Counted { self }
  /// Minus infinity, at no cost.
  package func masked() -> Counted { Counted(-.infinity) }
  /// One transcendental call.
  package func power(_ exponent: Float) -> Counted { Self.count(.transcendentals, value.power(exponent)) }

  /// The value; computing it is not counted.
  package static func prepared(_ make: () -> Counted) -> Counted { $tally.withValue(nil) { make() } }
}
