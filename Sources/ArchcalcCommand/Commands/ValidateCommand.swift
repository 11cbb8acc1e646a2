import ArchArguments
import ArchCalc
import ArchDocuments
import ArchEngines
import ArchKernels
import ArchSources

/// `archcalc validate`: runs networks and compares the results with the predictions.
enum ValidateCommand: Subcommand {
  static let declaration = Command(
    "validate", summary: "Runs a network and compares every prediction with what happened.",
    discussion: [
      "Shapes, parameters, work, receptive fields, memory and values: each layer runs on this machine with made-up "
        + "weights, and counts what it does. The exit status is 0 only if everything holds.",
      "With `--training`, layers that act only during training are included, and a training step is run as well, by the definitions of "
        + "gradients (small networks only).",
      "A receptive field is proved with a pixel that is not a number: every output that depends on it becomes one too.",
    ],
    examples: [
      Example("archcalc validate vgg16"), Example("archcalc validate ./mine.arch --receptive-field all"),
      Example("archcalc validate --all", "every network that archcalc knows, one line each"),
      Example("archcalc validate resnet50 --against torch", "the same network in PyTorch as well"),
      Example("archcalc validate lenet5 --training", "the gradients as well"),
      Example(
        "archcalc validate resnet50 --against onnxruntime", "the same network in ONNX Runtime as well"),
    ],
    operands: [
      Operand(
        "NETWORK", optional: true, repeatable: true, completion: SharedOptions.networkCompletion,
        help: "names of networks, or files")
    ],
    options: [
      .flag("all", help: "every network that archcalc knows"),
      .flag("quiet", short: "q", help: "print only what fails"),
      .value(
        "receptive-field", "WHICH", choices: Validator.Fields.allCases.map(\.rawValue),
        help: "which layers' fields to probe (default: the last layer with positions)"),
      .value(
        "threads", short: "t", "N",
        help: "the number of threads (default: one per processor)"),
      .value("seed", "N", help: "the seed of weights and inputs (default: 1)"),
      .value(
        "against", "ENGINE", choices: EngineChoice.allCases.map(\.rawValue),
        help: "another engine to run the same network with the same weights"),
      .value("python", "PATH", help: "the Python that has the other engine (default: python3)"),
      SharedOptions.batch,
    ] + SharedOptions.expansion + SharedOptions.document() + SharedOptions.diagnostics)

  static func run(_ invocation: Invocation, _ session: inout Session) throws(Failure) {
    let form = try invocation.documentForm()
    guard let sources = try session.sources(invocation) else {
      session.outcome.status = ExitStatus.failure
      return
    }
    let subjects = sources.flatMap { source in source.names.map { (source: source, name: $0) } }
    let validator = try validator(invocation)
    var engine: (any ComparedEngine)?
    if let choice = invocation.value("against").flatMap({ EngineChoice(rawValue: $0) }) {
      engine = try choice.engine(python: invocation.value("python") ?? "python3")
    } else if invocation.value("python") != nil {
      throw .command(.pythonAlone)
    }
    let isShort = subjects.count > 1
    let isQuiet = invocation.flag("quiet")
    var outcomes: [(name: String, outcome: ValidationList.Outcome)] = []
    for (index, (source, name)) in subjects.enumerated() {
      var validator = validator
      let place = isShort ? "\(index + 1) of \(subjects.count), \(name)" : name
      validator.progress = progress(place, session.environment)
      outcomes.append(
        (name, try validate(source, name, validator, engine, isShort: isShort, &session)))
    }
    session.environment.progress?("")
    if outcomes.contains(where: { !$0.outcome.isWithoutFault }) {
      session.outcome.status = ExitStatus.failure
    }
    if isShort {
      try session.deliver(ValidationList(outcomes, isQuiet: isQuiet), as: form)
    } else if case .run(let report)? = outcomes.first?.outcome, !(report.holds && isQuiet && form == .text) {
      try session.deliver(report, as: form)
    }
  }

  /// Shows which layer runs, ten times a second, beginning after one second.
  private static func progress(_ place: String, _ environment: Environment) -> (Validator.Phase, Node.ID, Int)
    -> Void
  {
    guard let show = environment.progress else { return { _, _, _ in } }
    let clock = ContinuousClock()
    var next = clock.now.advanced(by: .seconds(1))
    return { phase, layer, count in
      let now = clock.now
      guard now >= next else { return }
      next = now.advanced(by: .milliseconds(100))
      let what =
        switch phase {
        case .run: ""
        case .fused: "fused, "
        case .field(let path): "field of \(path), "
        }
      show("\(place): \(what)layer \(layer + 1) of \(count)".visible)
    }
  }

  private static func validator(_ invocation: Invocation) throws(Failure) -> Validator {
    do throws(UsageFault) {
      let threads = try invocation.integer("threads", in: 1...256) ?? WorkerPool.processors
      var validator = Validator(pool: WorkerPool(threads: threads))
      if let seed = try invocation.integer("seed", in: 0...Int.max) { validator.seed = UInt64(seed) }
      validator.fields = invocation.value("receptive-field").flatMap { .init(rawValue: $0) } ?? .last
      return validator
    } catch {
      throw .usage(error)
    }
  }

  private static func validate(
    _ source: NetworkSource, _ name: String, _ validator: Validator, _ engine: (any ComparedEngine)?,
    isShort: Bool,
    _ session: inout Session
  ) throws(Failure) -> ValidationList.Outcome {
    let settings = try session.settings(of: source, name).settings
    let analysis: Analysis
    do throws(Failure) {
      analysis = try session.analyse(source, name)
    } catch {
      guard isShort else { throw error }
      session.report(error)
      return .hasErrors
    }
    var validation: Validation
    do throws(RunRefusal) {
      validation = try validator.validate(analysis) { extents in
        var other = settings
        other.readsClaims = false
        let first = analysis.graph.nodes[analysis.graph.inputs[0]].name
        other.inputs = [(first, extents)] + settings.inputs.filter { $0.name != nil && $0.name != first }
        return try? source.source.expand(name, settings: other).graph
      }
    } catch {
      let fault = error.diagnostic(for: analysis.graph)
      guard isShort else { throw .diagnostics([fault]) }
      // Among several networks, one that cannot be run here is skipped with a note.
      return .skipped("\(fault.title); \(fault.evidence.joined(separator: "; "))")
    }
    if session.invocation.flag("training") {
      validation.training = Result { () throws(TrainingTrial.Refusal) in
        try TrainingTrial(analysis.graph, batch: analysis.batch, seed: validator.seed)
      }
    }
    let original = (source.source as? ModelSource).map { model in
      Result { () throws(Diagnostics) in
        try model.original(name, settings: settings, batch: analysis.batch)
      }
    }
    validation.engine = engine?.compare(analysis, validator, original: original)
    return .run(ValidationReport(validation))
  }
}
