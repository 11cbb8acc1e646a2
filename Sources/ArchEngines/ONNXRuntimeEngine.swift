import ArchAnalysis
import ArchDiagnostics
import ArchExecution
import ArchGraph
import ArchONNX
import ArchReports
import ArchSources

/// ONNX Runtime, in the user's own Python.
package struct ONNXRuntimeEngine: ComparedEngine {
  package let python: String
  package let name: String

  /// Checks that a Python has ONNX Runtime and the checker of the format.
  package init(python: String) throws(EngineFault) {
    self.python = python
    let line = "import numpy, onnx, onnxruntime; print(onnxruntime.__version__)"
    let version = try Self.answer(of: python, to: line) { .noONNXRuntime(python, said: $0) }
    name = "ONNX Runtime \(version)"
  }

  package func compare(
    _ analysis: Analysis, _ validator: Validator, original: Result<ONNXRuntimeJob.Original, Diagnostics>?
  ) -> Validation.Engine {
    var engine = Validation.Engine(name: name)
    let graph = analysis.graph
    guard let run = ownRun(analysis, validator, &engine) else { return engine }
    // Without its numbers the file cannot be run: then our own file with made-up numbers is run instead.
    switch GivenNumbers().missing(in: graph).weights.isEmpty ? original : nil {
    case .success(let original)?:
      engine.ranOriginal = true
      compare(run, with: original, analysis, &engine)
      return engine
    case .failure(let fault)?:
      engine.ranOriginal = true
      engine.skipped = fault.items.flatMap { [$0.title] + ($0.help.map { [$0] } ?? []) }.joined(
        separator: "; ")
      return engine
    case nil: break
    }
    let export: ONNXExport
    let writer: ModelWriter
    let offsets: [Int]
    do throws(ONNXRefusal) {
      export = try ONNXExport(graph)
    } catch {
      engine.skipped = error.diagnostic(for: graph).title
      return engine
    }
    do throws(ModelTooLarge) {
      let external = try export.external(ONNXRuntimeJob.File.weights)
      offsets = external.offsets
      writer = try ModelWriter(external.model)
    } catch {
      engine.skipped = error.title(of: graph.name)
      return engine
    }
    do throws(Files.Fault) {
      let directory = try TemporaryDirectory()
      try directory.write(writer.bytes, to: ONNXRuntimeJob.File.model)
      try write(run, at: offsets, directory)
      let (result, answer) = try answer(
        to: ONNXRuntimeJob(export, of: graph, batch: analysis.batch), run.inputs, directory)
      engine.tensors = (export.tensors.count, answer.tensorFaults)
      engine.parameters = (learntElements(graph), answer.parameters ?? 0)
      engine.countNote = "ONNX Runtime counts none"
      try note(
        answer.checkFault ?? answer.fault, result, answer.outputs, of: run, analysis, directory, &engine)
    } catch {
      engine.fault = "its files cannot be written or read: \(error.reason)"
    }
    return engine
  }

  /// Runs the file that a network was read from.
  private func compare(
    _ run: EngineRun, with original: ONNXRuntimeJob.Original, _ analysis: Analysis,
    _ engine: inout Validation.Engine
  ) {
    do throws(Files.Fault) {
      let directory = try TemporaryDirectory()
      let (result, answer) = try answer(
        to: ONNXRuntimeJob(original, of: analysis.graph, batch: analysis.batch), run.inputs, directory)
      try note(
        answer.fault, result, answer.outputs, of: run, analysis, directory, &engine, original: original)
    } catch {
      engine.fault = "its files cannot be written or read: \(error.reason)"
    }
  }

  /// Writes the weights of our run where the model says they are.
  private func write(
    _ run: EngineRun, at offsets: [Int], _ directory: TemporaryDirectory
  ) throws(Files.Fault) {
    try directory.write(ONNXRuntimeJob.File.weights) { append throws(Files.Fault) in
      var (index, end) = (0, 0)
      try run.forEachWeight { (numbers: UnsafeBufferPointer<Float>) throws(Files.Fault) in
        let gap = [Float](repeating: 0, count: (offsets[index] - end) / 4)
        let result: Result<Void, Files.Fault> = gap.withUnsafeBufferPointer { zeros in
          do throws(Files.Fault) { return .success(try append(zeros)) } catch { return .failure(error) }
        }
        try result.get()
        try append(numbers)
        end = offsets[index] + 4 * numbers.count
        index += 1
      }
    }
  }
}
