import ArchArguments
import ArchCalc
import ArchDocuments

/// Options of the commands about training.
extension SharedOptions {
  /// The options for how a training step is made.
  static let training: [Option] = [
    .value(
      "optimizer", "RULE", choices: Optimizer.allCases.map(\.rawValue),
      help: "the rule that updates the weights (default: sgd)"),
    .value(
      "dtype", "TYPE", choices: trainingTypes.map(\.rawValue),
      help: "the type that layers compute in; with 16 bits the optimizer also keeps float32 weights"),
    .value(
      "checkpoint", "PARTS", help: "what is run again instead of kept: none, blocks, or every=N layers"),
    .value(
      "accumulate", "N", help: "how many batches go forward and backward before the weights are updated"),
    .value(
      "kept", "BY", choices: Keeper.allCases.map(\.name),
      help: "whose rules decide what is kept (default: adjoint, what gradients read)"),
  ]

  /// The types that layers can be trained in.
  static let trainingTypes: [ElementType] = [.float32, .bfloat16, .float16]
}

extension Invocation {
  /// The settings of a training step, from the options.
  func trainingSettings() throws(Failure) -> TrainingStep.Settings {
    var settings = TrainingStep.Settings()
    settings.optimizer = value("optimizer").flatMap { Optimizer(rawValue: $0) } ?? .sgd
    settings.type = try elementTypes().single()
    settings.checkpoint = try checkpoint()
    settings.keeper = value("kept").flatMap { Keeper(named: $0) } ?? .adjoint
    do throws(UsageFault) {
      settings.accumulated = try integer("accumulate", in: 1...Limits.extent) ?? 1
    } catch { throw .usage(error) }
    return settings
  }

  private func checkpoint() throws(Failure) -> Checkpoint {
    guard let text = value("checkpoint"), text != "none" else { return .none }
    if text == "blocks" { return .blocks }
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0] == "every", let count = Int(parts[1]), count >= 1 else {
      throw .command(.notACheckpoint(text))
    }
    return .every(count)
  }

  /// The length of the training, from the options, or `nil` if they do not give it.
  func trainingRun(of graph: Graph) throws(Failure) -> TrainingRun? {
    let given: (examples: Int?, tokens: Int?, epochs: Int?)
    do throws(UsageFault) {
      given = (
        try integer("examples", in: 1...Int.max), try integer("tokens", in: 1...Int.max),
        try integer("epochs", in: 1...Limits.extent)
      )
    } catch { throw .usage(error) }
    if given.examples != nil, given.tokens != nil { throw .command(.together(["--examples", "--tokens"])) }
    if let examples = given.examples { return TrainingRun(examples: examples, epochs: given.epochs ?? 1) }
    guard let tokens = given.tokens else {
      if given.epochs != nil { throw .command(.epochsOfNothing) }
      return nil
    }
    guard graph.inputs.contains(where: { graph.nodes[$0].shape.element == .token }) else {
      throw .command(.noTokens(graph.name))
    }
    let each = max(1, graph.tokens)
    return TrainingRun(examples: tokens / each + (tokens % each == 0 ? 0 : 1), epochs: given.epochs ?? 1)
  }

  /// The bytes of an amount such as `24GiB`.
  func amount(_ name: String) throws(Failure) -> Int? {
    guard let text = value(name) else { return nil }
    let units: [(String, Double)] = [
      ("KiB", 0x1p10), ("MiB", 0x1p20), ("GiB", 0x1p30), ("TiB", 0x1p40), ("kB", 1e3), ("MB", 1e6),
      ("GB", 1e9), ("TB", 1e12), ("B", 1),
    ]
    let trimmed = text.filter { $0 != " " }
    guard let (unit, factor) = units.first(where: { trimmed.lowercased().hasSuffix($0.0.lowercased()) }),
      let number = Double(trimmed.dropLast(unit.count)), number > 0, number * factor < 0x1p62
    else { throw .command(.notAnAmount(text)) }
    return Int(number * factor)
  }
}
