import ArchCalc
import ArchEngines
import ArchKernels
import Foundation
import Testing

/// The Python that has PyTorch, where one was named.
let torchPython = ProcessInfo.processInfo.environment["ARCHCALC_TORCH"]

/// Every specimen of every operator in PyTorch and in our kernels; `make check-torch` names the Python that has it.
@Suite(.enabled(if: torchPython != nil, "ARCHCALC_TORCH names no Python that has PyTorch"))
struct TorchTests {
  /// What PyTorch is given, in a directory of its own.
  struct Job {
    var graph: Graph
    var export: PyTorchExport
    var run: EngineRun
    var folder: URL

    /// - Parameters:
    ///   - edit: changes the exported text.
    ///   - alter: changes the weights.
    init(
      _ graph: Graph, batch: Int, in folder: URL, edit: (String) -> String = { $0 },
      alter: (inout [Float]) -> Void = { _ in }
    ) throws {
      self.graph = graph
      self.folder = folder
      run = try Validator(pool: WorkerPool(threads: 1)).engineRun(
        Analysis(graph, batch: batch), available: nil)
      export = try PyTorchExport(graph, batch: batch)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try edit(export.text).write(
        to: folder.appending(path: TorchJob.File.model), atomically: true, encoding: .utf8)
      try TorchJob(export, of: graph, batch: batch).text.write(
        to: folder.appending(path: JobFile.job), atomically: true, encoding: .utf8)
      var weights: [Float] = []
      run.forEachWeight { weights += $0 }
      alter(&weights)
      let data = weights.withUnsafeBufferPointer { Data(buffer: $0) }
      try data.write(to: folder.appending(path: TorchJob.File.weights))
      let inputs = run.inputs.reduce(into: Data()) { data, numbers in
        numbers.withUnsafeBufferPointer { data.append(Data(buffer: $0)) }
      }
      try inputs.write(to: folder.appending(path: JobFile.inputs))
    }
  }

  /// What PyTorch answers to each job.
  private func answers(to jobs: [Job], in folder: URL) throws -> [EngineAnswer] {
    let said = try said(by: TorchJob.driver, JobFile.driver, of: jobs, in: folder)
    return said.split(separator: "job ", omittingEmptySubsequences: true).map { EngineAnswer(String($0)) }
  }

  /// What a program of Python says of jobs.
  func said(by program: String, _ name: String, of jobs: [Job], in folder: URL) throws -> String {
    let file = folder.appending(path: name)
    try program.write(to: file, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(filePath: try #require(torchPython))
    process.arguments = [file.path()] + jobs.map { $0.folder.path() }
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return said
  }

  func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "archcalc-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  /// The outputs of a job, compared with ours.
  private func output(of job: Job) throws -> Validation.Engine.Output {
    let data = try Data(contentsOf: job.folder.appending(path: JobFile.outputs))
    return job.run.compare(0, with: data.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) })
  }

  @Test func everySpecimenGivesTheSameNumbers() throws {
    try withFolder { folder in
      let specimens = SpecimenNetwork.all
      let jobs = try specimens.enumerated().map { index, specimen in
        try Job(specimen.graph, batch: 2, in: folder.appending(path: "\(index)"))
      }
      let answers = try answers(to: jobs, in: folder)
      try #require(answers.count == jobs.count)
      for ((answer, job), specimen) in zip(zip(answers, jobs), specimens) {
        try check(answer, job, "\(specimen.call)")
      }
    }
  }

  private func check(_ answer: EngineAnswer, _ job: Job, _ call: String) throws {
    #expect(
      answer.fault == nil && answer.tensorFaults.isEmpty,
      "\(call): \(answer.fault ?? "") \(answer.tensorFaults)")
    guard answer.fault == nil else { return }
    let graph = job.graph
    #expect(answer.outputs == [[2] + graph.nodes[graph.outputs[0].node].shape.dimensions], "\(call)")
    #expect(answer.countFault == nil, "\(call)")
    #expect(
      answer.multiplyAdds == job.run.multiplyAdds(without: Set(job.export.uncounted.map(\.node))), "\(call)")
    let output = try output(of: job)
    #expect(
      output.holds, "\(call): \(output.difference) apart, bound \(output.bound), size \(output.size)")
  }

  /// What is wrong in the middle of a network is beyond the bound of its outputs, after 50 layers and a softmax.
  @Test func whatIsWrongIsFound() throws {
    let graph = try embedded("mobilenet_v2")
    let wrong: [(what: String, with: String)] = [
      ("x = F.relu6(x)\n        return x", "return x"),
      ("x = self.depthwise_batch_norm(x)", "x = x"),
      ("padding=1, groups=32", "padding=1, padding_mode='replicate', groups=32"),
      ("nn.BatchNorm2d(16)", "nn.BatchNorm2d(16, eps=1e-2)"),
    ]
    try withFolder { folder in
      var jobs = try wrong.enumerated().map { index, change in
        try Job(graph, batch: 1, in: folder.appending(path: "\(index)")) { text in
          #expect(text.contains(change.what), "\(change.what)")
          return text.replacing(change.what, with: change.with)
        }
      }
      // A number of the stem, one in the middle and the last but the biases of the classifier.
      for place in [7, 1_000_000, 3_503_000] {
        jobs.append(
          try Job(graph, batch: 1, in: folder.appending(path: "at-\(place)"), alter: { $0[place] += 0.25 }))
      }
      jobs.append(try Job(graph, batch: 1, in: folder.appending(path: "right")))
      let answers = try answers(to: jobs, in: folder)
      try #require(answers.count == jobs.count)
      #expect(answers.compactMap(\.fault) == [])
      for job in jobs {
        let output = try output(of: job)
        let isRight = job.folder.lastPathComponent == "right"
        #expect(
          output.holds == isRight,
          "\(job.folder.lastPathComponent): \(output.difference) apart, bound \(output.bound)")
      }
    }
  }
}
