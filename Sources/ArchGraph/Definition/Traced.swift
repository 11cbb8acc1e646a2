/// A number that carries which elements of the inputs and weights it was made from.
///
/// A product with the constant 0 has read the other factor, but does not depend on it.
package struct Traced: Number {
  /// The elements that it depends on, numbered by whoever made the tensors.
  private var causes = BitSet()
  /// The elements that were read to make it.
  private var reads = BitSet()
  /// Whether it is the constant 0, or a product with it.
  private var isZero = false

  /// A number made from one element.
  package init(element: Int) {
    causes = BitSet(element)
    reads = causes
  }

  /// A constant, made from no element.
  package init(_ value: Float) { isZero = value == 0 }

  /// Whether the number depends on `element`.
  package func contains(_ element: Int) -> Bool { causes.contains(element) }

  /// Whether `element` was read to make the number.
  package func hasRead(_ element: Int) -> Bool { reads.contains(element) }

  /// A number made from everything that either was made from.
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

  /// Made from both.
  package static func + (a: Traced, b: Traced) -> Traced { a.union(b) }
  /// Made from both.
  package static func - (a: Traced, b: Traced) -> Traced { a.union(b) }
  /// Made from both, or 0.
  package static func * (a: Traced, b: Traced) -> Traced { a.product(b) }
  /// Made from both.
  package static func / (a: Traced, b: Traced) -> Traced { a.union(b) }
  /// Made from all three.
  package mutating func accumulate(_ a: Traced, times b: Traced) { self = union(a.product(b)) }
  /// Made from both.
  package static func maximum(_ a: Traced, _ b: Traced) -> Traced { a.union(b) }
  /// Made from both.
  package static func minimum(_ a: Traced, _ b: Traced) -> Traced { a.union(b) }
  /// Made from all three.
  package static func ifNegative(_ condition: Traced, _ a: Traced, else b: Traced) -> Traced {
    condition.union(a).union(b)
  }
  /// Made from all four.
  package static func ifLess(_ a: Traced, _ b: Traced, _ x: Traced, else y: Traced) -> Traced {
    a.union(b).union(x).union(y)
  }
  /// Made from all four.
  package static func ifEqual(_ a: Traced, _ b: Traced, _ x: Traced, else y: Traced) -> Traced {
    a.union(b).union(x).union(y)
  }
  /// Made from the same.
  package func magnitude() -> Traced { self }
  /// Made from the same.
  package func exponential() -> Traced { self }
  /// Made from the same.
  package func logarithm() -> Traced { self }
  /// Made from the same.
  package func squareRoot() -> Traced { self }
  /// Made from the same.
  package func hyperbolicTangent() -> Traced { self }
  /// Made from the same.
  package func errorFunction() -> Traced { self }
  /// Made from the same.
  package func sine() -> Traced { self }
  /// Made from the same.
  package func cosine() -> Traced { self }
  /// Made from the same.
  package func floor() -> Traced { self }
  /// Made from the same.
  package func ceiling() -> Traced { self }
  /// Made from the same.
  package func nearest() -> Traced { self }
  /// Made from all.
  package static func indexOfLargest(_ numbers: [Traced]) -> Traced {
    numbers.reduce(Traced(0)) { $0.union($1) }
  }
  /// Made from this and all entries.
  package func entry(of count: Int, _ entry: (Int) -> Traced) -> Traced {
    (0..<count).reduce(self) { $0.union(entry($1)) }
  }
  /// All of them.
  package func indices(of count: Int) -> [Int] { Array(0..<count) }
  package func detached() -> Traced { self }
  /// A number that was read, and that nothing depends on.
  package func masked() -> Traced {
    var masked = self
    masked.causes = BitSet()
    return masked
  }
  /// Made from the same.
  package func power(_ exponent: Float) -> Traced { self }
  /// Made from the same.
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
