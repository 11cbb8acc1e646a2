/// The operators that a program knows, by name.
public struct Catalogue: Sendable {
  /// The operators in the order of the reference.
  public let operators: [any Operator.Type]
  private let byName: [String: any Operator.Type]
  /// Every word that means something to an argument, such as `same`.
  public let words: Set<String>

  /// A catalogue of the given operators; of two with one name the later counts.
  public init(_ operators: [any Operator.Type]) {
    self.operators = operators
    var byName: [String: any Operator.Type] = [:]
    var words: Set<String> = []
    for op in operators {
      let signature = op.signature
      byName[signature.name] = op
      for argument in signature.arguments { words.formUnion(argument.kind.words + argument.foreign) }
    }
    self.byName = byName
    self.words = words
  }

  /// The operator of a name.
  public subscript(name: String) -> (any Operator.Type)? { byName[name] }

  /// The names of all operators.
  public var names: [String] { operators.map { $0.signature.name } }
}
