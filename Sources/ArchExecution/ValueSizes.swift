import ArchGraph

/// About how large the values of each layer are.
///
/// Weights are made up by it, so that values keep their size through any depth, and what the first layers do is still
/// visible at the last: with factors that are a little too small the outputs of a deep network are those of its last
/// biases, whatever comes before, and a run would prove nothing. Numbers are assumed to be independent and normally
/// distributed; the estimate need not be exact, since every layer with weights begins again.
struct ValueSizes {
  /// The distribution of a layer's values.
  private struct Spread {
    var mean: Float
    var variance: Float

    var square: Float { mean * mean + variance }

    /// The result of a layer with weights, which are chosen for this.
    static let usual = Spread(mean: 0, variance: 1)
    /// Numbers uniform between -1 and 1.
    static let input = Spread(mean: 0, variance: 1 / 3)
    /// Numbers uniform between 0.5 and 1.5.
    static let positiveInput = Spread(mean: 1, variance: 1 / 12)

    init(mean: Float, variance: Float) {
      self.mean = mean
      // Beyond these bounds numbers would soon be infinite or zero, whatever the weights.
      self.variance = min(max(variance, 1e-12), 1e12)
    }

    /// The same numbers, each multiplied by a factor.
    func scaled(_ factor: Float) -> Spread {
      Spread(mean: mean * factor, variance: variance * factor * factor)
    }
  }

  private var spreads: [Spread]

  /// The root of the mean of the squares of a layer's values.
  subscript(_ node: Node.ID) -> Float { spreads[node].square.squareRoot() }

  init(_ graph: Graph) {
    spreads = []
    spreads.reserveCapacity(graph.nodes.count)
    let positive = graph.positiveInputs
    for (id, node) in graph.nodes.enumerated() {
      if node.isInput {
        spreads.append(positive.contains(id) ? .positiveInput : .input)
      } else {
        spreads.append(Self.spread(of: node, node.inputs.map { spreads[$0] }))
      }
    }
  }

  private static func spread(of node: Node, _ inputs: [Spread]) -> Spread {
    guard let first = inputs.first else { return .input }
    func sum(_ part: (Spread) -> Float) -> Float { inputs.reduce(0) { $0 + part($1) } }
    let count = Float(inputs.count)
    switch node.op.traits.values {
    case .kept: return first
    case .standardised: return .usual
    case .function: return function(node.op, node, first)
    case .sum: return Spread(mean: sum(\.mean), variance: sum(\.variance))
    case .difference: return Spread(mean: 0, variance: sum(\.variance))
    case .product:
      let mean = inputs.reduce(1) { $0 * $1.mean }
      return Spread(mean: mean, variance: inputs.reduce(1) { $0 * $1.square } - mean * mean)
    case .quotient:
      let divisor = inputs[1].square
      let mean = first.mean * inputs[1].mean / divisor
      return Spread(mean: mean, variance: first.square / divisor - mean * mean)
    case .truth: return Spread(mean: 0.5, variance: 0.25)
    case .chosen:
      let chosen = inputs.dropFirst()
      let mean = chosen.reduce(0) { $0 + $1.mean } / (count - 1)
      return Spread(mean: mean, variance: chosen.reduce(0) { $0 + $1.square } / (count - 1) - mean * mean)
    case .matrixProduct:
      let terms = Float(node.inputShapes[0].dimensions.last ?? 1)
      return Spread(mean: 0, variance: inputs.reduce(terms) { $0 * $1.square })
    case .sumOfProducts(let places):
      let terms = places.reduce(Float(1)) { product, place in
        let shape = node.inputShapes[place.input]
        return product * Float(shape[place.axis < 0 ? place.axis + shape.rank : place.axis])
      }
      return Spread(mean: 0, variance: inputs.reduce(terms) { $0 * $1.square })
    case .mean: return Spread(mean: sum(\.mean) / count, variance: sum(\.variance) / (count * count))
    // If all weights were equal, the spread would be divided by their number; in fact a few weigh most.
    case .weighedMean(let index):
      return Spread(mean: inputs[index].mean, variance: inputs[index].variance / 2)
    case .largest: return inputs.max { $0.square < $1.square } ?? .usual
    case .largestOfWindow:
      // The largest of neighbours, which are similar, is a little larger.
      let (before, after) = (node.inputShapes[0].elementCount ?? 1, node.shape.elementCount ?? 1)
      return first.scaled(min(2, (Float(before) / Float(max(1, after))).squareRoot()).squareRoot())
    case .joined:
      let counts = node.inputShapes.map { Float($0.elementCount ?? 1) }
      let all = counts.reduce(0) { $0 + $1 }
      let mean = zip(inputs, counts).reduce(0) { $0 + $1.0.mean * $1.1 } / all
      let square = zip(inputs, counts).reduce(0) { $0 + $1.0.square * $1.1 } / all
      return Spread(mean: mean, variance: square - mean * mean)
    case .sumOfElements: return Self.sum(of: Self.share(node), first)
    case .runningSum(let axis):
      // Half of the axis, which is the average over positions.
      return Self.sum(of: Float(node.shape[axis < 0 ? axis + node.shape.rank : axis] + 1) / 2, first)
    case .variance: return Spread(mean: first.variance, variance: first.variance * first.variance)
    case .norm(let power): return first.scaled(Self.share(node).power(Float(1 / power)))
    case .index(let axis):
      let shape = node.inputShapes[0]
      let count = axis.map { Float(shape[$0 < 0 ? $0 + shape.rank : $0]) } ?? Self.share(node)
      return Spread(mean: (count - 1) / 2, variance: count * count / 12)
    case .oneOf(let count):
      let mean = 1 / Float(count)
      return Spread(mean: mean, variance: mean - mean * mean)
    }
  }

  private static func sum(of count: Float, _ elements: Spread) -> Spread {
    Spread(mean: elements.mean * count, variance: elements.variance * count)
  }

  /// How many elements of the first input there are for each of the output.
  private static func share(_ node: Node) -> Float {
    Float(node.inputShapes[0].elementCount ?? 1) / Float(max(1, node.shape.elementCount ?? 1))
  }

  /// The result of the definition for normally distributed numbers.
  ///
  /// Numbers that add up to 1 are smaller the more of them there are.
  private static func function<O: Operator>(_ op: O, _ node: Node, _ input: Spread) -> Spread {
    var extents = [quantiles.count]
    var length = quantiles.count
    if let axis = op.traits.axisOfOnes(rank: node.shape.rank) {
      length = node.shape[axis]
      extents = Array(repeating: 1, count: node.shape.rank)
      extents[axis] = min(length, quantiles.count)
    }
    let shape = Shape(extents)
    guard let output = try? op.output(of: [shape]).shape(of: [shape]), let count = output.elementCount,
      output == shape, op.parameters(of: [shape]).isEmpty
    else { return input }
    let size = input.variance.squareRoot()
    let isPositive = op.traits.positiveInputs.contains(0)
    let numbers = Tensor<Float>(
      shape,
      (0..<count).map {
        let number = input.mean + quantiles[(2 * $0 + 1) * quantiles.count / (2 * count)] * size
        return isPositive ? abs(number) : number
      })
    let values = op.define([numbers], [], output: output).values
    guard values.allSatisfy(\.isFinite) else { return input }
    let mean = values.reduce(0, +) / Float(count)
    return Spread(mean: mean, variance: values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(count))
      .scaled(Float(count) / Float(length))
  }

  /// The midpoints of sixteen equal parts of the normal distribution, scaled so that the mean of their squares is one.
  private static let quantiles: [Float] = {
    let positive: [Float] = [0.0816, 0.2468, 0.4185, 0.6026, 0.8079, 1.0509, 1.3714, 1.9382]
    return positive.map { -$0 } + positive
  }()
}
