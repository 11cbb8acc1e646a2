/// A sum of products of named factors, kept unmultiplied.
///
/// The same value gives both the number, checked against overflow, and its working.
public struct Count: Hashable, Sendable {
  // Nearly every count is one product, which is kept without an array around it.
  private var first: [Factor]?
  private var others: [[Factor]] = []

  /// Nothing to count: zero.
  public static let none = Count()

  /// Zero.
  public init() {}

  /// One product.
  public init(_ factors: [Factor]) { first = factors }

  /// One product of two groups of factors.
  public init(_ start: [Factor], _ end: [Factor]) { first = start + end }

  /// One product of three groups of factors.
  public init(_ start: [Factor], _ middle: [Factor], _ end: [Factor]) {
    var factors: [Factor] = []
    factors.reserveCapacity(start.count + middle.count + end.count)
    factors += start
    factors += middle
    factors += end
    first = factors
  }

  /// The products that are added up.
  public var terms: [[Factor]] { first.map { [$0] + others } ?? [] }

  /// Whether there is nothing to count; a product with a zero factor still counts as something.
  public var isEmpty: Bool { first == nil }

  /// Adds a product.
  public mutating func add(_ factors: [Factor]) {
    if first == nil { first = factors } else { others.append(factors) }
  }

  /// The sum of two counts.
  public static func + (a: Count, b: Count) -> Count {
    var sum = a
    for term in b.terms { sum.add(term) }
    return sum
  }

  /// Every product multiplied by one more factor.
  public func multiplied(by factor: Factor) -> Count {
    var result = Count()
    for term in terms { result.add(term + [factor]) }
    return result
  }

  /// The number.
  public func value() throws(Overflow) -> Int {
    guard let first else { return 0 }
    var sum = try Self.product(of: first)
    for term in others {
      let (next, overflow) = sum.addingReportingOverflow(try Self.product(of: term))
      if overflow { throw Overflow() }
      sum = next
    }
    return sum
  }

  private static func product(of term: [Factor]) throws(Overflow) -> Int {
    var product = 1
    for index in term.indices {
      let (next, overflow) = product.multipliedReportingOverflow(by: term[index].value)
      if overflow { throw Overflow() }
      product = next
    }
    return product
  }

  /// The working, with the factors that all products share written once: `(5*5*3 + 1)*8`.
  package var formula: Formula {
    guard let first else { return .literal(0) }
    guard !others.isEmpty else { return Self.product(first) }
    let terms = terms
    var shared: [Factor] = []
    var rest = terms
    for factor in first where rest.allSatisfy({ $0.contains(factor) }) {
      shared.append(factor)
      for index in rest.indices {
        if let place = rest[index].firstIndex(of: factor) { rest[index].remove(at: place) }
      }
    }
    let sum = Formula.sum(rest.map(Self.product))
    return shared.isEmpty ? sum : .product([sum] + shared.map { .named($0.name, $0.value) })
  }

  private static func product(_ factors: [Factor]) -> Formula {
    switch factors.count {
    case 0: .literal(1)
    case 1: .named(factors[0].name, factors[0].value)
    default: .product(factors.map { .named($0.name, $0.value) })
    }
  }
}
