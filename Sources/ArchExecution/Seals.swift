import ArchGraph
import ArchKernels

/// Whether values stay unchanged until they are read for the last time.
///
/// Each value gets a checksum when it is computed, which is checked before every layer that reads it. Checksums of
/// inputs are those of the made-up numbers, in memory outside the run, with which the run's copies are compared.
struct Seals {
  private let graph: Graph
  private let pool: WorkerPool
  /// The checksum of each value computed so far.
  private var seals: [UInt64?]

  init(_ graph: Graph, inputs: [[Float]], pool: WorkerPool) {
    self.graph = graph
    self.pool = pool
    seals = Array(repeating: nil, count: graph.nodes.count)
    for (input, numbers) in zip(graph.inputs, inputs) {
      seals[input] = numbers.withUnsafeBufferPointer { Self.sum($0, pool) }
    }
  }

  /// Computes the checksum of a layer that has run; those of inputs exist already.
  mutating func seal(_ id: Node.ID, _ execution: Execution) {
    guard seals[id] == nil, let value = execution.value(of: id) else { return }
    seals[id] = Self.sum(UnsafeBufferPointer(value), pool)
  }

  /// Whether a value is unchanged since it was computed.
  func holds(_ id: Node.ID, _ execution: Execution) -> Bool {
    guard let seal = seals[id], let value = execution.value(of: id) else { return true }
    return seal == Self.sum(UnsafeBufferPointer(value), pool)
  }

  /// The first changed value among those that a layer is going to read.
  func broken(before id: Node.ID, _ execution: Execution) -> Node.ID? {
    graph.nodes[id].inputs.first { !holds($0, execution) }
  }

  private static func sum(_ numbers: UnsafeBufferPointer<Float>, _ pool: WorkerPool) -> UInt64 {
    guard let start = numbers.baseAddress else { return 0 }
    let sum = pool.sum(of: numbers.count, least: 1 << 16) { piece in
      Int(
        bitPattern: UInt(Loops.checksum(piece.count, first: piece.lowerBound, start + piece.lowerBound)))
    }
    return UInt64(UInt(bitPattern: sum))
  }
}
