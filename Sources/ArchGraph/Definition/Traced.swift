/// A number that carries which elements of the inputs and weights it was made from.
public struct Traced: Number {
  /// The elements, numbered by whoever made the tensors, as a set of bits.
  public private(set) var elements: [UInt64]

  /// A number made from one element.
  public init(element: Int) {
    elements = [UInt64](repeating: 0, count: element / 64 + 1)
    elements[element / 64] = 1 << UInt64(element % 64)
  }

  /// A constant, made from no element.
  public init(_ value: Float) { elements = [] }

  private init(elements: [UInt64]) { self.elements = elements }

  /// Whether the number was made from `element`.
  public func contains(_ element: Int) -> Bool {
    element / 64 < elements.count && elements[element / 64] & 1 << UInt64(element % 64) != 0
  }

  /// A number made from everything that either was made from.
  public func union(_ other: Traced) -> Traced {
    let (longer, shorter) =
      elements.count >= other.elements.count ? (elements, other.elements) : (other.elements, elements)
    var union = longer
    for index in shorter.indices { union[index] |= shorter[index] }
    return Traced(elements: union)
  }

  /// Made from both.
  public static func + (a: Traced, b: Traced) -> Traced { a.union(b) }
  /// Made from both.
  public static func - (a: Traced, b: Traced) -> Traced { a.union(b) }
  /// Made from both.
  public static func * (a: Traced, b: Traced) -> Traced { a.union(b) }
  /// Made from both.
  public static func / (a: Traced, b: Traced) -> Traced { a.union(b) }
  /// Made from all three.
  public mutating func accumulate(_ a: Traced, times b: Traced) { self = union(a).union(b) }
  /// Made from both.
  public static func maximum(_ a: Traced, _ b: Traced) -> Traced { a.union(b) }
  /// Made from both.
  public static func minimum(_ a: Traced, _ b: Traced) -> Traced { a.union(b) }
  /// Made from all three.
  public static func ifNegative(_ condition: Traced, _ a: Traced, else b: Traced) -> Traced {
    condition.union(a).union(b)
  }
  /// Made from the same.
  public func magnitude() -> Traced { self }
  /// Made from the same.
  public func exponential() -> Traced { self }
  /// Made from the same.
  public func logarithm() -> Traced { self }
  /// Made from the same.
  public func squareRoot() -> Traced { self }
  /// Made from the same.
  public func hyperbolicTangent() -> Traced { self }
  /// Made from the same.
  public func errorFunction() -> Traced { self }
  /// Made from the same.
  public func power(_ exponent: Float) -> Traced { self }
  /// Made from the same.
  public static func prepared(_ make: () -> Traced) -> Traced { make() }
}
