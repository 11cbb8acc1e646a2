import ArchDiagnostics
import ArchGraph

/// A claim of a network's file with what was found.
public struct ClaimResult: Sendable {
  /// The claim.
  public var claim: Expectation
  /// The figure that the analysis gives, as text.
  public var found: String
  /// Whether the claim holds.
  public var holds: Bool
  /// The figure as a number, where it is one.
  public var number: Int?
  /// Its working, where it is that of one layer: `(3*3*3 + 1)*8`.
  public var working: String?

  /// The claim as a fault, where it does not hold.
  public var diagnostic: Diagnostic? {
    holds
      ? nil
      : Diagnostic(
        "claim-fails", "a claim does not hold: `expect \(claim.text)`", at: claim.place,
        evidence: [evidence])
  }

  private var evidence: String {
    guard let number else { return "it is \(found)" }
    var text = "it is \(working.map { "\($0) = " } ?? "")\(number.groupedDigits)"
    let claimed: Double? =
      switch claim.value {
      case .integer(let value): Double(value)
      case .decimal(let value): value
      case .list: nil
      }
    // The ratio tells at a glance how far off a budget is.
    if let claimed, claimed > 0, number > 0, Double(number) != claimed {
      let ratio = Double(number) / claimed
      let hundredths = (ratio * 100).rounded()
      if hundredths != 100, hundredths >= 1, hundredths < 1e9 {
        let whole = Int(hundredths)
        let digits = whole % 100 < 10 ? "0\(whole % 100)" : "\(whole % 100)"
        text += ", \((whole / 100).groupedDigits).\(digits) times as much"
      }
    }
    return text
  }
}

extension Analysis {
  /// Compares every claim of the network's file with the analysis.
  public func claims() -> [ClaimResult] {
    let figures = ClaimedFigures(self)
    return graph.expectations.map { figures.check($0) }
  }
}

/// The figures that claims are about, each worked out once: a file may claim many.
private final class ClaimedFigures {
  private let analysis: Analysis
  private var graph: Graph { analysis.graph }
  /// For each figure that is a sum, the sums over the layers before each; nil once one is too large to count.
  private var sums: [String: [CheckedInteger]] = [:]
  private var depths: [Expectation.Subject: Int] = [:]
  private lazy var peak = (try? MemoryPlan(graph, batch: analysis.batch))?.bytes

  init(_ analysis: Analysis) { self.analysis = analysis }

  private enum Figure {
    case number(Int)
    case list([Int])
    case absent(String)
  }

  func check(_ claim: Expectation) -> ClaimResult {
    switch (figure(claim), claim.value) {
    case (.absent(let reason), _): return ClaimResult(claim: claim, found: reason, holds: false)
    case (.number(let found), .integer(let value)):
      return result(claim, found, holds: Self.holds(claim.relation, found, value))
    case (.number(let found), .decimal(let value)):
      return result(claim, found, holds: Self.holds(claim.relation, Double(found), value))
    case (.list(let found), .list(let value)):
      let equal = found == value
      let holds = claim.relation == .unequal ? !equal : claim.relation == .equal && equal
      return ClaimResult(claim: claim, found: "\(found)", holds: holds)
    case (.list(let found), .integer(let value)):
      // One number for a figure with one for each axis holds for all of them.
      let holds = !found.isEmpty && found.allSatisfy { Self.holds(claim.relation, $0, value) }
      return ClaimResult(claim: claim, found: "\(found)", holds: holds)
    case (.number(let found), .list): return ClaimResult(claim: claim, found: "\(found)", holds: false)
    case (.list(let found), _): return ClaimResult(claim: claim, found: "\(found)", holds: false)
    }
  }

  private func result(_ claim: Expectation, _ found: Int, holds: Bool) -> ClaimResult {
    var result = ClaimResult(claim: claim, found: "\(found)", holds: holds, number: found)
    guard !holds, claim.metric == "params", case .part(_, let layers) = claim.subject else { return result }
    let owners = layers.flatMap { Array($0) }.filter { analysis.layers[$0].parameters > 0 }
    if owners.count == 1 {
      result.working = graph.nodes[owners[0]].form.parameters.count(.weight).formula.text(.values)
    }
    return result
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

  private func figure(_ claim: Expectation) -> Figure {
    func sum(_ value: (Analysis.LayerFigures) throws(Overflow) -> Int) -> Figure {
      self.sum(claim, value).map { .number($0) } ?? .absent("too large to count")
    }
    switch claim.metric {
    case "params": return sum { $0.parameters }
    case "trainable": return sum { $0.isFrozen ? 0 : $0.parameters }
    case "frozen": return sum { $0.isFrozen ? $0.parameters : 0 }
    case "buffers": return sum { $0.buffers }
    case "macs": return sum { $0.multiplyAdds }
    case "flops": return sum { $0.flops }
    case "connections":
      return sum { layer throws(Overflow) in try WorkView.connections.value(of: layer.work) }
    case "activations": return sum { $0.work[.writes] }
    case "depth": return .number(depth(of: claim.subject))
    case "peak_memory":
      guard case .network = claim.subject else { return .absent("that of the whole network alone") }
      return peak.map { .number($0) } ?? .absent("too large to count")
    case "layers":
      let ranges = ranges(of: claim.subject)
      let inputs = graph.inputs.count { input in ranges.contains { $0.contains(input) } }
      return .number(ranges.reduce(0) { $0 + $1.count } - inputs)
    default: break
    }
    var node: Node.ID? = graph.outputs.first?.node ?? graph.nodes.count - 1
    if case .part(let value, _) = claim.subject { node = value }
    guard let node else { return .absent("that of several values: name one, such as `label[0]`") }
    switch claim.metric {
    case "output": return .list(graph.nodes[node].shape.dimensions)
    case "receptive_field": return axes(of: node) { $0.size }
    case "stride": return axes(of: node) { $0.stride.flatMap { $0.denominator == 1 ? $0.numerator : nil } }
    case "padding": return axes(of: node) { $0.offset.map { -$0 } }
    default: return .absent("not a figure")
    }
  }

  private func ranges(of subject: Expectation.Subject) -> [Range<Node.ID>] {
    switch subject {
    case .network: [graph.nodes.indices]
    case .part(_, let layers): layers
    }
  }

  /// The sum over the layers of a claim's subject; nil where it is too large to count.
  private func sum(
    _ claim: Expectation, _ value: (Analysis.LayerFigures) throws(Overflow) -> Int
  ) -> Int? {
    var before = sums[claim.metric] ?? []
    if before.isEmpty {
      before.reserveCapacity(analysis.layers.count + 1)
      before.append(CheckedInteger(0))
      for layer in analysis.layers {
        before.append(before[before.count - 1] + CheckedInteger(try? value(layer)))
      }
      sums[claim.metric] = before
    }
    return ranges(of: claim.subject).reduce(CheckedInteger(0)) {
      $0 + before[$1.upperBound] - before[$1.lowerBound]
    }.value
  }

  /// The most weighted layers on any path, of those of a subject.
  private func depth(of subject: Expectation.Subject) -> Int {
    guard case .part(_, let layers) = subject else { return analysis.totals.depth }
    if let known = depths[subject] { return known }
    var depths: [Node.ID: Int] = [:]
    for id in layers.flatMap({ Array($0) }).sorted() {
      let node = graph.nodes[id]
      let counts = node.weights != nil && analysis.layers[id].work[.multiplyAdds] > 0
      depths[id] = (node.inputs.lazy.compactMap { depths[$0] }.max() ?? 0) + (counts ? 1 : 0)
    }
    let found = depths.values.max() ?? 0
    self.depths[subject] = found
    return found
  }

  private func axes(of node: Node.ID, _ value: (AxisField) -> Int?) -> Figure {
    switch analysis.layers[node].field {
    case .axes(let axes)?:
      let numbers = axes.compactMap(value)
      return numbers.count == axes.count ? .list(numbers) : .absent("not a whole number on every axis")
    case .whole?: return .absent("the whole input")
    case .unknown?, nil: return .absent("not followed")
    }
  }
}
