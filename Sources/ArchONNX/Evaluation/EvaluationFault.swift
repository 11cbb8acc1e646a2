/// Why the shapes of a model cannot be found: facts only, the wording is in `EvaluationFault+Wording.swift`.
public enum EvaluationFault: Error, Hashable, Sendable {
  /// Extents of inputs are symbols that nothing binds: all of them.
  case unboundSymbols([OpenAxis])
  /// An input cannot be given.
  case input(String, InputFault)
  /// Operators without a rule: all of them, the most frequent first.
  case unknownOperators([UnknownOperator])
  /// A node cannot be evaluated.
  case node(Site, Misuse)
  /// An output of the model that nothing gives.
  case missingOutput(String)

  /// An extent of an input that is not known.
  public struct OpenAxis: Hashable, Sendable {
    /// The symbol; nil where the extent has no name.
    public var symbol: String?
    /// The input.
    public var input: String
    /// The axis, from 0.
    public var axis: Int

    /// An extent that is not known.
    public init(symbol: String?, input: String, axis: Int) {
      self.symbol = symbol
      self.input = input
      self.axis = axis
    }
  }

  /// An operator without a rule.
  public struct UnknownOperator: Hashable, Sendable {
    /// Its name.
    public var op: String
    /// Its domain; `""` for the default one.
    public var domain: String
    /// How many nodes use it.
    public var count: Int

    /// An operator without a rule.
    public init(op: String, domain: String, count: Int) {
      self.op = op
      self.domain = domain
      self.count = count
    }
  }

  /// A node with what it takes.
  public struct Site: Hashable, Sendable {
    /// The node's name, or that of its first output.
    public var name: String
    /// Its operator.
    public var op: String
    /// The shapes of its inputs; nil for what is absent.
    public var inputs: [[Int]?]
  }

  /// What is wrong with an input.
  public enum InputFault: Hashable, Sendable {
    /// It is a sequence, a map or an optional value.
    case notTensor
    /// Nothing is said of its extents.
    case noShape
    /// An extent, or the product of all, cannot be.
    case extents([Int])
    /// Another input or initialiser has its name.
    case duplicate
  }
}

/// Why a node cannot be evaluated.
public enum Misuse: Error, Hashable, Sendable {
  /// It takes a value that nothing before it gives.
  case undefined(String)
  /// It gives a value of a name that there is already.
  case duplicate(String)
  /// It lacks an input.
  case missingInput(Int)
  /// It has another number of outputs.
  case outputs(given: Int, wanted: Int)
  /// An attribute is missing or of another kind.
  case attribute(String)
  /// A number, of an attribute or an input, is out of range.
  case number(String, Int)
  /// A list, of an attribute or an input, has another length.
  case count(String, given: Int, needed: Int)
  /// A text is none of those that an attribute may have.
  case choice(String, String)
  /// An input has the wrong number of axes.
  case rank(input: Int, [Int], expected: String)
  /// Shapes do not fit each other.
  case shapes([[Int]])
  /// The number of entries would change.
  case elements(from: [Int], to: [Int])
  /// An axis lies outside a tensor.
  case axis(Int, rank: Int)
  /// A window is larger than what it moves over.
  case window(kernel: Int, padded: Int)
  /// A shape or number is too large to be counted, or has too many axes.
  case tooLarge([Int])
  /// An output's extents are the numbers of this input, which are not known without running the model.
  case unknownNumbers(input: Int)
  /// An output's extents follow from numbers of a run.
  case dataDependent
  /// The branches of a condition that is not known give different shapes.
  case branches([Int], [Int])
  /// How often a loop runs is not known.
  case unknownRounds
  /// Loops run too often, or functions make too many steps.
  case limit(String, Int)
  /// A function calls itself, or calls and graphs are too deep.
  case depth
  /// This form of the operator has no rule.
  case form(String)
}
