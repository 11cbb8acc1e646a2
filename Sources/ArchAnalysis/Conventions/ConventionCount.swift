import ArchGraph

/// The counts of layers by a convention.
package struct ConventionCount: Hashable, Sendable {
  /// The convention.
  package var counting: Counting
  /// The work.
  package var work = 0
  /// The parameters.
  package var parameters = 0

  /// Which of the counts.
  package enum Value: String, Hashable, Sendable {
    /// The work.
    case work = "macs"
    /// The parameters.
    case parameters = "params"
  }

  /// One of them.
  package subscript(value: Value) -> Int {
    switch value {
    case .work: work
    case .parameters: parameters
    }
  }
}

/// Counts layers by conventions; layers of the same form and place are counted once.
struct ConventionCounter {
  private let countings: [Counting]
  private let batch: Int
  private let counted: CountedGraph
  private var known: [Key: [ConventionCount]] = [:]

  /// What a count depends on apart from the conventions.
  private struct Key: Hashable {
    var form: Int
    var isLast: Bool
    var hasParameters: Bool
    var convolution: LibraryCall?
  }

  init(_ countings: [Counting], _ graph: Graph, batch: Int) {
    self.countings = countings
    self.batch = batch
    counted = CountedGraph(graph)
  }

  /// The counts of a layer by each convention, for all examples.
  mutating func counts(
    of id: Node.ID, _ figures: Analysis.LayerFigures
  ) throws(Overflow) -> [ConventionCount] {
    let node = counted.graph.nodes[id]
    let isNorm = node.op.traits.part == .normalisation
    let key = Key(
      form: node.form.index, isLast: counted.isLast(id), hasParameters: figures.parameters > 0,
      convolution: isNorm ? counted.convolution(before: id) : nil)
    if let known = known[key] { return known }
    var all: [ConventionCount] = []
    all.reserveCapacity(countings.count)
    for counting in countings {
      let convention = counting.convention
      let one = try convention.count(of: id, figures, in: counted, counting.spelling)
      guard let work = (CheckedInteger(one) * CheckedInteger(batch)).value else { throw Overflow() }
      all.append(
        ConventionCount(
          counting: counting, work: work, parameters: try convention.parameters(of: node, figures)))
    }
    known[key] = all
    return all
  }
}

extension [ConventionCount] {
  /// Adds the counts of another layer.
  mutating func add(_ other: [ConventionCount]) throws(Overflow) {
    var overflows = false
    merge(other) { a, b in
      let (sum, overflow) = a.addingReportingOverflow(b)
      overflows = overflows || overflow
      return sum
    }
    if overflows { throw Overflow() }
  }

  /// Combines each number with that of another list by the same convention; a missing one is zero.
  mutating func merge(_ other: [ConventionCount], _ combine: (Int, Int) -> Int) {
    if count == other.count, indices.allSatisfy({ self[$0].counting == other[$0].counting }) {
      for index in indices {
        self[index].work = combine(self[index].work, other[index].work)
        self[index].parameters = combine(self[index].parameters, other[index].parameters)
      }
      return
    }
    for entry in other {
      let index = firstIndex { $0.counting == entry.counting } ?? endIndex
      if index == endIndex { append(ConventionCount(counting: entry.counting)) }
      self[index].work = combine(self[index].work, entry.work)
      self[index].parameters = combine(self[index].parameters, entry.parameters)
    }
  }
}

extension Graph {
  /// How many tokens the network takes: the length of its first input of tokens, or 1 if it has none.
  public var tokens: Int {
    inputs.lazy.map { self.nodes[$0].shape }.first { $0.element == .token }?.dimensions.first ?? 1
  }
}

extension Figure {
  /// The figure of a convention, by its name in columns: `macs:fvcore`, `params:thop`.
  static func counted(named name: String) -> Figure? {
    guard let colon = name.firstIndex(of: ":"),
      let counting = Counting(named: String(name[name.index(after: colon)...]))
    else { return nil }
    switch name[..<colon] {
    case "macs", "flops": return counted(.work, by: counting)
    case "params": return counted(.parameters, by: counting)
    default: return nil
    }
  }

  /// The same figure by another convention, which changes only multiply-adds and parameters; `nil` leaves it as it is.
  public func counted(by counting: Counting?) -> Figure {
    guard let counting else { return self }
    if self == .multiplyAdds { return .counted(.work, by: counting) }
    let hasOwn = counting.convention.hasOwnParameters
    return self == .parameters && hasOwn ? .counted(.parameters, by: counting) : self
  }

  /// The work or the parameters by a convention.
  package static func counted(_ value: ConventionCount.Value, by counting: Counting) -> Figure {
    let convention = counting.convention
    let what = value == .work ? convention.unit.rawValue : "parameters"
    return Figure(
      "\(value.rawValue):\(counting.name)", title: "\(what) (\(counting.name))", isWork: value == .work,
      isTotal: false, sacrifice: 2, .counted(counting, value)
    ) { _ in
      "\(convention.title): \(value == .work ? convention.summary : convention.parameterSummary)"
    }
  }
}
