/// A number that records which elements of the inputs and weights it was computed from.
///
/// A product with the constant 0 has read the other factor, but does not depend on it.
package struct Traced: Number {
  /// The elements that it depends on, numbered by whoever made the tensors.
  private var causes = BitSet()
  /// The elements that were read to compute it.
  private var reads = BitSet()
  /// Whether it is the constant 0, or a product with it.
  private var isZero = false

  /// A number that is one element.
  package init(element: Int) {
    causes = BitSet(element)
    reads = causes
  }

  /// A constant, computed from no element.
  package init(_ value: Float) { isZero = value == 0 }

  /// Whether the number depends on `element`.
  package func contains(_ element: Int) -> Bool { causes.contains(element) }

  /// Whether `element` was read to compute the number.
  package func hasRead(_ element: Int) -> Bool { reads.contains(element) }

  /// A number computed from everything that either was computed from.
  package func union(_ other: Traced) -> Traced {
    var union = self
    union.causes.formUnion(other.causes)
    union.reads.formUnion(other.reads)
    union.isZero = isZero && other.isZero
    return union
  }

  private func product(_ other: Traced) -> Traced {
    var product = union(other)
    guard isZero || other.isZero else { return product }
    product.causes = BitSet()
    product.isZero = true
    return product
  }

  /// Computed from both.
  package static func + (a: Traced, b: Traced) -> Traced { a.union(b) }
  /// Computed from both.
  package static func - (a: Traced, b: Traced) -> Traced { a.union(b) }
  /// Computed from both, or 0.
  package static func * (a: Traced, b: Traced) -> Traced { a.product(b) }
  /// Computed from both.
  package static func / (a: Traced, b: Traced) -> Traced { a.union(b) }
  /// Computed from all three.
  package mutating func accumulate(_ a: Traced, times b: Traced) { self = union(a.product(b)) }
  /// Computed from both.
  package static func maximum(_ a: Traced, _ b: Traced) -> Traced { a.union(b) }
  /// Computed from both.
  package static func minimum(_ a: Traced, _ b: Traced) -> Traced { a.union(b) }
  /// Computed from all three.
  package static func ifNegative(_ condition: Traced, _ a: Traced, else b: Traced) -> Traced {
    condition.union(a).union(b)
  }
  /// Computed from all four.
  package static func ifLess(_ a: Traced, _ b: Traced, _ x: Traced, else y: Traced) -> Traced {
    a.union(b).union(x).union(y)
  }
  /// Computed from all four.
  package static func ifEqual(_ a: Traced, _ b: Traced, _ x: Traced, else y: Traced) -> Traced {
    a.union(b).union(x).union(y)
  }
  /// Computed from the same elements.
  package func magnitude() -> Traced { self }
  /// Computed from the same elements.
  package func exponential() -> Traced { self }
  /// Computed from the same elements.
  package func logarithm() -> Traced { self }
  /// Computed from the same elements.
  package func squareRoot() -> Traced { self }
  /// Computed from the same elements.
  package func hyperbolicTangent() -> Traced { self }
  /// Computed from the same elements.
  package func errorFunction() -> Traced { self }
  /// Computed from the same elements.
  package func sine() -> Traced { self }
  /// Computed from the same elements.
  package func cosine() -> Traced { self }
  /// Computed from the same elements.
  package func floor() -> Traced { self }
  /// Computed from the same elements.
  package func ceiling() -> Traced { self }
  /// Computed from the same elements.
  package func nearest() -> Traced { self }
  /// Computed from all numbers.
  package static func indexOfLargest(_ numbers: [Traced]) -> Traced {
    numbers.reduce(Traced(0)) { $0.union($1) }
  }
  /// Computed from this and all entries.
  package func entry(of count: Int, _ entry: (Int) -> Traced) -> Traced {
    (0..<count).reduce(self) { $0.union(entry($1)) }
  }
  /// All of them.
  package func indices(of count: Int) -> [Int] { Array(0..<count) }
  package func detached() -> Traced { self }
  /// A number that was read, but that nothing depends on.
  package func masked() -> Traced {
    var masked = self
    masked.causes = BitSet()
    return masked
  }
  /// Computed from the same elements.
  package func power(_ exponent: Float) -> Traced { self }
  /// Computed from the same elements.
  package static func prepared(_ make: () -> Traced) -> Traced { make() }
}

/// A set of small numbers.
private struct BitSet {
  private var words: [UInt64] = []

  init() {}

  init(_ element: Int) {
    words = [UInt64](repeating: 0, count: element / 64 + 1)
    words[element / 64] = 1 << UInt64(element % 64)
  }

  func contains(_ element: Int) -> Bool {
    element / 64 < words.count && words[element / 64] & 1 << UInt64(element % 64) != 0
  }

  mutating func formUnion(_ other: BitSet) {
    if other.words.count > words.count {
      words += Array(repeating: 0, count: other.words.count - words.count)
    }
    for index in other.words.indices { words[index] |= other.words[index] }
  }
}
