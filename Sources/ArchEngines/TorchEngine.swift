import ArchAnalysis
import ArchDiagnostics
import ArchExecution
import ArchGraph
import ArchPyTorch
import ArchReports
import ArchSources

/// PyTorch, in the user's own Python.
package struct TorchEngine: ComparedEngine {
  package let python: String
  package let name: String

  /// Checks that a Python has PyTorch.
  package init(python: String) throws(EngineFault) {
    self.python = python
    let version = try Self.answer(of: python, to: "import torch; print(torch.__version__)") {
      .noTorch(python, said: $0)
    }
    name = "PyTorch \(version)"
  }

  package func compare(
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
      try directory.write(export.text, to: TorchJob.File.model)
      try directory.write(TorchJob.File.weights) { append throws(Files.Fault) in try run.forEachWeight(append)
      }
      let (result, answer) = try answer(
        to: TorchJob(export, of: graph, batch: analysis.batch), run.inputs, directory)
      engine.tensors = (graph.weights.reduce(0) { $0 + $1.parameters.count }, answer.tensorFaults)
      engine.parameters = (learntElements(graph), answer.parameters ?? 0)
      engine.multiplyAdds = answer.multiplyAdds.map { (run.multiplyAdds(without: uncounted), $0) }
      engine.countNote = answer.countFault ?? Self.note(export, graph)
      try note(answer.fault, result, answer.outputs, of: run, analysis, directory, &engine)
    } catch {
      engine.fault = "its files cannot be written or read: \(error.reason)"
    }
    return engine
  }

  /// What PyTorch's counter leaves out in this network.
  private static func note(_ export: PyTorchExport, _ graph: Graph) -> String {
    guard let first = export.uncounted.first else { return "PyTorch's FLOP counter, halved" }
    let names = Set(export.uncounted.map { graph.nodes[$0.node].op.name }).sorted()
    return "without \(names.map { "`\($0)`" }.joined(separator: ", ")): \(first.reason)"
  }
}
