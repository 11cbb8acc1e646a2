import ArchArguments
import ArchCalc
import ArchSources

/// `archcalc export`: a network in the form of another program.
enum ExportCommand: Subcommand {
  static let declaration = Command(
    "export", summary: "Writes a network for another program: as Python for PyTorch, or as an ONNX model.",
    discussion: [
      "The Python has a class for the network and one for each of its blocks, and needs nothing but PyTorch.",
      "An ONNX model runs with any number of examples. Its weights are the ones that `archcalc validate` and "
        + "`archcalc run` make up, so that results can be compared, or those of the model file it was read from; with "
        + "`--no-weights` it has none.",
      "`archcalc validate NETWORK --against torch` and `--against onnxruntime` run either beside archcalc's own kernels.",
    ],
    examples: [
      Example("archcalc export resnet50 --format pytorch --output resnet50.py"),
      Example("archcalc export resnet50 --output resnet50.onnx"),
      Example("archcalc export llama3_8b --output llama.onnx --no-weights", "the graph alone"),
      Example("archcalc export ./mine.arch --input 3x64x64 --set classes=5"),
    ],
    operands: [SharedOptions.network],
    options: [
      SharedOptions.format(Form.allCases.map(\.rawValue), usual: Form.pytorch.rawValue),
      SharedOptions.output(Form.allCases.map(\.ending)),
      .flag("no-weights", help: "onnx: say where the weights would be, and write none"),
      .flag(
        "external-data", help: "onnx: write the weights to FILE.data; above 2 GB this happens in any case"),
      .value("seed", "N", help: "onnx: the seed of the weights (default: 1)"),
      .value("batch", short: "b", "N", help: "pytorch: how many examples the file runs (default: 1)"),
    ] + SharedOptions.expansion + SharedOptions.diagnostics)

  /// The form of the output.
  enum Form: String, CaseIterable {
    case pytorch
    case onnx

    var ending: String {
      switch self {
      case .pytorch: "py"
      case .onnx: "onnx"
      }
    }

    /// The options that do not apply to it.
    var foreignOptions: [String] {
      switch self {
      case .pytorch: ["no-weights", "external-data", "seed"]
      case .onnx: ["batch"]
      }
    }
  }

  static func run(_ invocation: Invocation, _ session: inout Session) throws(Failure) {
    let form = try form(invocation)
    for option in form.foreignOptions where invocation.flag(option) || invocation.value(option) != nil {
      throw .command(.optionOfAnotherForm(option, form: form.rawValue))
    }
    let analysis = try session.analyse(invocation.operands[0])
    switch form {
    case .pytorch: try session.deliver(python(analysis), to: invocation.outputFile)
    case .onnx: try write(analysis.graph, invocation, &session)
    }
  }

  private static func form(_ invocation: Invocation) throws(Failure) -> Form {
    let given = invocation.value("format").flatMap { Form(rawValue: $0) }
    let forms = given.map { [$0] } ?? Form.allCases
    let ending = try invocation.outputEnding(among: forms.map(\.ending))
    return given ?? Form.allCases.first { $0.ending == ending } ?? .pytorch
  }

  private static func python(_ analysis: Analysis) throws(Failure) -> String {
    do throws(PyTorchRefusal) {
      return try PyTorchExport(analysis.graph, batch: analysis.batch).text
    } catch {
      throw .diagnostics([error.diagnostic(for: analysis.graph)])
    }
  }

  private static func write(
    _ graph: Graph, _ invocation: Invocation, _ session: inout Session
  ) throws(Failure) {
    if invocation.flag("no-weights"), invocation.flag("external-data") {
      throw .command(.together(["--no-weights", "--external-data"]))
    }
    let path = invocation.outputFile
    // A terminal would take the bytes for commands.
    if path == nil, session.environment.width != nil { throw .command(.binaryToTerminal) }
    let seed: Int?
    do throws(UsageFault) { seed = try invocation.integer("seed", in: 0...Int.max) } catch {
      throw .usage(error)
    }
    let numbers: ONNXFile.Numbers =
      invocation.flag("no-weights") ? .nowhere : invocation.flag("external-data") ? .beside : .inside
    let name = path.map { $0.split(separator: "/").last.map(String.init) ?? $0 } ?? "\(graph.name).onnx"
    let file = try ONNXFile(graph, seed: UInt64(seed ?? 1), numbers, location: "\(name).data")
    guard let path else {
      guard !file.hasOther else { throw .command(.externalDataAlone) }
      session.outcome.writeBytes = { file.write(to: $0) }
      return
    }
    // The numbers first, so that a model never exists without them.
    if file.hasOther { try deliver(to: path + ".data") { file.writeOther(to: $0) } }
    try deliver(to: path) { file.write(to: $0) }
  }

  private static func deliver(to path: String, _ body: (Int32) -> Bool) throws(Failure) {
    do throws(Files.Fault) {
      try Files.write(to: path, body)
    } catch {
      throw .command(.unwritable(path, reason: error.reason))
    }
  }
}
