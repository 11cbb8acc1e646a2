import ArchAnalysis
import ArchDiagnostics
import ArchExecution
import ArchGraph
import ArchReports
import ArchSources

/// Another engine, in the user's own Python.
package protocol ComparedEngine {
  /// Its name and version.
  var name: String { get }
  /// The Python interpreter that is run.
  var python: String { get }
  /// Runs the same network in it and compares.
  ///
  /// - Parameter original: the file that the network was read from, if it is a model of another program.
  func compare(
    _ analysis: Analysis, _ validator: Validator, original: Result<ONNXRuntimeJob.Original, Diagnostics>?
  ) -> Validation.Engine
}

extension ComparedEngine {
  /// The output of a Python for a line of code.
  static func answer(
    of python: String, to line: String, otherwise fault: (_ said: String) -> EngineFault
  ) throws(EngineFault) -> String {
    let result: Subprocess.Result
    do throws(Subprocess.Fault) {
      result = try Subprocess.run(python, ["-c", line])
    } catch {
      throw .noPython(python, reason: error.reason)
    }
    guard result.ending == .exited(0) else { throw fault(lastLine(result.errors)) }
    return String(result.output.split(whereSeparator: \.isWhitespace).last ?? "")
  }

  /// Our run, to be repeated by the other engine, or `nil` if memory is too small, which is noted.
  func ownRun(_ analysis: Analysis, _ validator: Validator, _ engine: inout Validation.Engine) -> EngineRun? {
    do throws(RunRefusal) {
      return try validator.engineRun(analysis)
    } catch {
      let fault = error.diagnostic(for: analysis.graph)
      engine.skipped =
        "for both engines together: " + ([fault.title] + fault.evidence).joined(separator: "; ")
      return nil
    }
  }

  /// Lays out the rest of a job, runs its driver, and reads its answer.
  func answer(
    to job: some EngineJob, _ inputs: [[Float]], _ directory: TemporaryDirectory
  ) throws(Files.Fault) -> (result: Subprocess.Result, answer: EngineAnswer) {
    try job.layOut(inputs, in: directory)
    do throws(Subprocess.Fault) {
      let result = try Subprocess.run(python, [directory.file(JobFile.driver), directory.path])
      return (result, EngineAnswer(result.output))
    } catch {
      throw Files.Fault(reason: error.reason)
    }
  }

  /// Notes how the run ended, and how the outputs compare.
  func note(
    _ fault: String?, _ result: Subprocess.Result, _ shapes: [[Int]], of run: EngineRun, _ analysis: Analysis,
    _ directory: TemporaryDirectory, _ engine: inout Validation.Engine,
    original: ONNXRuntimeJob.Original? = nil
  ) throws(Files.Fault) {
    let graph = analysis.graph
    engine.fault = fault
    if case .killed(let signal) = result.ending { engine.fault = "Python was ended by signal \(signal)" }
    if engine.fault == nil, result.ending != .exited(0) { engine.fault = Self.lastLine(result.errors) }
    guard engine.fault == nil else { return }
    let sizes = graph.outputs.map { analysis.batch * (graph.nodes[$0.node].shape.elementCount ?? 0) }
    let expected = graph.outputs.map { [analysis.batch] + graph.nodes[$0.node].shape.dimensions }
    guard shapes == expected, let numbers = try directory.numbers(JobFile.outputs, count: sizes.reduce(0, +))
    else {
      engine.fault = "its outputs are \(shapes), ours \(expected)"
      return
    }
    var next = 0
    for (index, size) in sizes.enumerated() {
      var output = run.compare(
        index, with: Array(numbers[next..<next + size]), fractionBits: original?.fractionBits ?? 23)
      output.isQuantised = original?.isQuantised ?? false
      engine.outputs.append(output)
      next += size
    }
  }

  /// The elements of a network's learnt parameters.
  func learntElements(_ graph: Graph) -> Int {
    graph.weights.flatMap(\.parameters).filter { $0.role == .weight }.reduce(0) {
      $0 + ($1.shape.elementCount ?? 0)
    }
  }

  static func lastLine(_ text: String) -> String {
    text.split(separator: "\n").last.map(String.init) ?? "it printed nothing"
  }
}
