/// How an operator is called in the language: its name, its arguments and what they mean.
///
/// The reference page, `archcalc layers`, suggestions and the checks of arguments all come from here.
/// There is one for each operator, so it is a class: a call hands on one pointer.
public final class Signature: Sendable {
  /// The name in the language and in reports.
  public let name: String
  /// The section of the reference that lists the operator.
  public let category: Category
  /// What it does, in one sentence.
  public let summary: String
  /// The arguments, in the order of positional use.
  public let arguments: [Argument]
  /// How many tensors it takes.
  public let inputs: Inputs
  /// Other things a reader should know: the definition, its source, how its work is counted.
  public let notes: [String]

  /// Whether a file may define something else with this name, since files were written before the operator
  /// existed.
  public let isYielding: Bool

  /// The argument that selects one of several parts; without it a call returns all of them as a list.
  public let part: Int?

  /// Declares an operator.
  public init(
    _ name: String, _ category: Category, _ summary: String, inputs: Inputs = .one,
    arguments: [Argument] = [], notes: [String] = [], isYielding: Bool = false, part: String? = nil
  ) {
    self.isYielding = isYielding
    self.name = name
    self.category = category
    self.summary = summary
    self.inputs = inputs
    self.arguments = arguments
    self.notes = notes
    names = arguments.map(\.name)
    positional = arguments.indices.filter { arguments[$0].isPositional }
    required = arguments.indices.filter { arguments[$0].isRequired }
    self.part = part.flatMap { part in arguments.firstIndex { $0.name == part } }
  }

  /// The names of the arguments, next to each other in memory: they are looked up for every layer.
  private let names: [String]
  /// The indices of the arguments that may be given by position.
  public let positional: [Int]
  /// The indices of the arguments that must be given.
  public let required: [Int]

  /// Whether a call begins with its text, before the values it takes.
  public var beginsWithText: Bool {
    if case .text? = arguments.first?.kind { inputs.takesSeveral } else { false }
  }

  /// The position of an argument.
  public func index(of name: String) -> Int? {
    // Names of other lengths are skipped, which is cheaper than comparing them.
    let length = name.utf8.count
    for index in names.indices where names[index].utf8.count == length && names[index] == name {
      return index
    }
    return nil
  }

  /// The sections of the reference, in its order.
  public enum Category: String, CaseIterable, Sendable {
    /// Convolutions of all kinds.
    case convolution = "Convolutions"
    /// Pooling.
    case pooling = "Pooling"
    /// Dense layers and embeddings.
    case dense = "Dense layers"
    /// Recurrent layers.
    case recurrent = "Recurrent layers"
    /// Attention.
    case attention = "Attention"
    /// Functions of one element.
    case activation = "Activations"
    /// Normalisations.
    case normalisation = "Normalisations"
    /// Functions of elements and of numbers along axes.
    case arithmetic = "Arithmetic"
    /// Merges of several values.
    case merge = "Merges"
    /// Changes of shape and order.
    case shape = "Shapes"
    /// Upsampling.
    case upsampling = "Upsampling"
    /// Values read at computed places.
    case sampling = "Sampling"
    /// Operators that act in training only.
    case regularisation = "Regularisation"
    /// Steps after the network proper.
    case postprocessing = "Post-processing"
  }

  /// How many tensors an operator takes.
  public enum Inputs: Hashable, Sendable {
    /// None: it is an input of the network.
    case none
    /// The current value.
    case one
    /// These, named in order, perhaps followed by those of a second list, from its start.
    case exactly([String], optional: [String] = [])
    /// At least two.
    case several
    /// One or more, which may be among the arguments if several are given.
    case oneOrSeveral

    /// The names of all inputs, if they have names.
    public var names: [String] {
      if case .exactly(let names, let optional) = self { names + optional } else { [] }
    }

    /// How many there may be.
    public var counts: ClosedRange<Int> {
      switch self {
      case .none: 0...0
      case .one: 1...1
      case .exactly(let names, let optional): names.count...names.count + optional.count
      case .several: 2...Int.max
      case .oneOrSeveral: 1...Int.max
      }
    }

    /// Whether values are written among the arguments of a call, and not only before an arrow.
    public var takesSeveral: Bool { counts.lowerBound >= 2 || self == .oneOrSeveral }

    /// Whether a call takes one value by an arrow, and any others by name.
    public var takesOne: Bool { counts.lowerBound == 1 && !takesSeveral }
  }

  /// One argument.
  public struct Argument: Sendable {
    /// The name.
    public var name: String
    /// The values it may have.
    public var kind: Kind
    /// Its value if it is left out, or `nil` if it must be given or has `otherwise`.
    public var defaultValue: ArgumentValue?
    /// The meaning of a missing argument without a fixed default, such as "the kernel".
    public var otherwise: String?
    /// Whether it may be given by position.
    public var isPositional: Bool
    /// Its meaning, in a few words.
    public var help: String
    /// Its role for a reader of tables, or `nil` if it is just an argument.
    public var place: Place?
    /// Words that are not allowed, but are often tried: the fault says what to use instead.
    public var foreign: [String] = []

    /// The role of an argument for a reader of tables.
    public enum Place: Hashable, Sendable {
      /// The window, which is written first, as `3x3`.
      case window
      /// The step of the window, in which the first of several blocks may differ from the others.
      case step
      /// A detail that short tables leave out.
      case detail
    }

    /// Whether it must be given.
    public var isRequired: Bool { defaultValue == nil && otherwise == nil }

    /// An argument that may be given by position.
    public static func positional(
      _ name: String, _ kind: Kind, default defaultValue: ArgumentValue? = nil, otherwise: String? = nil,
      _ help: String, as place: Place? = nil
    ) -> Argument {
      Argument(
        name: name, kind: kind, defaultValue: defaultValue, otherwise: otherwise, isPositional: true,
        help: help, place: place)
    }

    /// An argument that is always given by name.
    public static func named(
      _ name: String, _ kind: Kind, default defaultValue: ArgumentValue? = nil, otherwise: String? = nil,
      _ help: String, as place: Place? = nil, foreign: [String] = []
    ) -> Argument {
      Argument(
        name: name, kind: kind, defaultValue: defaultValue, otherwise: otherwise, isPositional: false,
        help: help, place: place, foreign: foreign)
    }
  }

  /// The values an argument may have.
  public enum Kind: Hashable, Sendable {
    /// A whole number of at least this.
    case count(from: Int = 1)
    /// Any whole number.
    case integer
    /// A number in a range.
    case decimal(ClosedRange<Double>)
    /// A number in a range, or this word.
    case decimalOr(ClosedRange<Double>, word: String)
    /// `true` or `false`.
    case boolean
    /// One of these words.
    case word([String])
    /// A whole number of at least this for every axis, or a list with one for each.
    case axes(from: Int = 1)
    /// A positive number for every axis, or a list with one for each.
    case scales
    /// Padding: a number, one per axis, `[before, after]` per axis, `same`, `valid` or `causal`.
    case padding
    /// A number, one per axis, or `[before, after]` per axis.
    case sides
    /// A list of whole numbers of at least this.
    case integers(from: Int)
    /// A whole number of at least this, or a list of them; negative numbers too if there is no bound.
    case integerList(from: Int?)
    /// An axis or a list of different axes, negative ones counted from the end.
    case axisList
    /// A list of pairs of positive whole numbers.
    case pairs
    /// A text of some form, described by these words.
    case text(String)

    /// The kind in words, for messages and the reference.
    public var description: String {
      switch self {
      case .count(let least):
        least == 1
          ? "a positive whole number" : least == 0 ? "a whole number" : "a whole number from \(least)"
      case .integer: "a whole number, possibly negative"
      case .decimal(let range): Self.describe(range)
      case .decimalOr(let range, let word): "\(Self.describe(range)), or `\(word)`"
      case .boolean: "`true` or `false`"
      case .word(let words): words.map { "`\($0)`" }.joined(separator: " or ")
      case .axes(let least):
        (least == 1
          ? "a positive whole number" : least == 0 ? "a whole number" : "a whole number from \(least)")
          + ", or a list with one per axis"
      case .scales: "a positive number, or a list with one per axis"
      case .padding:
        "a whole number, a list with one number or one `[before, after]` per axis, `same`, `valid` or `causal`"
      case .sides: "a whole number, or a list with one number or one `[before, after]` per axis"
      case .integers: "a list of whole numbers"
      case .integerList(let least):
        switch least {
        case 1?: "a positive whole number, or a list of them"
        case 0?: "a whole number, or a list of them"
        case let least?: "a whole number from \(least), or a list of them"
        case nil: "a whole number, possibly negative, or a list of them"
        }
      case .axisList: "an axis, or a list of different axes; negative ones count from the end"
      case .text(let form): form
      case .pairs: "a list of pairs of positive whole numbers, such as `[[64, 64], [32, 32]]`"
      }
    }

    private static func describe(_ range: ClosedRange<Double>) -> String {
      switch (range.lowerBound.isFinite, range.upperBound.isFinite) {
      case (true, true):
        "a number from \(ArgumentValue(range.lowerBound)) to \(ArgumentValue(range.upperBound))"
      case (true, false): "a number from \(ArgumentValue(range.lowerBound))"
      default: "a number"
      }
    }

    /// The words that have a meaning for this kind.
    public var words: [String] {
      switch self {
      case .word(let words): words
      case .decimalOr(_, let word): [word]
      case .padding: ["same", "valid", "causal"]
      default: []
      }
    }
  }
}
