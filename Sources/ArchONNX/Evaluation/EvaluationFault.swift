/// Why the shapes of a model cannot be found: facts only; the wording is in `EvaluationFault+Wording.swift`.
package enum EvaluationFault: Error, Hashable, Sendable {
  /// Extents of inputs are symbols that nothing binds: all of them.
  case unboundSymbols([OpenAxis])
  /// An input cannot be given.
  case input(String, InputFault)
  /// Operators without a rule: all of them, the most frequent first.
  case unknownOperators([UnknownOperator])
  /// A node cannot be evaluated.
  case node(Site, Misuse)
  /// An output of the model that nothing computes.
  case missingOutput(String)

  /// An extent of an input that is not known.
  package struct OpenAxis: Hashable, Sendable {
    /// The symbol, or `nil` if the extent has no name.
    package var symbol: String?
    /// The input.
    package var input: String
    /// The axis, from 0.
    package var axis: Int

    /// An extent that is not known.
    package init(symbol: String?, input: String, axis: Int) {
      self.symbol = symbol
      self.input = input
      self.axis = axis
    }
  }

  /// An operator without a rule.
  package struct UnknownOperator: Hashable, Sendable {
    /// Its name.
    package var op: String
    /// Its domain; `""` for the default one.
    package var domain: String
    /// How many nodes use it.
    package var count: Int

    /// An operator without a rule.
    package init(op: String, domain: String, count: Int) {
      self.op = op
      self.domain = domain
      self.count = count
    }
  }

  /// A node and its inputs.
  package struct Site: Hashable, Sendable {
    /// The node's name, or that of its first output.
    package var name: String
    /// Its operator.
    package var op: String
    /// The shapes of its inputs, or `nil` for what is absent.
    package var inputs: [[Int]?]
  }

  /// What is wrong with an input.
  package enum InputFault: Hashable, Sendable {
    /// It is a sequence, a map or an optional value.
    case notTensor
    /// Its extents are not declared.
    case noShape
    /// An extent, or the product of all, is impossible.
    case extents([Int])
    /// Another input or initialiser has its name.
    case duplicate
  }
}
