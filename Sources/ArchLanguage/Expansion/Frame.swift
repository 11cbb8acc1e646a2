import ArchGraph

/// The state of one block or network while it is being expanded.
final class Frame {
  let module: Int
  /// Parameters, constants, loop variables and labels, the innermost last.
  @exclusivity(unchecked) fileprivate(set) var variables: [Entry] = []
  /// The places of names among the variables once there are many, or `nil` until needed again.
  @exclusivity(unchecked) private var index: [Name: Int]?

  /// A name with its value and where it was declared.
  struct Entry {
    var name: Name
    var value: Value
    var span: Span

    init(_ name: Name, _ value: Value, _ span: Span) {
      self.name = name
      self.value = value
      self.span = span
    }
  }

  /// Up to this many, names are found faster one by one.
  private static let few = 32
  /// The value that entered the innermost block or branch.
  @exclusivity(unchecked) var input: Point?
  /// The value that the next statement works on.
  @exclusivity(unchecked) var current: Point?
  /// The labels declared so far, for the members of the block's value.
  @exclusivity(unchecked) var labels: [Binding] = []

  /// Whether a required condition has failed: everything after it is skipped.
  @exclusivity(unchecked) var isAbandoned = false

  /// The loops being run, outermost first.
  @exclusivity(unchecked) var loops: [LoopRecord] = []

  init(module: Int) { self.module = module }

  /// Makes room for a block's parameters.
  func reserve(_ count: Int) { variables.reserveCapacity(count) }

  func push(_ entry: Entry) {
    variables.append(entry)
    index?[entry.name] = variables.count - 1
  }

  /// Drops all but the first variables, at the end of a loop's iteration.
  func truncate(to count: Int) {
    guard variables.count > count else { return }
    variables.removeSubrange(count...)
    index = nil
  }

  /// Gives a name another value where it was declared, both as a variable and as a label.
  func rebind(_ name: Name, _ value: Value) {
    if let place = variables.lastIndex(where: { $0.name == name }) { variables[place].value = value }
    if let place = labels.lastIndex(where: { $0.name == name }) { labels[place].value = value }
  }

  func find(_ name: Name) -> Value? {
    if variables.count > Self.few { return entry(name)?.value }
    for place in variables.indices.reversed() where variables[place].name == name {
      return variables[place].value
    }
    return nil
  }

  func entry(_ name: Name) -> Entry? {
    if variables.count <= Self.few { return variables.last { $0.name == name } }
    let known = index ?? Dictionary(variables.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { $1 })
    index = known
    return known[name].map { variables[$0] }
  }
}

/// A loop being run, with the labels of its rounds so far.
final class LoopRecord {
  let body: [Statement]
  var labels: [(name: Name, values: [Value], span: Span)] = []
  /// The labels that its body declares; found when first needed.
  private(set) lazy var declared: Set<Name> = Self.labels(of: body)

  init(body: [Statement]) { self.body = body }

  private static func labels(of statements: [Statement]) -> Set<Name> {
    var names: Set<Name> = []
    for statement in statements {
      switch statement.kind {
      case .chain(let label?, _): names.insert(label.name)
      case .parts(let words, _): names.formUnion(words.map(\.name))
      case .output(let word, _), .shared(let word, _): names.insert(word.name)
      case .branch(let label, let body):
        // Declarations in a branch are also known after it.
        if let label { names.insert(label.name) }
        names.formUnion(labels(of: body))
      case .loop(let loop):
        if let label = loop.label { names.insert(label.name) }
        names.formUnion(labels(of: loop.body))
      case .choice(_, let body, let otherwise): names.formUnion(labels(of: body + otherwise))
      case .frozen(let body), .training(let body): names.formUnion(labels(of: body))
      default: break
      }
    }
    return names
  }
}

/// A call of a block that is being expanded.
struct CallRecord {
  let block: BlockSyntax
  let module: Int
  let callModule: Int
  let callSpan: Span
  let variables: [Binding]
  /// The bound layer or block, if the call was given as a value.
  var bound: Bound?
  /// The indices of the loops being run in the block, outermost first.
  var iterations: [Int] = []
}
