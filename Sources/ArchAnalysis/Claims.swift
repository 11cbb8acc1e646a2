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

  /// The claim as a fault, where it does not hold.
  public var diagnostic: Diagnostic? {
    holds
      ? nil
      : Diagnostic(
        "claim-fails", "a claim does not hold: `expect \(claim.text)`", at: claim.place,
        evidence: ["it is \(found)"])
  }
}

extension Analysis {
  /// Compares every claim of the network's file with the analysis.
  public func claims() -> [ClaimResult] { graph.expectations.map(check) }

  private enum Figure {
    case number(Int)
    case list([Int])
    case absent(String)
  }

  private func check(_ claim: Expectation) -> ClaimResult {
    let figure = figure(claim)
    switch (figure, claim.value) {
    case (.absent(let reason), _): return ClaimResult(claim: claim, found: reason, holds: false)
    case (.number(let found), .integer(let value)):
      return ClaimResult(claim: claim, found: "\(found)", holds: Self.holds(claim.relation, found, value))
    case (.number(let found), .decimal(let value)):
      return ClaimResult(
        claim: claim, found: "\(found)", holds: Self.holds(claim.relation, Double(found), value))
    case (.list(let found), .list(let value)):
      let equal = found == value
      let holds = claim.relation == .unequal ? !equal : claim.relation == .equal && equal
      return ClaimResult(claim: claim, found: "\(found)", holds: holds)
    case (.list(let found), .integer(let value)):
      // One number for a figure with one for each axis holds for all of them.
      let holds = !found.isEmpty && found.allSatisfy { Self.holds(claim.relation, $0, value) }
      return ClaimResult(claim: claim, found: "\(found)", holds: holds)
    case (.number(let found), .list), (.number(let found), _):
      return ClaimResult(claim: claim, found: "\(found)", holds: false)
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

  private func figure(_ claim: Expectation) -> Figure {
    var ids = Array(graph.nodes.indices)
    var node: Node.ID? = graph.outputs.first?.node ?? graph.nodes.count - 1
    if case .part(let value, let layers) = claim.subject {
      ids = layers.flatMap { Array($0) }
      node = value
    }
    func sum(_ value: (LayerFigures) throws(Overflow) -> Int) -> Figure {
      var sum = CheckedInteger(0)
      for id in ids { sum = sum + CheckedInteger(try? value(layers[id])) }
      return sum.value.map { .number($0) } ?? .absent("too large to count")
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
    case "depth": return .number(depth(of: ids))
    case "peak_memory":
      guard case .network = claim.subject else { return .absent("that of the whole network alone") }
      guard let plan = try? MemoryPlan(graph, batch: batch) else { return .absent("too large to count") }
      return .number(plan.bytes)
    case "layers": return .number(ids.count { !(graph.nodes[$0].op is InputLayer) })
    default: break
    }
    guard let node else { return .absent("that of several values: name one, such as `label[0]`") }
    switch claim.metric {
    case "output": return .list(graph.nodes[node].shape.dimensions)
    case "receptive_field": return axes(of: node) { $0.size }
    case "stride": return axes(of: node) { $0.stride.flatMap { $0.denominator == 1 ? $0.numerator : nil } }
    case "padding": return axes(of: node) { $0.offset.map { -$0 } }
    default: return .absent("not a figure")
    }
  }

  /// The most weighted layers on any path, of those given.
  private func depth(of ids: [Node.ID]) -> Int {
    if ids.count == graph.nodes.count { return totals.depth }
    let counted = Set(ids)
    var depths = [Int](repeating: 0, count: graph.nodes.count)
    for (id, node) in graph.nodes.enumerated() {
      let counts = counted.contains(id) && node.weights != nil && layers[id].work[.multiplyAdds] > 0
      depths[id] = (node.inputs.map { depths[$0] }.max() ?? 0) + (counts ? 1 : 0)
    }
    return depths.max() ?? 0
  }

  private func axes(of node: Node.ID, _ value: (AxisField) -> Int?) -> Figure {
    switch layers[node].field {
    case .axes(let axes)?:
      let numbers = axes.compactMap(value)
      return numbers.count == axes.count ? .list(numbers) : .absent("not a whole number on every axis")
    case .whole?: return .absent("the whole input")
    case .unknown?, nil: return .absent("not followed")
    }
  }
}
