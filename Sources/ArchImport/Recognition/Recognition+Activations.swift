import ArchGraph
import ArchOperators

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Activations that are written out, such as `x * (1 + erf(x / sqrt(2))) / 2`.
extension Recognition {
  /// The most parts that a known activation consists of.
  private static let mostLayers = 12

  /// Replaces layers that compute a known activation by that activation.
  ///
  /// Activations are found by what they compute: their values at a few points tell one function from all others, in
  /// whatever order its parts are written.
  mutating func findActivations() {
    for id in ops.indices.reversed() where isFree(id) && Self.isElementwise(ops[id]) {
      guard let (source, members) = activation(at: id) else { continue }
      guard let op = known(id, source, members) else { continue }
      replace(id, by: op, taking: [source], insteadOf: members)
    }
  }

  /// The layers that compute a value from another, element by element, if they form a known activation.
  private func activation(at id: Node.ID) -> (source: Node.ID, members: Set<Node.ID>)? {
    var members: Set<Node.ID> = [id]
    var frontier = Set(inputs[id])
    while members.count <= Self.mostLayers {
      if frontier.count == 1, let source = frontier.first, members.count > 1,
        known(id, source, members) != nil
      {
        return (source, members)
      }
      // The last one written: everything that uses it is then a member, or it is not one itself.
      guard let next = frontier.max(), Self.isElementwise(ops[next]), shape(next) == shape(id),
        !isUsedOutside(next, members)
      else { return nil }
      frontier.remove(next)
      members.insert(next)
      frontier.formUnion(inputs[next])
    }
    return nil
  }

  private func isUsedOutside(_ id: Node.ID, _ members: Set<Node.ID>) -> Bool {
    users[id].contains { !members.contains($0) }
  }

  private static func isElementwise(_ op: (any Operator)?) -> Bool {
    op.map { elementwise.contains(ObjectIdentifier(type(of: $0))) } ?? false
  }

  /// Checked for every layer: looking at its type takes less time than casting to each of these.
  private static let elementwise: Set<ObjectIdentifier> = {
    let types: [any Operator.Type] = [
      Affine.self, Erf.self, Tanh.self, Sigmoid.self, Exp.self, Log.self, Sqrt.self, Square.self, Power.self,
      Reciprocal.self,
      ReLU.self, ReLU6.self, Clamp.self, HardSigmoid.self, Softplus.self, Multiply.self, Add.self,
      Subtract.self, Divide.self,
      Maximum.self, Minimum.self,
    ]
    return Set(types.map { ObjectIdentifier($0) })
  }()

  // MARK: Functions

  /// Points that tell activations apart, including kinks and both ends.
  private static let places = [
    -7.5, -3.25, -3, -2.5, -1.75, -1, -0.4, -0.05, 0.0, 0.1, 0.5, 1.25, 2, 2.75, 3.5, 5.5, 6.75,
  ]

  /// The activation that the members compute, or `nil` if it is not a known one.
  private func known(_ id: Node.ID, _ source: Node.ID, _ members: Set<Node.ID>) -> (any Operator)? {
    let order = members.sorted()
    var found = Self.activations
    for x in Self.places {
      guard let y = value(at: x, of: order, source), y.isFinite else { return nil }
      found = found.filter { abs($0.function(x) - y) <= 2e-6 * max(1, abs(y)) }
      if found.isEmpty { return nil }
    }
    return found.count == 1 ? found[0].op : nil
  }

  private func value(at x: Double, of order: [Node.ID], _ source: Node.ID) -> Double? {
    var values = [source: x]
    for id in order {
      var operands: [Double] = []
      for input in inputs[id] {
        guard let value = values[input] else { return nil }
        operands.append(value)
      }
      guard let op = ops[id], let y = Self.apply(op, operands) else { return nil }
      values[id] = y
    }
    return order.last.flatMap { values[$0] }
  }

  private static func apply(_ op: any Operator, _ x: [Double]) -> Double? {
    switch op {
    case let op as Affine: op.factor * x[0] + op.offset
    case is Erf: erf(x[0])
    case is Tanh: tanh(x[0])
    case is Sigmoid: 1 / (1 + exp(-x[0]))
    case is Exp: exp(x[0])
    case is Log: log(x[0])
    case is Sqrt: x[0].squareRoot()
    case is Square: x[0] * x[0]
    case let op as Power: pow(x[0], op.exponent)
    case is Reciprocal: 1 / x[0]
    case is ReLU: max(x[0], 0)
    case is ReLU6: min(max(x[0], 0), 6)
    case let op as Clamp: min(max(x[0], op.low ?? -.infinity), op.high ?? .infinity)
    case is HardSigmoid: min(max(x[0] / 6 + 0.5, 0), 1)
    case is Softplus: log1p(exp(x[0]))
    case is Multiply: x.reduce(1, *)
    case is Add: x.reduce(0, +)
    case is Subtract: x.count == 2 ? x[0] - x[1] : nil
    case is Divide: x.count == 2 ? x[0] / x[1] : nil
    case is Maximum: x.max()
    case is Minimum: x.min()
    default: nil
    }
  }

  /// An activation with its formula.
  private struct Known {
    var op: any Operator
    var function: @Sendable (Double) -> Double
  }

  private static let activations = [
    Known(op: GELU()) { 0.5 * $0 * (1 + erf($0 / 2.0.squareRoot())) },
    Known(op: GELU(approximate: .tanh)) {
      0.5 * $0 * (1 + tanh((2 / Double.pi).squareRoot() * ($0 + 0.044715 * $0 * $0 * $0)))
    },
    Known(op: SiLU()) { $0 / (1 + exp(-$0)) },
    Known(op: Mish()) { $0 * tanh(log1p(exp($0))) },
    Known(op: HardSwish()) { $0 * min(max($0 / 6 + 0.5, 0), 1) },
    Known(op: HardSigmoid()) { min(max($0 / 6 + 0.5, 0), 1) },
    Known(op: Sigmoid()) { 1 / (1 + exp(-$0)) },
    Known(op: Softplus()) { log1p(exp($0)) },
    Known(op: LogSigmoid()) { -log1p(exp(-$0)) },
    Known(op: Softsign()) { $0 / (1 + abs($0)) },
  ]
}
