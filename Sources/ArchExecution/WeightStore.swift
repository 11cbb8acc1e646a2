import ArchGraph
import ArchKernels

/// Numbers for all weights of a network: known ones in place or copied, and made-up ones, see ``MadeUpWeights``.
package final class WeightStore: @unchecked Sendable {
  /// The elements of all tensors.
  package let elements: Int
  private let memory: UnsafeMutablePointer<Float>
  private let tensors: [[(memory: UnsafePointer<Float>, shape: Shape)]]
  /// Keeps the tensors that are stored elsewhere.
  private let numbers: (any WeightNumbers)?

  /// Makes the weights of a network.
  ///
  /// - Parameters:
  ///   - isNeeded: whether the weights of an entry of the graph are used at all.
  ///   - given: the numbers of tensors that take precedence over those in the graph.
  /// - Throws: ``RunRefusal/allocation(bytes:)`` if there is no room for them.
  package init(
    _ graph: Graph, seed: UInt64, pool: WorkerPool, isNeeded: (Int) -> Bool = { _ in true },
    given: [WeightPlace: [Float]] = [:]
  ) throws(RunRefusal) {
    let values = WeightValues(graph, seed: seed)
    var (all, own) = (0, 0)
    var places: [[(place: WeightPlace, count: Int, memory: UnsafePointer<Float>?)]] = []
    for (entry, weights) in graph.weights.enumerated() {
      places.append([])
      guard isNeeded(entry) else { continue }
      for (index, parameter) in weights.parameters.enumerated() {
        let place = WeightPlace(entry: entry, index: index)
        let count = parameter.shape.elementCount ?? 0
        let lying = given[place] == nil ? values.memory(of: place) : nil
        all += count
        own += lying == nil ? count : 0
        places[entry].append((place, count, lying))
      }
    }
    guard let memory = LargeMemory.allocateIfPossible(own) else { throw .allocation(bytes: 4 * own) }
    elements = all
    self.memory = memory
    numbers = graph.numbers
    var next = memory
    tensors = places.map { tensors in
      tensors.map { tensor in
        let shape = graph.weights[tensor.place.entry].parameters[tensor.place.index].shape
        if let lying = tensor.memory { return (lying, shape) }
        let room = UnsafeMutableBufferPointer(start: next, count: tensor.count)
        next += tensor.count
        if let numbers = given[tensor.place], numbers.count == tensor.count {
          _ = room.initialize(from: numbers)
        } else {
          values.write(tensor.place, to: room, pool: pool)
        }
        return (UnsafePointer(room.baseAddress ?? next), shape)
      }
    }
  }

  deinit { LargeMemory.free(memory) }

  /// The entries with numbers that are not finite.
  var notFinite: Set<Int> {
    Set(
      tensors.indices.filter { entry in
        tensors[entry].contains { Loops.notFinite($0.shape.elementCount ?? 0, $0.memory) > 0 }
      })
  }

  /// The tensors of one entry of the graph's weights.
  func tensors(of weights: Int?) -> [(memory: UnsafePointer<Float>, shape: Shape)] {
    weights.map { tensors[$0] } ?? []
  }
}
