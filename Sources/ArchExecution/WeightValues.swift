import ArchGraph
import ArchKernels

/// The numbers of a graph's weights: known ones, and made-up ones for all others.
package struct WeightValues {
  private let graph: Graph
  private let madeUp: MadeUpWeights

  /// The numbers of a graph.
  package init(_ graph: Graph, seed: UInt64) {
    self.graph = graph
    madeUp = MadeUpWeights(graph, seed: seed)
  }

  /// Where the numbers of a tensor are, if they are in memory already; their owner must live as long.
  func memory(of place: WeightPlace) -> UnsafePointer<Float>? { graph.numbers?.memory(of: place) }

  /// Writes the numbers of a whole tensor.
  func write(_ place: WeightPlace, to memory: UnsafeMutableBufferPointer<Float>, pool: WorkerPool? = nil) {
    if let numbers = graph.numbers, numbers.has(place), numbers.write(place, to: memory) { return }
    guard let start = memory.baseAddress else { return }
    func fill(_ range: Range<Int>) {
      madeUp.fill(range, at: start + range.lowerBound, parameter: place.index, of: place.entry)
    }
    guard let pool else { return fill(0..<memory.count) }
    pool.forEachPiece(of: memory.count, least: 65_536) { fill($0) }
  }

  /// Calls `body` with the numbers of a tensor, piece by piece.
  ///
  /// - Parameter body: takes the next numbers; once it returns false, it gets no more.
  /// - Returns: whether it took all.
  package func forEachPiece(of place: WeightPlace, _ body: (UnsafeBufferPointer<Float>) -> Bool) -> Bool {
    let count = graph.weights[place.entry].parameters[place.index].shape.elementCount ?? 0
    if let start = memory(of: place) { return body(UnsafeBufferPointer(start: start, count: count)) }
    let isKnown = graph.numbers?.has(place) ?? false
    let most = isKnown ? count : min(count, Self.piece)
    let piece = UnsafeMutableBufferPointer<Float>.allocate(capacity: max(1, most))
    defer { piece.deallocate() }
    guard let start = piece.baseAddress else { return false }
    if isKnown {
      write(place, to: UnsafeMutableBufferPointer(rebasing: piece[0..<count]))
      return body(UnsafeBufferPointer(start: start, count: count))
    }
    for first in stride(from: 0, to: count, by: Self.piece) {
      let range = first..<min(count, first + Self.piece)
      madeUp.fill(range, at: start, parameter: place.index, of: place.entry)
      guard body(UnsafeBufferPointer(start: start, count: range.count)) else { return false }
    }
    return true
  }

  /// The made-up numbers that are in memory at once.
  private static let piece = 1 << 18
}
