import ArchCalc
import ArchSources

/// PyTorch, in the user's own Python.
struct TorchEngine {
  /// The Python that is run.
  let python: String
  /// PyTorch's version.
  let version: String

  /// Finds out whether a Python has PyTorch.
  init(python: String) throws(Failure) {
    self.python = python
    let result: Subprocess.Result
    do throws(Subprocess.Fault) {
      result = try Subprocess.run(python, ["-c", "import torch; print(torch.__version__)"])
    } catch {
      throw .command(.noPython(python, reason: error.reason))
    }
    guard result.ending == .exited(0) else {
      throw .command(.noTorch(python, said: Self.lastLine(result.errors)))
    }
    version = String(result.output.split(whereSeparator: \.isWhitespace).last ?? "")
  }

  /// Runs the same network in PyTorch and compares.
  func compare(_ analysis: Analysis, _ validator: Validator) -> Validation.Engine {
    var engine = Validation.Engine(name: "PyTorch \(version)")
    let graph = analysis.graph
    let run: EngineRun
    do throws(RunRefusal) {
      run = try validator.engineRun(analysis)
    } catch {
      let fault = error.diagnostic(for: graph)
      engine.skipped =
        "for both engines together: " + ([fault.title] + fault.evidence).joined(separator: "; ")
      return engine
    }
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
      let result = try start(directory)
      let answer = TorchJob.Answer(result.output)
      engine.fault = answer.fault
      if case .killed(let signal) = result.ending { engine.fault = "Python was ended by signal \(signal)" }
      if engine.fault == nil, result.ending != .exited(0) { engine.fault = Self.lastLine(result.errors) }
      engine.tensors = (graph.weights.reduce(0) { $0 + $1.parameters.count }, answer.tensorFaults)
      engine.parameters = (
        graph.weights.flatMap(\.parameters).filter { $0.role == .weight }.reduce(0) {
          $0 + ($1.shape.elementCount ?? 0)
        }, answer.parameters ?? 0
      )
      engine.multiplyAdds = answer.multiplyAdds.map { (run.multiplyAdds(without: uncounted), $0) }
      engine.countNote = answer.countFault ?? Self.note(export, graph)
      guard engine.fault == nil else { return engine }
      let sizes = graph.outputs.map { analysis.batch * (graph.nodes[$0.node].shape.elementCount ?? 0) }
      let expected = graph.outputs.map { [analysis.batch] + graph.nodes[$0.node].shape.dimensions }
      guard answer.outputs == expected,
        let numbers = try directory.numbers(TorchJob.File.outputs, count: sizes.reduce(0, +))
      else {
        engine.fault = "its outputs are \(answer.outputs), ours \(expected)"
        return engine
      }
      var next = 0
      for (index, size) in sizes.enumerated() {
        engine.outputs.append(run.compare(index, with: Array(numbers[next..<next + size])))
        next += size
      }
    } catch {
      engine.fault = "its files cannot be written or read: \(error.reason)"
    }
    return engine
  }

  private func start(_ directory: TemporaryDirectory) throws(Files.Fault) -> Subprocess.Result {
    do throws(Subprocess.Fault) {
      return try Subprocess.run(python, [directory.file(TorchJob.File.driver), directory.path])
    } catch {
      throw Files.Fault(reason: error.reason)
    }
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
    try directory.write(TorchJob.File.inputs) { append throws(Files.Fault) in
      for input in run.inputs {
        let result: Result<Void, Files.Fault> = input.withUnsafeBufferPointer { numbers in
          do throws(Files.Fault) { return .success(try append(numbers)) } catch { return .failure(error) }
        }
        try result.get()
      }
    }
  }

  /// What PyTorch's counter leaves out in this network.
  private static func note(_ export: PyTorchExport, _ graph: Graph) -> String {
    guard let first = export.uncounted.first else { return "PyTorch's FLOP counter, halved" }
    let names = Set(export.uncounted.map { graph.nodes[$0.node].op.name }).sorted()
    return "without \(names.map { "`\($0)`" }.joined(separator: ", ")): \(first.reason)"
  }

  private static func lastLine(_ text: String) -> String {
    text.split(separator: "\n").last.map(String.init) ?? "it printed nothing"
  }
}
