import Synchronization

/// The operators that a program knows, by name.
public struct Catalogue: Sendable {
  /// The operators in the order of the reference.
  public let operators: [any Operator.Type]
  /// The names of all operators, in that order.
  public let names: [String]
  private let byName: [String: any Operator.Type]
  private let knownWords: KnownWords

  /// A catalogue of these operators; if two have the same name, the later counts.
  public init(_ operators: [any Operator.Type]) {
    self.init(operators.map { ($0.signature.name, $0) })
  }

  /// A catalogue of operators with known names: signatures are made only when asked for.
  public init(_ operators: [(name: String, type: any Operator.Type)]) {
    self.operators = operators.map(\.type)
    names = operators.map(\.name)
    byName = Dictionary(operators.map { ($0.name, $0.type) }, uniquingKeysWith: { $1 })
    knownWords = KnownWords(self.operators)
  }

  /// The operator with this name.
  public subscript(name: String) -> (any Operator.Type)? { byName[name] }

  /// Every word that has a meaning as an argument, such as `same`.
  public var words: Set<String> { knownWords.all }
}

/// The words of all arguments, gathered when first asked for.
private final class KnownWords: Sendable {
  private let operators: [any Operator.Type]
  private let gathered = Mutex<Set<String>?>(nil)

  init(_ operators: [any Operator.Type]) { self.operators = operators }

  var all: Set<String> {
    gathered.withLock { gathered in
      if let gathered { return gathered }
      var words: Set<String> = []
      for op in operators {
        for argument in op.signature.arguments { words.formUnion(argument.kind.words) }
      }
      gathered = words
      return words
    }
  }
}
