import ArchDiagnostics
import ArchDocuments
import ArchGraph

extension Analysis {
  /// Compares every claim of the network's file with the analysis.
  public func claims() -> [ClaimResult] {
    let figures = ClaimedFigures(self)
    return graph.expectations.map { figures.check($0) }
  }
}

/// The figures that claims are about, each computed once: a file may make many claims.
private final class ClaimedFigures {
  private let analysis: Analysis
  private var graph: Graph { analysis.graph }
  /// The running totals before each layer, computed when a part is first asked for.
  private lazy var before: [Tally] = {
    var sum = Tally()
    var before = [sum]
    before.reserveCapacity(graph.nodes.count + 1)
    for id in graph.nodes.indices {
      sum += analysis.tally(of: id)
      before.append(sum)
    }
    return before
  }()
  private var depths: [Expectation.Subject: Int] = [:]

  init(_ analysis: Analysis) { self.analysis = analysis }

  private enum Found {
    case number(Int)
    case decimal(Double)
    case list([Int])
    case absent(String)
  }

  func check(_ claim: Expectation) -> ClaimResult {
    var result = compare(claim)
    if !result.holds { explain(&result) }
    return result
  }

  /// Adds how the figure of a claim comes about.
  private func explain(_ result: inout ClaimResult) {
    let claim = result.claim
    let working = ClaimWorking(analysis)
    var node: Node.ID? = graph.outputs.first?.node
    if case .part(let value, _) = claim.subject { node = value }
    if claim.metric == Figure.output {
      guard let node, case .list(let claimed) = claim.value else { return }
      result.explanation = working.lines(ofShape: node, claimed: claimed)
    } else if let figure = Figure.named(claim.metric) {
      if figure == .field {
        result.explanation = node.map { working.lines(ofField: $0) } ?? []
      } else if result.number != nil, let sum = working.sum(of: figure, claim.subject) {
        (result.working, result.explanation) = (sum.values, sum.lines)
      }
    }
  }

  private func compare(_ claim: Expectation) -> ClaimResult {
    switch (figure(claim), claim.value) {
    case (.absent(let reason), _): return ClaimResult(claim: claim, found: reason, holds: false)
    case (.number(let found), .integer(let value)):
      return ClaimResult(
        claim: claim, found: "\(found)", holds: Self.holds(claim.relation, found, value), number: found)
    case (.number(let found), .decimal(let value)):
      return ClaimResult(
        claim: claim, found: "\(found)", holds: Self.holds(claim.relation, Double(found), value),
        number: found)
    case (.decimal(let found), .integer(let value)):
      return ClaimResult(
        claim: claim, found: "\(found)", holds: Self.holds(claim.relation, found, Double(value)))
    case (.decimal(let found), .decimal(let value)):
      return ClaimResult(claim: claim, found: "\(found)", holds: Self.holds(claim.relation, found, value))
    case (.list(let found), .list(let value)):
      let equal = found == value
      let holds = claim.relation == .unequal ? !equal : claim.relation == .equal && equal
      return ClaimResult(claim: claim, found: "\(found)", holds: holds)
    case (.list(let found), .integer(let value)):
      // A single claimed number for a figure that has one for each axis must hold for every axis.
      let holds = !found.isEmpty && found.allSatisfy { Self.holds(claim.relation, $0, value) }
      return ClaimResult(claim: claim, found: "\(found)", holds: holds)
    case (.decimal(let found), .list): return ClaimResult(claim: claim, found: "\(found)", holds: false)
    case (.number(let found), .list): return ClaimResult(claim: claim, found: "\(found)", holds: false)
    case (.list(let found), _): return ClaimResult(claim: claim, found: "\(found)", holds: false)
    }
  }

  private static func holds<T: Comparable & SignedNumeric>(
    _ relation: Expectation.Relation, _ found: T, _ value: T
  ) -> Bool {
    switch relation {
    case .equal: found == value
    case .unequal: found != value
    case .less: found < value
    case .lessOrEqual: found <= value
    case .greater: found > value
    case .greaterOrEqual: found >= value
    case .within(let percent):
      abs(double(found) - double(value)) <= abs(double(value)) * percent / 100
    }
  }

  private static func double<T: SignedNumeric>(_ value: T) -> Double {
    (value as? Int).map(Double.init) ?? (value as? Double) ?? .nan
  }

  // MARK: Figures

  private func figure(_ claim: Expectation) -> Found {
    var node: Node.ID? = graph.outputs.first?.node ?? graph.nodes.count - 1
    if case .part(let value, _) = claim.subject { node = value }
    if claim.metric == Figure.output {
      guard let node else { return .absent(Self.severalValues) }
      return .list(graph.nodes[node].shape.dimensions)
    }
    guard let figure = Figure.named(claim.metric) else { return .absent("not a figure") }
    // The depth of a part counts the layers of the part alone.
    if figure == .depth { return .number(depth(of: claim.subject)) }
    switch figure.rule {
    case .axes:
      guard let node else { return .absent(Self.severalValues) }
      let value = figure.value(of: node, in: analysis, ElementTypes(claim.element ?? .float32))
      return value == .absent ? .absent("not followed") : found(value)
    case .sum, .ratio, .counted:
      return found(figure.value(of: tally(of: claim.subject), ElementTypes(claim.element ?? .float32)))
    case .training:
      return found(
        figure.value(of: trainingTally(of: claim.subject), ElementTypes(claim.element ?? .float32)))
    case .network:
      guard case .network = claim.subject else { return .absent("only that of the whole network") }
      return found(figure.value(of: analysis, ElementTypes(claim.element ?? .float32)))
    }
  }

  private static let severalValues = "that of several values: name one of them, such as `label[0]`"

  private func found(_ value: FigureValue) -> Found {
    switch value {
    case .count(let number), .atLeast(let number): return .number(number)
    case .decimal(let number, _): return .decimal(number)
    case .axes(let axes, _):
      let numbers = axes.compactMap { $0.flatMap { Int(exactly: $0) } }
      return numbers.count == axes.count ? .list(numbers) : .absent("not a whole number on every axis")
    case .whole: return .absent("the whole input")
    case .tooLarge: return .absent("too large to count")
    case .absent: return .absent("not known")
    }
  }

  /// The tally of the layers of a claim's subject.
  private func tally(of subject: Expectation.Subject) -> Tally {
    guard case .part(_, let layers) = subject else { return analysis.totals.tally }
    return layers.reduce(into: Tally()) { $0 += before[$1.upperBound] - before[$1.lowerBound] }
  }

  /// The tally of training of the layers of a claim's subject.
  private func trainingTally(of subject: Expectation.Subject) -> Tally {
    var tally = Tally()
    guard let training = analysis.training else { return tally }
    guard case .part(_, let layers) = subject else {
      tally.training = training.total
      return tally
    }
    var sum = TrainingTally()
    for id in layers.joined() { sum.add(training.tally(of: id), &+) }
    tally.training = sum
    return tally
  }

  /// The most layers with weights on any path, among those of a subject.
  private func depth(of subject: Expectation.Subject) -> Int {
    guard case .part(_, let layers) = subject else { return analysis.totals.depth }
    if let known = depths[subject] { return known }
    var depths: [Node.ID: Int] = [:]
    for id in layers.flatMap({ Array($0) }).sorted() {
      let node = graph.nodes[id]
      let counts = graph.usesWeights(node) && analysis.layers[id].work[.multiplyAdds] > 0
      depths[id] = (node.inputs.lazy.compactMap { depths[$0] }.max() ?? 0) + (counts ? 1 : 0)
    }
    let found = depths.values.max() ?? 0
    self.depths[subject] = found
    return found
  }
}
