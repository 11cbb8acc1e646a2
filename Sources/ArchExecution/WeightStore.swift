import ArchGraph
import ArchKernels

/// Numbers for all weights of a network: made up where nobody gives them, see ``MadeUpWeights``.
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
    let madeUp = MadeUpWeights(graph, seed: seed)
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
      for (place, parameter) in weights.parameters.enumerated() where needed[index] {
        let count = counts[index][place]
        let start = next
        if let numbers = given(index, place), numbers.count == count {
          for (offset, number) in numbers.enumerated() { start[offset] = number }
          own.append((UnsafePointer(start), parameter.shape))
          next += count
          continue
        }
        pool.forEachPiece(of: count, least: 65_536) { piece in
          madeUp.fill(piece, at: start + piece.lowerBound, parameter: place, of: index)
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
}
