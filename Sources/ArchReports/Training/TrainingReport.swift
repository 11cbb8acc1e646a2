import ArchAnalysis
import ArchDocuments
import ArchGraph

/// What a training step takes: its work, part by part, and its memory at the moment when most is live.
package struct TrainingReport {
  let graph: Graph
  let step: TrainingStep
  let total: WorkVector
  let run: TrainingRun?
  let listsLayers: Bool
  let paths: [String]

  /// A report of a step.
  ///
  /// - Parameters:
  ///   - run: how many steps there are, if that is known.
  ///   - listsLayers: whether what is live is listed layer by layer.
  /// - Throws: ``Overflow`` if the work of a step is beyond the range of 64-bit integers.
  package init(
    _ graph: Graph, _ step: TrainingStep, run: TrainingRun? = nil, listsLayers: Bool = false
  ) throws(Overflow) {
    self.graph = graph
    self.step = step
    self.run = run
    self.listsLayers = listsLayers
    total = try step.total()
    for vector in [step.work.forward, step.work.backward, total] { _ = try WorkView.flops.value(of: vector) }
    paths = graph.paths
  }

  /// The parts of the work of a step, in the order in which they are done.
  var parts: [(name: String, key: String, work: WorkVector)] {
    var parts = [
      ("forward", "forward", step.work.forward), ("gradients by weights", "by_weights", step.work.byWeights),
      ("gradients by inputs", "by_inputs", step.work.byInputs),
    ]
    if step.settings.checkpoint != .none { parts.append(("forward again", "again", step.again)) }
    parts.append(("optimizer", "optimizer", step.optimizer))
    return parts
  }

  /// A row for each part of the work.
  package var workTable: Table {
    var table = Table([.init("work", .left, key: "part"), .init("multiply-adds"), .init("FLOPs")])
    table.rows = parts.map { [.text($0.name)] + cells($0.work) }
    let batches = step.settings.accumulated
    table.totals = [
      [.text(batches == 1 ? "a step" : "a step of \(batches) batches")] + cells(total)
    ]
    return table
  }

  private func cells(_ work: WorkVector) -> [Cell] {
    let isPartial = !step.unknownLayers.isEmpty
    return [WorkView.multiplyAdds, .flops].map { view in
      let value = (try? view.value(of: work)) ?? .max
      return isPartial ? .partlyKnown(value) : .count(value)
    }
  }

  /// What is in memory at the worst moment, by kind.
  var memory: [(name: String, key: String, bytes: Int)] {
    let (memory, standing) = (step.memory, step.memory.standing)
    func live(_ kinds: (TrainingMemory.Kind) -> Bool) -> Int {
      memory.live.reduce(0) { kinds($1.kind) ? $0 + $1.bytes : $0 }
    }
    var rows = [("weights", "weight_bytes", standing.weights)]
    if standing.buffers > 0 { rows.append(("statistics", "buffer_bytes", standing.buffers)) }
    if standing.masters > 0 {
      rows.append(("weights of the optimizer", "master_bytes", standing.masters))
    }
    if standing.states > 0 { rows.append(("state of the optimizer", "state_bytes", standing.states)) }
    rows += [
      ("values", "value_bytes", live { $0 == .value }),
      ("saved in addition", "saved_bytes", live { if case .saved = $0 { true } else { false } }),
      ("inside a layer", "inside_bytes", live { $0 == .inside }),
      ("gradients of values", "gradient_bytes", live { $0 == .gradient }),
      ("gradients of weights", "weight_gradient_bytes", live { $0 == .weightGradient }),
    ]
    return rows.filter { $0.2 > 0 }.map { (name: $0.0, key: $0.1, bytes: $0.2) }
  }

  /// A row for each part of the memory.
  package var memoryTable: Table {
    var table = Table([.init("memory", .left, key: "part"), .init("bytes"), .init("share")])
    table.rows = memory.map { [.text($0.name), .count($0.bytes), share($0.bytes)] }
    table.totals = [[.text("peak"), .count(step.memory.total), ""]]
    return table
  }

  private func share(_ bytes: Int) -> Cell {
    .decimal(Double(bytes) / Double(max(1, step.memory.total)) * 100, decimals: 1, unit: " %")
  }

  /// A row for each layer of which anything is live at the worst moment.
  package var layerTable: Table {
    var table = Table([
      .init("live", .left, key: "path", mayShrink: true), .init("values"), .init("inside", key: "saved"),
      .init("gradients"), .init("of weights", key: "weight_gradients"), .init("share"),
    ])
    var rows: [(node: Node.ID, bytes: [Int])] = []
    for tensor in step.memory.live {
      if rows.last?.node != tensor.node { rows.append((tensor.node, [0, 0, 0, 0])) }
      rows[rows.count - 1].bytes[tensor.kind.column] += tensor.bytes
    }
    table.rows = rows.map { row in
      [.text(paths[row.node])] + row.bytes.map { $0 == 0 ? "" : .count($0) } + [share(row.bytes.reduce(0, +))]
    }
    let sums = (0..<4).map { column in rows.reduce(0) { $0 + $1.bytes[column] } }
    table.totals = [["total live"] + sums.map { .count($0) } + [""]]
    return table
  }

  /// Where the worst moment is: "in the backward pass of `layer1.conv`".
  var moment: String? {
    step.memory.worst.map { worst in
      switch worst.pass {
      case .forward: "in the forward pass of \(paths[worst.node])"
      case .again: "when \(paths[worst.node]) is run again"
      case .backward: "in the backward pass of \(paths[worst.node])"
      }
    }
  }

  /// How the step is made, in a few words.
  var settings: [String] {
    let settings = step.settings
    return [
      "batch \(step.batch)" + (settings.accumulated > 1 ? " x \(settings.accumulated)" : ""),
      settings.type.rawValue + (settings.type.bytes < 4 ? " with float32 weights in the optimizer" : ""),
      settings.optimizer.rawValue, settings.checkpoint.title,
      settings.keeper == .adjoint ? nil : "kept by the rules of \(settings.keeper.name)",
    ].compactMap { $0 }
  }
}

extension Checkpoint {
  /// What is recomputed, in a few words, or `nil` if nothing is.
  var title: String? {
    switch self {
    case .none: nil
    case .blocks: "blocks run again"
    case .every(let count): "parts of \(count) \(count == 1 ? "layer" : "layers") run again"
    }
  }
}

extension TrainingMemory.Kind {
  fileprivate var column: Int {
    switch self {
    case .value: 0
    case .saved, .inside: 1
    case .gradient: 2
    case .weightGradient: 3
    }
  }
}

extension Keeper {
  /// The name in options and JSON.
  package var name: String {
    switch self {
    case .adjoint: "adjoint"
    case .pytorchCPU: "pytorch-cpu"
    case .pytorchCUDA: "pytorch-cuda"
    }
  }

  /// The keeper with a name.
  package init?(named name: String) {
    guard let keeper = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = keeper
  }
}
