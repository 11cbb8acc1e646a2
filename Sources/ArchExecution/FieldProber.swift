import ArchAnalysis
import ArchGraph
import ArchKernels

/// Proves receptive fields: a pixel that is NaN makes every output that depends on it NaN.
///
/// One run with one such pixel shows for all positions of a map at once whether they depend on it, including the last
/// inside each field and the first outside.
struct FieldProber {
  let pool: WorkerPool
  let seed: UInt64
  let available: Int?
  /// Called with the layer whose field is probed, and with which layer is about to run of how many.
  let progress: (_ path: String, _ layer: Node.ID, _ count: Int) -> Void

  /// Probes the fields of a network, or says why it cannot.
  func probe(
    _ analysis: Analysis, all: Bool, resized: ([Int]) -> Graph?
  ) -> ([Validation.FieldProbe], skipped: String?) {
    let graph = analysis.graph
    guard let input = graph.inputs.first, graph.nodes[input].shape.rank > 1 else {
      return ([], "the input has no positions")
    }
    let fields = ReceptiveFields(of: graph, from: input)
    let spatial = graph.nodes.indices.filter { id in
      guard id != input, !(graph.nodes[id].isInput), case .axes? = fields.fields[id] else {
        return false
      }
      return true
    }
    let targets = all ? spatial : Array(spatial.suffix(1))
    var found: [Validation.FieldProbe] = []
    for target in targets {
      if all {
        found += probe(graph, from: input, to: target)
      } else {
        found += probeWithEdges(graph, fields, from: input, to: target, resized: resized)
      }
    }
    let reason =
      fields.fields.contains { $0 == .unknown } || spatial.isEmpty == false
      ? "no layer's field is tracked" : "every layer sees the whole input, so there is no edge"
    return (found, found.isEmpty ? reason : nil)
  }

  // MARK: Inputs that show edges

  /// Probes with an input that is long on one axis after the other, and narrow on the others.
  private func probeWithEdges(
    _ graph: Graph, _ fields: ReceptiveFields, from input: Node.ID, to target: Node.ID,
    resized: ([Int]) -> Graph?
  ) -> [Validation.FieldProbe] {
    guard case .axes(let axes)? = fields.fields[target] else { return [] }
    let shape = graph.nodes[input].shape
    let path = graph.path(of: target)
    var found: [Validation.FieldProbe] = []
    for (axis, field) in axes.enumerated() {
      guard let size = field.size, let stride = field.strideValue, size < 4096 else { continue }
      let step = max(1, Int(stride.rounded(.up)))
      let needed = (size + 6 * step + step - 1) / step * step
      let own = shape[axis + 1]
      guard needed > own else { continue }
      // Narrow on the other axes first, since only the probed one needs to be long.
      for narrow in [true, false] {
        var extents = shape.dimensions
        for other in axes.indices {
          let unit = max(32, 2 * (axes[other].strideValue.map { Int($0.rounded(.up)) } ?? 32))
          extents[other + 1] =
            other == axis ? needed : narrow ? min(unit, shape[other + 1]) : shape[other + 1]
        }
        guard let other = resized(extents), let first = other.inputs.first,
          other.nodes[first].shape.dimensions == extents,
          let same = other.nodes.indices.last(where: { other.path(of: $0) == path })
        else { continue }
        let probes = probe(other, from: first, to: same, on: axis)
        if !probes.isEmpty {
          found += probes
          break
        }
      }
    }
    return found.isEmpty ? probe(graph, from: input, to: target) : found
  }

  // MARK: One input

  /// Probes at a pixel in the middle and at one at the border.
  ///
  /// - Parameter axis: the axis along which pixels are chosen; all unless given.
  private func probe(
    _ graph: Graph, from input: Node.ID, to target: Node.ID, on axis: Int? = nil
  ) -> [Validation.FieldProbe] {
    // Tracing the pixel keeps a mark for each position of each layer.
    let marks = graph.nodes.reduce(0) { $0 + Shape(Array($1.shape.spatial)).bytes() }
    guard
      let plan = try? Validator.plan(
        graph, batch: 1, targets: [target], available: available, threads: pool.threads, others: marks
      ).plan, plan.offsets[input] != nil
    else { return [] }
    let used = Set(
      graph.nodes.indices.filter { plan.computes($0) }.compactMap { graph.nodes[$0].weights })
    guard let weights = try? WeightStore(graph, seed: seed, pool: pool, isNeeded: { used.contains($0) })
    else { return [] }
    let field = ReceptiveFields(of: graph, from: input).fields[target]
    let extents = Array(graph.nodes[input].shape.spatial)
    var pixels = [extents.map { $0 / 2 }, extents.map { _ in 0 }]
    if let axis {
      pixels = [pixels[0], pixels[0]]
      pixels[1][axis] = 0
    }
    return pixels.compactMap { pixel in
      guard let execution = try? Execution(graph, plan: plan, weights: weights, pool: pool) else {
        return nil
      }
      execution.fillInputs(seed: seed)
      mark(pixel, of: input, in: execution)
      let records = execution.run(willRun: { progress(graph.path(of: target), $0, graph.nodes.count) })
      guard records.allSatisfy({ $0.fault == nil }), let value = execution.value(of: target) else {
        return nil
      }
      let trace = PixelTrace(pixel, of: input, in: graph) { plan.computes($0) }
      return compare(graph, input, target, field, trace, pixel, Array(value))
    }
  }

  private func mark(_ pixel: [Int], of input: Node.ID, in execution: Execution) {
    guard let value = execution.value(of: input) else { return }
    let shape = execution.graph.nodes[input].shape
    let offset = zip(pixel, shape.spatial).reduce(0) { $0 * $1.1 + $1.0 }
    let plane = shape.spatial.reduce(1, *)
    for channel in 0..<shape[0] { value[channel * plane + offset] = .nan }
  }

  private func compare(
    _ graph: Graph, _ input: Node.ID, _ target: Node.ID, _ field: ReceptiveField?, _ trace: PixelTrace,
    _ pixel: [Int], _ value: [Float]
  ) -> Validation.FieldProbe? {
    let shape = graph.nodes[target].shape
    guard case .axes(let axes)? = field, axes.count == shape.rank - 1, let trace = trace.layers[target] else {
      return nil
    }
    var probe = Validation.FieldProbe(
      node: target, path: graph.path(of: target), input: graph.nodes[input].shape, pixel: pixel)
    let extents = Array(shape.spatial)
    let positions = extents.reduce(1, *)
    probe.axes = extents.map { .init(extent: $0, predicted: 0, measured: 0) }
    var isMeasured = extents.map { [Bool](repeating: false, count: $0) }
    var isPredicted = isMeasured
    for (place, position) in Positions(extents).enumerated() {
      let marked = (0..<shape[0]).count { value[$0 * positions + place].isNaN }
      let holds =
        trace.sees[place]
        ? trace.view.isBound || marked == shape[0] || !trace.view.isUniform && marked > 0 : marked == 0
      for axis in extents.indices {
        if marked > 0 { isMeasured[axis][position[axis]] = true }
        if trace.sees[place] { isPredicted[axis][position[axis]] = true }
        if !holds, probe.axes[axis].contradiction == nil { probe.axes[axis].contradiction = position[axis] }
      }
    }
    for axis in extents.indices {
      probe.axes[axis].predicted = isPredicted[axis].count { $0 }
      probe.axes[axis].measured = isMeasured[axis].count { $0 }
      if probe.axes[axis].contradiction == nil {
        probe.axes[axis].contradiction = Self.contradiction(axes[axis], trace.axes[axis], pixel)
      }
    }
    return probe
  }

  /// The first index of an axis whose measured dependence differs from what the layers' reach predicts.
  ///
  /// If an edge between two layers has cut the field, positions see less of the input than their field has.
  private static func contradiction(_ field: AxisField, _ trace: PixelTrace.Axis, _ pixel: [Int]) -> Int? {
    trace.sees.indices.first { index in
      // Without ranges the whole axis is visible.
      guard let ranges = field.field(of: index) else { return false }
      let isInField = ranges.contains { $0.contains(pixel[trace.origin]) }
      return trace.sees[index] ? !isInField : isInField && !trace.isCut[index]
    }
  }
}
