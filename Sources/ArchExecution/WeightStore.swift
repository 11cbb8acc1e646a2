import ArchGraph
import ArchKernels

/// Numbers for all weights of a network: made up, but the same for the same seed on every machine.
///
/// They are chosen so that values stay of a size through any depth: the weights of a product spread by
/// `sqrt(3/fan_in)/size` where `size` is about that of the numbers it is given (see ``ValueSizes``), the factors of norms
/// are around 1, variances around 1, means and biases near 0.
public final class WeightStore: @unchecked Sendable {
  /// The elements of all tensors.
  public let elements: Int
  private let memory: UnsafeMutablePointer<Float>
  private let tensors: [[(memory: UnsafePointer<Float>, shape: Shape)]]

  /// Makes the weights of a network.
  ///
  /// - Parameters:
  ///   - isNeeded: whether the weights of an entry of the graph are used at all.
  ///   - given: the numbers of a tensor that are not made up: of which entry of the graph, and which of its tensors.
  /// - Throws: ``RunRefusal/allocation(bytes:)`` where there is no room for them.
  public init(
    _ graph: Graph, seed: UInt64, pool: WorkerPool, isNeeded: (Int) -> Bool = { _ in true },
    given: (Int, Int) -> [Float]? = { _, _ in nil }
  ) throws(RunRefusal) {
    let needed = graph.weights.indices.map(isNeeded)
    let sizes = ValueSizes(graph)
    let counts = graph.weights.enumerated().map { index, weights in
      needed[index] ? weights.parameters.map { $0.shape.elementCount ?? 0 } : []
    }
    let elements = counts.reduce(0) { $0 + $1.reduce(0, +) }
    guard let memory = LargeMemory.allocateIfPossible(elements) else {
      throw .allocation(bytes: 4 * elements)
    }
    self.elements = elements
    self.memory = memory
    var tensors: [[(UnsafePointer<Float>, Shape)]] = []
    var next = memory
    for (index, weights) in graph.weights.enumerated() {
      var own: [(UnsafePointer<Float>, Shape)] = []
      let owner = graph.nodes[weights.owner]
      for (place, parameter) in weights.parameters.enumerated() where needed[index] {
        let count = counts[index][place]
        let (centre, radius) = Self.spread(of: parameter, in: owner, given: sizes)
        let stream = seed &+ UInt64(index) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(place) &* 0xD1B5_4A32_D192_ED03
        let start = next
        if let numbers = given(index, place), numbers.count == count {
          for (offset, number) in numbers.enumerated() { start[offset] = number }
          own.append((UnsafePointer(start), parameter.shape))
          next += count
          continue
        }
        pool.forEachPiece(of: count, least: 65_536) { piece in
          Loops.uniform(
            piece.count, seed: stream, first: piece.lowerBound, centre: centre, radius: radius,
            start + piece.lowerBound)
        }
        own.append((UnsafePointer(start), parameter.shape))
        next += count
      }
      tensors.append(own)
    }
    self.tensors = tensors
  }

  deinit { LargeMemory.free(memory) }

  /// The tensors of one entry of the graph's weights.
  func tensors(of weights: Int?) -> [(memory: UnsafePointer<Float>, shape: Shape)] {
    weights.map { tensors[$0] } ?? []
  }

  /// The middle and the reach of a tensor's numbers.
  private static func spread(
    of parameter: Parameter, in node: Node, given sizes: ValueSizes
  ) -> (centre: Float, radius: Float) {
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
