import ArchGraph
import ArchKernels

/// The numbers of weights that are not given: made up, but the same for the same seed on every machine.
///
/// They are chosen so that values keep their size through any depth: the weights of a product spread by
/// `sqrt(3/fan_in)/size`, where `size` is about that of its inputs (see ``ValueSizes``), the factors of norms are
/// around 1, variances around 1, means and biases near 0.
package struct MadeUpWeights {
  private let graph: Graph
  private let seed: UInt64
  private let sizes: ValueSizes

  /// The numbers for a network.
  package init(_ graph: Graph, seed: UInt64) {
    self.graph = graph
    self.seed = seed
    sizes = ValueSizes(graph)
  }

  /// Writes some of the numbers of a tensor: into memory for the whole tensor, or for these alone.
  ///
  /// - Parameters:
  ///   - range: which numbers, in the order of the tensor's elements.
  ///   - place: where the first of them goes.
  ///   - parameter: the index of the tensor in the entry.
  ///   - weights: the entry of the graph's weights.
  package func fill(
    _ range: Range<Int>, at place: UnsafeMutablePointer<Float>, parameter: Int, of weights: Int
  ) {
    let entry = graph.weights[weights]
    let (centre, radius) = spread(of: entry.parameters[parameter], in: graph.nodes[entry.owner])
    let stream =
      seed &+ UInt64(weights) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(parameter) &* 0xD1B5_4A32_D192_ED03
    Loops.uniform(range.count, seed: stream, first: range.lowerBound, centre: centre, radius: radius, place)
  }

  /// The centre and the radius of a tensor's numbers.
  private func spread(of parameter: Parameter, in node: Node) -> (centre: Float, radius: Float) {
    let size = node.inputs.first.map { sizes[$0] } ?? 1
    func radius(of terms: Range<Int>) -> Float {
      let count = parameter.dimensions[terms].reduce(Float(1)) { $0 * Float($1.value) }
      return (3 / max(1, count)).squareRoot()
    }
    return switch parameter.use {
    case .product(let terms): (0, radius(of: terms) / size)
    case .table: (0, radius(of: min(1, parameter.dimensions.count)..<parameter.dimensions.count))
    case .factor: (1, 0.2)
    case .rescaling: (0.98 / size, 0.2 / size)
    case .slope: (0.5, 0.1)
    case .shift: (0, 0.05)
    case .mean: (0, 0.1)
    case .positive: (1, 0.25)
    }
  }
}
