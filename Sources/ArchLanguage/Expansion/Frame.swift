import ArchGraph

/// What is known while one block or network is being expanded.
final class Frame {
  let module: Int
  /// Parameters, constants, loop variables and labels, the innermost last.
  @exclusivity(unchecked) fileprivate(set) var variables: [Entry] = []
  /// Where names stand among the variables, once there are many; nil until it is needed again.
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

  /// Up to so many, names are found faster one by one.
  private static let few = 32
  /// The value that entered the innermost block or branch.
  @exclusivity(unchecked) var input: Point?
  /// The value that the next statement works on.
  @exclusivity(unchecked) var current: Point?
  /// The labels declared so far, for the members of the block's value.
  @exclusivity(unchecked) var labels: [Binding] = []

  init(module: Int) { self.module = module }

  /// Makes room for a block's parameters.
  func reserve(_ count: Int) { variables.reserveCapacity(count) }

  func push(_ entry: Entry) {
    variables.append(entry)
    index?[entry.name] = variables.count - 1
  }

  /// Forgets all but the first variables, those of a loop's iteration.
  func truncate(to count: Int) {
    guard variables.count > count else { return }
    variables.removeSubrange(count...)
    index = nil
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

/// A call of a block that is being expanded.
struct CallRecord {
  let block: BlockSyntax
  let module: Int
  let callModule: Int
  let callSpan: Span
  let variables: [Binding]
  /// The indices of the loops being run in the block, outermost first.
  var iterations: [Int] = []
}
