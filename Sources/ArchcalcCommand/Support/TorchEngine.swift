import ArchCalc
import ArchSources

/// PyTorch, in the user's own Python.
struct TorchEngine: ComparedEngine {
  let python: String
  let name: String

  /// Finds out whether a Python has PyTorch.
  init(python: String) throws(Failure) {
    self.python = python
    let version = try Self.answer(of: python, to: "import torch; print(torch.__version__)") {
      .noTorch(python, said: $0)
    }
    name = "PyTorch \(version)"
  }

  func compare(
    _ analysis: Analysis, _ validator: Validator, original: Result<ONNXRuntimeJob.Original, Diagnostics>?
  ) -> Validation.Engine {
    var engine = Validation.Engine(name: name)
    let graph = analysis.graph
    guard let run = ownRun(analysis, validator, &engine) else { return engine }
    let export: PyTorchExport
    do throws(PyTorchRefusal) {
      export = try PyTorchExport(graph, batch: analysis.batch)
    } catch {
      engine.skipped = error.diagnostic(for: graph).title
      return engine
    }
    let uncounted = Set(export.uncounted.map(\.node))
    do throws(Files.Fault) {
      let directory = try TemporaryDirectory()
      try write(run, export, analysis, to: directory)
      let result = try start(TorchJob.File.driver, directory)
      let answer = TorchJob.Answer(result.output)
      engine.tensors = (graph.weights.reduce(0) { $0 + $1.parameters.count }, answer.tensorFaults)
      engine.parameters = (learntElements(graph), answer.parameters ?? 0)
      engine.multiplyAdds = answer.multiplyAdds.map { (run.multiplyAdds(without: uncounted), $0) }
      engine.countNote = answer.countFault ?? Self.note(export, graph)
      try note(
        answer.fault, result, shapes: answer.outputs, of: run, analysis, in: TorchJob.File.outputs, directory,
        &engine)
    } catch {
      engine.fault = "its files cannot be written or read: \(error.reason)"
    }
    return engine
  }

  private func write(
    _ run: EngineRun, _ export: PyTorchExport, _ analysis: Analysis, to directory: TemporaryDirectory
  ) throws(Files.Fault) {
    // Made by the driver; asked for before, so that it goes when the program is interrupted.
    _ = directory.file(TorchJob.File.outputs)
    try Files.write(export.text, to: directory.file(TorchJob.File.model))
    try Files.write(TorchJob.driver, to: directory.file(TorchJob.File.driver))
    let job = TorchJob(export, of: analysis.graph, batch: analysis.batch)
    try Files.write(job.text, to: directory.file(TorchJob.File.job))
    try directory.write(TorchJob.File.weights) { append throws(Files.Fault) in try run.forEachWeight(append) }
    try write(run.inputs, to: TorchJob.File.inputs, directory)
  }

  /// What PyTorch's counter leaves out in this network.
  private static func note(_ export: PyTorchExport, _ graph: Graph) -> String {
    guard let first = export.uncounted.first else { return "PyTorch's FLOP counter, halved" }
    let names = Set(export.uncounted.map { graph.nodes[$0.node].op.name }).sorted()
    return "without \(names.map { "`\($0)`" }.joined(separator: ", ")): \(first.reason)"
  }
}
