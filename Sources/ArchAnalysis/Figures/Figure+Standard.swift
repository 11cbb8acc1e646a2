import ArchGraph

extension Figure {
  /// Every figure, in the order of reports.
  ///
  /// A new one is a line here and a declaration, below or in a separate file.
  public static let all: [Figure] = [
    parameters, active, trainable, frozen, buffers, bytes, megabytes, mebibytes, multiplyAdds,
    unmaskedMultiplyAdds, paddedMultiplyAdds, usefulMultiplyAdds, flops, connections,
    movedBytes, intensity, activations, parameterBytes, activationBytes, peakElements, peak, depth, layers,
    cache,
    cacheBytes, field, stride,
    offset, padding, top1, top5, backwardMultiplyAdds, weightGradientMultiplyAdds, inputGradientMultiplyAdds,
    kept, keptByPyTorchOnCPU, keptByPyTorchOnCUDA,
  ]

  /// Learnt and frozen parameters, shared ones once.
  public static let parameters = Figure(
    "params", key: "parameters", title: "parameters", sacrifice: 0, .sum { tally, _ in tally.parameters })

  /// Parameters that are learnt.
  public static let trainable = Figure(
    "trainable", sacrifice: 3, .sum { tally, _ in tally.parameters - tally.frozen })

  /// Parameters that are not learnt, because they are in a frozen part.
  public static let frozen = Figure("frozen", .sum { tally, _ in tally.frozen })

  /// Elements kept but not learnt.
  public static let buffers = Figure("buffers", sacrifice: 8, .sum { tally, _ in tally.buffers })

  /// The bytes of parameters and buffers.
  public static let bytes = Figure(
    "bytes",
    .sum { tally, types throws(Overflow) in try tally.weightBytes(types, withBuffers: true) }
  ) { "parameters and buffers as \($0.weightsText)" }

  /// The bytes of parameters alone.
  public static let parameterBytes = Figure(
    "parameter_bytes", title: "parameter bytes",
    .sum { tally, types throws(Overflow) in try tally.weightBytes(types, withBuffers: false) }
  ) { "parameters as \($0.weightsText)" }

  /// The bytes of parameters in millions.
  public static let megabytes = Figure(
    "mb", title: "MB", isTotal: false,
    .ratio({ tally, types in tally.parameterMemory(types) / 1e6 }, decimals: 1)
  ) { "the size of the parameters as \($0.weightsText); 1 MB is 1,000,000 bytes, 1 MiB 1,048,576" }

  /// The bytes of parameters in units of 2^20.
  public static let mebibytes = Figure(
    "mib", title: "MiB", isTotal: false,
    .ratio({ tally, types in tally.parameterMemory(types) / 1_048_576 }, decimals: 1),
    convention: megabytes.convention)

  /// Multiply-adds, see ``WorkView/multiplyAdds``.
  public static let multiplyAdds = Figure(
    "macs", key: "multiply_adds", title: WorkView.multiplyAdds.name, isWork: true, sacrifice: 2,
    .sum { tally, _ in tally.multiplyAdds }
  ) { _ in WorkView.multiplyAdds.convention }

  /// All arithmetic operations, see ``WorkView/flops``.
  public static let flops = Figure(
    "flops", title: WorkView.flops.name, isWork: true, sacrifice: 7, .sum { tally, _ in tally.flops }
  ) { _ in WorkView.flops.convention }

  /// The connections of LeCun and others, see ``WorkView/connections``.
  public static let connections = Figure(
    "connections", isWork: true,
    .sum { tally, _ throws(Overflow) in try WorkView.connections.value(of: tally.work) }
  ) { _ in WorkView.connections.convention }

  /// Elements written by all layers.
  public static let activations = Figure("activations", sacrifice: 5, .sum { tally, _ in tally.activations })
  {
    _ in "elements written by layers; views write nothing"
  }

  /// The bytes of the elements that layers write.
  public static let activationBytes = Figure(
    "activation_bytes", title: "activation bytes",
    .sum { tally, types throws(Overflow) in try CheckedInteger(tally.activations).bytes(types.activations) }
  ) { "elements written by layers, as \($0.activations.rawValue)" }

  /// The bytes of the block that values are in when the network runs, see ``MemoryPlan``.
  public static let peak = Figure(
    "peak", alias: "peak_memory", key: "peak_bytes", title: "peak memory", longTitle: "peak memory (bytes)",
    .network { analysis, types in
      guard let plan = analysis.plan else { return .tooLarge }
      return (try? CheckedInteger(plan.extent).bytes(types.activations)).map { .count($0) } ?? .tooLarge
    }
  ) { "the bytes of values, as \($0.activations.rawValue), when the network runs" }

  /// The elements of that block.
  public static let peakElements = Figure(
    "peak_elements", title: "peak elements",
    .network { analysis, _ in analysis.plan.map { .count($0.extent) } ?? .tooLarge })

  /// The most layers with weights and multiply-adds on any path: the depth that papers count.
  public static let depth = Figure(
    "depth", sacrifice: 7, .network { analysis, _ in .count(analysis.totals.depth) }
  ) {
    _ in "layers with weights on the longest path"
  }

  /// How many layers there are, inputs aside.
  public static let layers = Figure("layers", .sum { tally, _ in tally.layers })

  /// The size of the receptive field.
  public static let field = Figure(
    "field", alias: "receptive_field", key: "receptive_field", longTitle: "receptive field", sacrifice: 5,
    .axes({ $0.size.map(Double.init) }, missing: "all")
  ) { _ in "positions of the input that one position sees" }

  /// How far the receptive fields of neighbouring positions are apart.
  public static let stride = Figure(
    "stride", isTotal: false, sacrifice: 9, .axes({ $0.strideValue }, missing: "-"))

  /// Where the first position's receptive field begins.
  public static let offset = Figure(
    "offset", isTotal: false, sacrifice: 10, .axes({ $0.offset.map(Double.init) }, missing: "?"))

  /// How far the first position's receptive field begins before the input.
  public static let padding = Figure(
    "padding", isTotal: false, sacrifice: 10, .axes({ $0.offset.map { Double(-$0) } }, missing: "?"))

  /// Published accuracy of the first guess, in per cent.
  public static let top1 = Figure(
    "top1", title: "top-1 (%)", isTotal: false,
    .network { analysis, _ in
      analysis.graph.published?.top1.map { .decimal($0, decimals: nil) } ?? .absent
    })

  /// Published accuracy of the first five guesses, in per cent.
  public static let top5 = Figure(
    "top5", title: "top-5 (%)", isTotal: false,
    .network { analysis, _ in
      analysis.graph.published?.top5.map { .decimal($0, decimals: nil) } ?? .absent
    })
}

extension CheckedInteger {
  /// The size of this many elements in bytes.
  package func bytes(_ element: ElementType) throws(Overflow) -> Int {
    guard let bytes = value.flatMap({ element.bytes(of: $0) }) else { throw Overflow() }
    return bytes
  }
}
