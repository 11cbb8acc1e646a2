import ArchGraph

/// A range of bytes in a text.
struct Span: Hashable, Sendable {
  var lower: Int32
  var upper: Int32

  static let none = Span(lower: 0, upper: 0)

  var range: Range<Int> { Int(lower)..<Int(max(lower, upper)) }

  func to(_ other: Span) -> Span { Span(lower: lower, upper: max(upper, other.upper)) }
}

/// A word and its place.
struct Word: Sendable {
  var name: Name
  var span: Span
}

// MARK: Files

/// The declarations of one text.
struct FileSyntax: Sendable {
  var imports: [(path: String, span: Span)] = []
  var source: String?
  var declarations: [Declaration] = []
}

/// A declaration at the top of a file.
enum Declaration: Sendable {
  case block(BlockSyntax)
  case network(NetworkSyntax)
  case constant(Word, Expression)

  var word: Word {
    switch self {
    case .block(let block): block.word
    case .network(let network): network.word
    case .constant(let word, _): word
    }
  }
}

/// A parameter of a block or network.
struct ParameterSyntax: Sendable {
  var word: Word
  var defaultValue: Expression?
}

/// `block name(parameters) { … }`.
final class BlockSyntax: Sendable {
  let word: Word
  let parameters: [ParameterSyntax]
  let body: [Statement]

  init(word: Word, parameters: [ParameterSyntax], body: [Statement]) {
    self.word = word
    self.parameters = parameters
    self.body = body
  }
}

/// `network name(parameters) { … }`, or `network name = other(arguments) { claims }`.
final class NetworkSyntax: Sendable {
  let word: Word
  let parameters: [ParameterSyntax]
  let body: [Statement]
  let source: String?
  let published: Published?
  let base: Call?

  init(
    word: Word, parameters: [ParameterSyntax], body: [Statement], header: NetworkHeader, base: Call?
  ) {
    self.word = word
    self.parameters = parameters
    self.body = body
    source = header.source
    published = header.published
    self.base = base
  }
}

/// Statements in the braces of a network that concern it as a whole.
struct NetworkHeader {
  /// `source "…"`.
  var source: String?
  /// `published "…": top1 76.13%, top5 92.86%`.
  var published: Published?
}

// MARK: Statements

/// A statement and its place.
struct Statement: Sendable {
  var kind: Kind
  var span: Span

  indirect enum Kind: Sendable {
    case chain(label: Word?, [Element])
    case parts([Word], [Element])
    case input(Word, Expression, isSequence: Bool)
    case output(Word, [Element])
    case shared(Word, Call)
    case frozen([Statement])
    case training([Statement])
    case loop(LoopSyntax)
    case choice(Expression, [Statement], otherwise: [Statement])
    case constant(Word, Expression)
    case branch(label: Word?, [Statement])
    case expect(ExpectSyntax)
    case require(Expression, message: String)
  }
}

/// `repeat n as i { … }` or `for i, x in list { … }`.
final class LoopSyntax: Sendable {
  /// The source of the number of rounds.
  enum Rounds: Sendable {
    case count(Expression)
    case each(Expression)
  }

  let label: Word?
  let rounds: Rounds
  /// The name of the round's number.
  let index: Word?
  /// The names for the round's element: one for it, or one for each of its parts.
  let items: [Word]
  /// Whether the names are for the element's parts: `for [width, depth] in …`.
  let isTakenApart: Bool
  /// The name of a list of values carried round.
  let over: Word?
  let body: [Statement]

  init(
    label: Word?, _ rounds: Rounds, index: Word?, items: [Word] = [], isTakenApart: Bool = false,
    over: Word?, body: [Statement]
  ) {
    self.label = label
    self.rounds = rounds
    self.index = index
    self.items = items
    self.isTakenApart = isTakenApart
    self.over = over
    self.body = body
  }
}

/// One step of a chain.
enum Element: Sendable {
  /// A word alone: a value with this label, or a layer without arguments.
  case word(Word)
  /// A path to a value: `body.c5`, `stage[1]`.
  case value(Expression)
  /// A layer, a block or an instance with arguments.
  case call(Call)
  /// `add { branch { … } … }`.
  case branches(Call, [Statement], braces: Span)

  var span: Span {
    switch self {
    case .word(let word): word.span
    case .value(let expression): expression.span
    case .call(let call): call.span
    case .branches(let call, _, _): call.span
    }
  }
}

/// `name(arguments)`.
struct Call: Sendable {
  var word: Word
  var arguments: [ArgumentSyntax]
  var span: Span
}

/// One argument of a call.
struct ArgumentSyntax: Sendable {
  var word: Word?
  var value: Expression

  var span: Span { word.map { $0.span.to(value.span) } ?? value.span }
}

/// `expect metric(of) relation value`.
struct ExpectSyntax: Sendable {
  var metric: Word
  var of: Expression?
  var relation: Sign
  /// The percentage in `within … % of`, or `nil` for other relations.
  var tolerance: Expression?
  var value: Expression
}

// MARK: Expressions

/// An expression and its place.
struct Expression: Sendable {
  var kind: Kind
  var span: Span

  indirect enum Kind: Sendable {
    case integer(Int)
    case decimal(Double)
    case boolean(Bool)
    case string(String)
    case name(Name)
    case list([Expression])
    case member(Expression, Word)
    case element(Expression, index: Expression)
    case negate(Expression)
    case not(Expression)
    case binary(Operation, Expression, Expression)
    case conditional(Expression, Expression, Expression)
    case call(Call)
  }
}

extension Expression {
  /// The name that a path begins with: `stage` of `stage[1].cell`.
  var root: Word {
    switch kind {
    case .name(let name): Word(name: name, span: span)
    case .member(let owner, _), .element(let owner, _): owner.root
    default: Word(name: .none, span: span)
    }
  }
}

/// The operations on two values.
enum Operation: String, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case remainder = "%"
  case power = "^"
  case equal = "=="
  case unequal = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case isIn = "in"
  case and
  case or
}

extension Operation {
  /// Whether it asks which of two numbers is larger.
  var isOrder: Bool { [.less, .lessOrEqual, .greater, .greaterOrEqual].contains(self) }
}
