import ArchDiagnostics
import ArchGraph

/// Equality of values, and membership in lists.
extension Expander {
  /// Whether a value is an element of a list.
  func isIn(_ value: Value, _ list: Value, _ right: Expression, at span: Span) throws(Stop) -> Value {
    guard case .list(let values) = list else {
      throw fail(
        .wrongType(
          expected: "a list", found: list.kind(program.names),
          help: "`x in [1, 2]` asks whether `x` is an element of the list"), at: right.span)
    }
    var comparison = Comparison()
    for element in values {
      if isEqual(value, element, &comparison) == true { return .boolean(true) }
      guard comparison.steps <= Comparison.most else {
        throw fail(.arithmetic("the lists are too long to compare"), at: span)
      }
    }
    return .boolean(false)
  }

  /// A comparison of two values.
  struct Comparison {
    /// How many pairs have been compared.
    var steps = 0
    /// Pairs of lists that are equal, by their memory: a list of lists may contain the same one many times, and
    /// would take too long to search through.
    var equal: Set<Pair> = []

    struct Pair: Hashable {
      var first: UnsafeRawPointer
      var second: UnsafeRawPointer
    }

    /// The most pairs that are compared.
    static let most = 10_000_000
  }

  /// Whether two values are equal, or `nil` if they are of different kinds.
  func isEqual(_ a: Value, _ b: Value, _ comparison: inout Comparison) -> Bool? {
    comparison.steps += 1
    guard comparison.steps <= Comparison.most else { return nil }
    switch (a, b) {
    case (.integer(let a), .integer(let b)): return a == b
    case (.integer(let a), .decimal(let b)), (.decimal(let b), .integer(let a)): return Double(a) == b
    case (.decimal(let a), .decimal(let b)): return a == b
    case (.boolean(let a), .boolean(let b)): return a == b
    case (.string(let a), .string(let b)): return a == b
    case (.word(let a), .word(let b)): return a == b
    case (.word(let word), .string(let text)), (.string(let text), .word(let word)):
      return self.text(word) == text
    case (.word, .integer), (.word, .decimal), (.word, .list), (.word, .boolean), (.word, .callable),
      (.integer, .word), (.decimal, .word), (.list, .word), (.boolean, .word), (.callable, .word):
      // `padding == same`, if it is a number; `norm != none`, if it is a layer.
      return false
    case (.list(let a), .list(let b)):
      guard a.count == b.count else { return false }
      // Both live as long as the compared values, so no other list can take their place in memory.
      let pair = a.withUnsafeBytes { first in
        b.withUnsafeBytes { second in
          first.baseAddress.flatMap { first in
            second.baseAddress.map { Comparison.Pair(first: first, second: $0) }
          }
        }
      }
      if let pair, pair.first == pair.second || comparison.equal.contains(pair) { return true }
      for (x, y) in zip(a, b) {
        // Elements of different kinds are different.
        if isEqual(x, y, &comparison) != true { return false }
      }
      if let pair { comparison.equal.insert(pair) }
      return true
    case (.callable(.op(let a)), .callable(.op(let b))): return a.signature === b.signature
    case (.callable(.block(let a, _)), .callable(.block(let b, _))): return a === b
    case (.callable(.instance(let a)), .callable(.instance(let b))): return a === b
    case (.callable(.bound(let a)), .callable(.bound(let b))):
      let pair = Comparison.Pair(
        first: Unmanaged.passUnretained(a).toOpaque(), second: Unmanaged.passUnretained(b).toOpaque())
      if a === b || comparison.equal.contains(pair) { return true }
      guard isEqual(.callable(a.base), .callable(b.base), &comparison) == true,
        a.arguments.count == b.arguments.count
      else { return false }
      for (x, y) in zip(a.arguments, b.arguments) {
        guard x.word?.name == y.word?.name, isEqual(x.value, y.value, &comparison) == true else {
          return false
        }
      }
      comparison.equal.insert(pair)
      return true
    case (.callable, .callable): return false
    default: return nil
    }
  }
}

extension Value {
  /// Whether it is a value of the network, or a list of such values.
  var isOfNetwork: Bool {
    switch self {
    case .tensor, .points: true
    default: false
    }
  }
}

extension Operation {
  /// The layer that does for values what the sign does for numbers.
  var layer: String? {
    switch self {
    case .add: "add"
    case .subtract: "subtract"
    case .multiply: "multiply"
    case .divide: "divide"
    default: nil
    }
  }
}
