/// A whole number with a name: a dimension, a kernel size, a number of groups.
public struct Factor: Hashable, Sendable {
  /// The name in formulas, in snake case: `kernel_height`.
  public var name: String
  /// The number.
  public var value: Int

  /// Names a number.
  public init(_ name: String, _ value: Int) {
    self.name = name
    self.value = value
  }
}

/// A number is larger than the machine's integers: no figure is given rather than a wrong one.
public struct Overflow: Error, Hashable, Sendable {
  /// The fact has no details.
  public init() {}
}

/// A sum of products of named factors, kept unmultiplied.
///
/// The same value gives the number, checked against overflow, and its working.
public struct Count: Hashable, Sendable {
  /// The products that are added up.
  public private(set) var terms: [[Factor]]

  /// Nothing to count: zero.
  public static let none = Count()

  /// Zero.
  public init() { terms = [] }

  /// One product.
  public init(_ factors: [Factor]) { terms = [factors] }

  /// One product of two groups of factors.
  public init(_ first: [Factor], _ second: [Factor]) { terms = [first + second] }

  /// One product of three groups of factors.
  public init(_ first: [Factor], _ second: [Factor], _ third: [Factor]) {
    var factors: [Factor] = []
    factors.reserveCapacity(first.count + second.count + third.count)
    factors += first
    factors += second
    factors += third
    terms = [factors]
  }

  /// Whether there is nothing to count; a product with a zero factor still counts as something.
  public var isEmpty: Bool { terms.isEmpty }

  /// Adds a product.
  public mutating func add(_ factors: [Factor]) { terms.append(factors) }

  /// The sum of two counts.
  public static func + (a: Count, b: Count) -> Count {
    var sum = a
    sum.terms += b.terms
    return sum
  }

  /// Every product multiplied by one more factor.
  public func multiplied(by factor: Factor) -> Count {
    var result = self
    for index in result.terms.indices { result.terms[index].append(factor) }
    return result
  }

  /// The number.
  public func value() throws(Overflow) -> Int {
    var sum = 0
    for term in terms {
      var product = 1
      for factor in term {
        let (next, overflow) = product.multipliedReportingOverflow(by: factor.value)
        if overflow { throw Overflow() }
        product = next
      }
      let (next, overflow) = sum.addingReportingOverflow(product)
      if overflow { throw Overflow() }
      sum = next
    }
    return sum
  }

  /// The working, with the factors that all products share written once: `(5*5*3 + 1)*8`.
  public var formula: Formula {
    guard let first = terms.first else { return .literal(0) }
    guard terms.count > 1 else { return Self.product(first) }
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
