import ArchCalc
import ArchSources

/// Another engine, in the user's own Python.
protocol ComparedEngine {
  /// Its name and version.
  var name: String { get }
  /// The Python that is run.
  var python: String { get }
  /// Runs the same network in it and compares.
  ///
  /// - Parameter original: the file that the network was read from, where it is a model of another program.
  func compare(
    _ analysis: Analysis, _ validator: Validator, original: Result<ONNXRuntimeJob.Original, Diagnostics>?
  ) -> Validation.Engine
}

/// The engines that there are.
enum EngineChoice: String, CaseIterable {
  case torch
  case onnxruntime

  /// The engine in a Python that has it.
  func engine(python: String) throws(Failure) -> any ComparedEngine {
    switch self {
    case .torch: try TorchEngine(python: python)
    case .onnxruntime: try ONNXRuntimeEngine(python: python)
    }
  }
}

extension ComparedEngine {
  /// What a Python prints for a line of it.
  static func answer(
    of python: String, to line: String, otherwise fault: (_ said: String) -> CommandFault
  ) throws(Failure) -> String {
    let result: Subprocess.Result
    do throws(Subprocess.Fault) {
      result = try Subprocess.run(python, ["-c", line])
    } catch {
      throw .command(.noPython(python, reason: error.reason))
    }
    guard result.ending == .exited(0) else { throw .command(fault(lastLine(result.errors))) }
    return String(result.output.split(whereSeparator: \.isWhitespace).last ?? "")
  }

  /// Our run, for it to be given the same; nil where there is not memory enough, which is noted.
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

  /// Runs a driver on the directory that it stands in.
  func start(_ driver: String, _ directory: TemporaryDirectory) throws(Files.Fault) -> Subprocess.Result {
    do throws(Subprocess.Fault) {
      return try Subprocess.run(python, [directory.file(driver), directory.path])
    } catch {
      throw Files.Fault(reason: error.reason)
    }
  }

  /// Notes how the run ended, and what it made of the outputs.
  func note(
    _ fault: String?, _ result: Subprocess.Result, shapes: [[Int]], of run: EngineRun, _ analysis: Analysis,
    in file: String, _ directory: TemporaryDirectory, _ engine: inout Validation.Engine,
    original: ONNXRuntimeJob.Original? = nil
  ) throws(Files.Fault) {
    let graph = analysis.graph
    engine.fault = fault
    if case .killed(let signal) = result.ending { engine.fault = "Python was ended by signal \(signal)" }
    if engine.fault == nil, result.ending != .exited(0) { engine.fault = Self.lastLine(result.errors) }
    guard engine.fault == nil else { return }
    let sizes = graph.outputs.map { analysis.batch * (graph.nodes[$0.node].shape.elementCount ?? 0) }
    let expected = graph.outputs.map { [analysis.batch] + graph.nodes[$0.node].shape.dimensions }
    guard shapes == expected, let numbers = try directory.numbers(file, count: sizes.reduce(0, +)) else {
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

  /// Writes our inputs to a file.
  func write(
    _ inputs: [[Float]], to file: String, _ directory: TemporaryDirectory
  ) throws(Files.Fault) {
    try directory.write(file) { append throws(Files.Fault) in
      for input in inputs {
        let result: Result<Void, Files.Fault> = input.withUnsafeBufferPointer { numbers in
          do throws(Files.Fault) { return .success(try append(numbers)) } catch { return .failure(error) }
        }
        try result.get()
      }
    }
  }

  /// The elements of a network's parameters that can be learnt.
  func learntElements(_ graph: Graph) -> Int {
    graph.weights.flatMap(\.parameters).filter { $0.role == .weight }.reduce(0) {
      $0 + ($1.shape.elementCount ?? 0)
    }
  }

  static func lastLine(_ text: String) -> String {
    text.split(separator: "\n").last.map(String.init) ?? "it printed nothing"
  }
}
