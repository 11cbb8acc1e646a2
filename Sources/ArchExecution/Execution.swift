import ArchAnalysis
import ArchGraph
import ArchKernels

/// Runs a network, layer by layer, in memory laid out by its plan.
public final class Execution {
  /// The network.
  public let graph: Graph
  /// Where everything stands.
  public let plan: MemoryPlan
  private let weights: WeightStore
  private let pool: WorkerPool
  private let arena: UnsafeMutablePointer<Float>
  /// What kernels keep from one run to the next, where networks are run more than once.
  private var kept: [Node.ID: KeptPreparation] = [:]
  /// Whether kernels keep what they make of the weights.
  public var keepsPreparations = false

  /// What one layer did when it ran.
  public struct Record: Sendable {
    /// The layer.
    public var node: Node.ID
    /// What its loops counted.
    public var work = WorkVector()
    /// The elements of the weights that it asked for.
    public var weightElements = 0
    /// What contradicts the rules, where something does.
    public var fault: KernelFault?
  }

  /// What untouched memory holds: not a number, with a pattern that no arithmetic makes.
  private static let untouched = Float(bitPattern: 0x7FED_CBA9)

  /// Makes room for a run.
  public init(_ graph: Graph, plan: MemoryPlan, weights: WeightStore, pool: WorkerPool) {
    self.graph = graph
    self.plan = plan
    self.weights = weights
    self.pool = pool
    arena = LargeMemory.allocate(plan.extent + Self.margin)
    let arena = arena
    pool.forEachPiece(of: plan.extent + Self.margin, least: 1 << 18) { piece in
      (arena + piece.lowerBound).update(repeating: Self.untouched, count: piece.count)
    }
  }

  deinit { LargeMemory.free(arena) }

  /// Memory behind the planned block, which nobody may touch.
  private static let margin = 1024

  /// The value of a layer, as it stands in memory now.
  public func value(of node: Node.ID) -> UnsafeMutableBufferPointer<Float>? {
    guard let offset = plan.offsets[node] else { return nil }
    let count = plan.batch * (graph.nodes[node].shape.elementCount ?? 0)
    return UnsafeMutableBufferPointer(start: arena + offset, count: count)
  }

  /// How far the block has been written, in elements: the highest place that no longer holds what it held at first.
  public var highWater: Int {
    var place = plan.extent + Self.margin
    while place > 0, arena[place - 1].bitPattern == Self.untouched.bitPattern { place -= 1 }
    return place
  }

  /// Puts numbers into the inputs: even between -1 and 1, tokens from the beginning of the vocabulary.
  public func fillInputs(seed: UInt64) {
    for (index, input) in graph.inputs.enumerated() {
      guard let value = value(of: input), let start = value.baseAddress else { continue }
      Loops.uniform(
        value.count, seed: seed &+ UInt64(index) &* 0xA24B_AED4_963E_E407, centre: 0, radius: 1, start)
      guard graph.nodes[input].shape.element == .token else { continue }
      let tokens = min(Self.tokens, graph.vocabulary(of: input) ?? Self.tokens)
      for place in 0..<value.count { start[place] = Float(Int(abs(start[place]) * 1000) % tokens) }
    }
  }

  /// The tokens that inputs are filled with are those below this, and those that the network knows.
  private static let tokens = 64

  /// Runs all layers that the plan has.
  ///
  /// - Parameters:
  ///   - willRun: called before each layer with its place.
  ///   - didRun: called after each layer, while its value stands.
  /// - Returns: what each layer did; a layer with a fault is the last.
  @discardableResult
  public func run(
    willRun: (Node.ID) -> Void = { _ in }, didRun: (Node.ID) -> Void = { _ in }
  ) -> [Record] {
    var records: [Record] = []
    records.reserveCapacity(graph.nodes.count)
    for (id, node) in graph.nodes.enumerated() {
      guard plan.offsets[id] != nil else { continue }
      if node.op is InputLayer {
        didRun(id)
        continue
      }
      willRun(id)
      var record = Record(node: id)
      do throws(KernelFault) {
        try run(id, node, &record)
      } catch {
        record.fault = error
        records.append(record)
        return records
      }
      records.append(record)
      didRun(id)
    }
    return records
  }

  private func run(_ id: Node.ID, _ node: Node, _ record: inout Record) throws(KernelFault) {
    guard let offset = plan.offsets[id] else { return }
    let arena = arena
    var own: KeptPreparation?
    if keepsPreparations {
      own = kept[id] ?? KeptPreparation()
      kept[id] = own
    }
    var run = KernelRun(
      inputs: node.inputs.map { (UnsafePointer(arena + (plan.offsets[$0] ?? 0)), graph.nodes[$0].shape) },
      weights: weights.tensors(of: node.weights), target: arena + offset, predicted: node.shape,
      batch: plan.batch, pool: pool, kept: own)
    try node.op.execute(&run)
    record.work = run.work
    record.weightElements = run.weightElements
  }
}
