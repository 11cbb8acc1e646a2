import ArchAnalysis
import ArchEngines
import ArchExecution
import ArchGraph
import ArchKernels
import ArchONNX
import Foundation

/// Networks that are written as models and run by ONNX Runtime, beside our own runs of them.
package struct ONNXRuntimeRuns {
  /// The Python that has ONNX Runtime, where one was named.
  package static let python = ProcessInfo.processInfo.environment["ARCHCALC_ONNXRUNTIME"]
  /// Why tests do not run, where none was named.
  package static let missing = "ARCHCALC_ONNXRUNTIME names no Python that has ONNX Runtime"

  private let folder: URL
  private var jobs: [Job] = []

  /// What ONNX Runtime is given, in a directory of its own.
  private struct Job {
    var name: String
    var graph: Graph
    var batch: Int
    var run: EngineRun
    var folder: URL
  }

  /// Runs in a new directory.
  package init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "archcalc-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// Removes the directory.
  package func remove() { try? FileManager.default.removeItem(at: folder) }

  /// Adds a network.
  ///
  /// - Parameters:
  ///   - name: what faults call it.
  ///   - alter: changes the model.
  package mutating func add(
    _ name: String, _ graph: Graph, batch: Int, seed: UInt64 = 1,
    alter: (inout ONNX.Model) -> Void = { _ in }
  ) throws {
    let folder = folder.appending(path: "\(jobs.count)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var validator = Validator(pool: WorkerPool(threads: 1))
    validator.seed = seed
    let run = try validator.engineRun(Analysis(graph, batch: batch), available: nil)
    jobs.append(Job(name: name, graph: graph, batch: batch, run: run, folder: folder))
    let export = try ONNXExport(graph)
    var model = export.model
    alter(&model)
    var tensors: [Data] = []
    run.forEachWeight { tensors.append(Data(buffer: $0)) }
    var bytes = Data()
    for piece in try ModelWriter(model, suppliesNumbers: true).pieces {
      switch piece {
      case .bytes(let own): bytes.append(contentsOf: own)
      case .numbers(let index): bytes.append(tensors[index])
      }
    }
    try bytes.write(to: folder.appending(path: ONNXRuntimeJob.File.model))
    try Data(ONNXRuntimeJob(export, of: graph, batch: batch).text.utf8)
      .write(to: folder.appending(path: JobFile.job))
    let inputs = run.inputs.reduce(into: Data()) { data, numbers in
      numbers.withUnsafeBufferPointer { data.append(Data(buffer: $0)) }
    }
    try inputs.write(to: folder.appending(path: JobFile.inputs))
  }

  /// Runs all networks, and says of each what is wrong; nil where nothing is.
  package func faults() throws -> [(name: String, fault: String?)] {
    let driver = folder.appending(path: JobFile.driver)
    try Data(ONNXRuntimeJob.driver.utf8).write(to: driver)
    let process = Process()
    process.executableURL = URL(filePath: Self.python ?? "python3")
    process.arguments = [driver.path()] + jobs.map { $0.folder.path() }
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let answers = said.split(separator: "job ", omittingEmptySubsequences: true)
      .map { EngineAnswer(String($0)) }
    return jobs.enumerated().map { index, job in
      (job.name, index < answers.count ? Self.fault(answers[index], job) : "it was not run")
    }
  }

  private static func fault(_ answer: EngineAnswer, _ job: Job) -> String? {
    if let fault = answer.checkFault ?? answer.fault ?? answer.tensorFaults.first { return fault }
    let graph = job.graph
    let parameters = graph.weights.flatMap(\.parameters).filter { $0.role == .weight }
      .reduce(0) { $0 + ($1.shape.elementCount ?? 0) }
    guard answer.parameters == parameters else {
      return "\(answer.parameters ?? -1) parameters, and not \(parameters)"
    }
    let expected = graph.outputs.map { [job.batch] + graph.nodes[$0.node].shape.dimensions }
    guard answer.outputs == expected else { return "its outputs are \(answer.outputs), ours \(expected)" }
    guard let data = try? Data(contentsOf: job.folder.appending(path: JobFile.outputs)) else {
      return "it has no outputs"
    }
    let numbers = data.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    var next = 0
    for (index, shape) in expected.enumerated() {
      let end = next + shape.reduce(1, *)
      let output = job.run.compare(
        index, with: Array(numbers[min(next, numbers.count)..<min(end, numbers.count)]))
      guard output.holds else {
        return "\(output.name): \(output.difference) apart, bound \(output.bound), size \(output.size)"
      }
      next = end
    }
    return nil
  }
}
