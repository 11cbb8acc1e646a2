import ArchGraph
import ArchKernels

/// Whether values stay what they are until they are read for the last time.
///
/// Each value is summed up when it has been made, and again before every layer that reads it. Inputs are summed up
/// where they were made up, in memory that the run does not have: what the run has in theirs is compared with that.
struct Seals {
  private let graph: Graph
  private let pool: WorkerPool
  /// The sum of each value that has been made.
  private var seals: [UInt64?]

  init(_ graph: Graph, inputs: [[Float]], pool: WorkerPool) {
    self.graph = graph
    self.pool = pool
    seals = Array(repeating: nil, count: graph.nodes.count)
    for (input, numbers) in zip(graph.inputs, inputs) {
      seals[input] = numbers.withUnsafeBufferPointer { Self.sum($0, pool) }
    }
  }

  /// Sums up the value of a layer that has run; those of inputs were summed up before.
  mutating func seal(_ id: Node.ID, _ execution: Execution) {
    guard seals[id] == nil, let value = execution.value(of: id) else { return }
    seals[id] = Self.sum(UnsafeBufferPointer(value), pool)
  }

  /// Whether a value is still what it was when it was made.
  func holds(_ id: Node.ID, _ execution: Execution) -> Bool {
    guard let seal = seals[id], let value = execution.value(of: id) else { return true }
    return seal == Self.sum(UnsafeBufferPointer(value), pool)
  }

  /// The first value among those that a layer is going to read that is no longer what it was.
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
