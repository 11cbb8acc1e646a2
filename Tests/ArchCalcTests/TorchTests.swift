import ArchCalc
import ArchKernels
import Foundation
import Testing

/// The Python that has PyTorch, where one was named.
let torchPython = ProcessInfo.processInfo.environment["ARCHCALC_TORCH"]

/// Every specimen of every operator in PyTorch and in our kernels; `make check-torch` names the Python that has it.
@Suite(.enabled(if: torchPython != nil, "ARCHCALC_TORCH names no Python that has PyTorch"))
struct TorchTests {
  @Test func everySpecimenGivesTheSameNumbers() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "archcalc-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var cases: [(specimen: SpecimenNetwork, export: PyTorchExport, run: EngineRun, folder: URL)] = []
    let validator = Validator(pool: WorkerPool(threads: 1))
    for (index, specimen) in SpecimenNetwork.all.enumerated() {
      let analysis = try Analysis(specimen.graph, batch: 2)
      let run = try validator.engineRun(analysis, available: nil)
      let export = PyTorchExport(specimen.graph, batch: 2)
      let own = folder.appending(path: "\(index)")
      try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
      try export.text.write(to: own.appending(path: TorchJob.File.model), atomically: true, encoding: .utf8)
      try TorchJob(export, of: specimen.graph, batch: 2).text.write(
        to: own.appending(path: TorchJob.File.job), atomically: true, encoding: .utf8)
      var weights = Data()
      run.forEachWeight { weights.append(Data(buffer: $0)) }
      try weights.write(to: own.appending(path: TorchJob.File.weights))
      let inputs = run.inputs.reduce(into: Data()) { data, numbers in
        numbers.withUnsafeBufferPointer { data.append(Data(buffer: $0)) }
      }
      try inputs.write(to: own.appending(path: TorchJob.File.inputs))
      cases.append((specimen, export, run, own))
    }
    let driver = folder.appending(path: TorchJob.File.driver)
    try TorchJob.driver.write(to: driver, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(filePath: try #require(torchPython))
    process.arguments = [driver.path()] + cases.map { $0.folder.path() }
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)

    let answers = said.split(separator: "job ", omittingEmptySubsequences: true).map {
      TorchJob.Answer(String($0))
    }
    try #require(answers.count == cases.count)
    for (answer, entry) in zip(answers, cases) {
      try check(answer, entry.specimen, entry.export, entry.run, entry.folder)
    }
  }

  private func check(
    _ answer: TorchJob.Answer, _ specimen: SpecimenNetwork, _ export: PyTorchExport, _ run: EngineRun,
    _ folder: URL
  ) throws {
    let note: Comment = "\(specimen.call)"
    #expect(
      answer.fault == nil && answer.tensorFaults.isEmpty,
      "\(specimen.call): \(answer.fault ?? "") \(answer.tensorFaults)")
    guard answer.fault == nil else { return }
    let graph = specimen.graph
    #expect(answer.outputs == [[2] + graph.nodes[graph.outputs[0].node].shape.dimensions], note)
    #expect(answer.countFault == nil, note)
    #expect(answer.multiplyAdds == run.multiplyAdds(without: Set(export.uncounted.map(\.node))), note)
    let data = try Data(contentsOf: folder.appending(path: TorchJob.File.outputs))
    let values = data.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    let output = run.compare(0, with: values)
    #expect(
      output.holds, "\(specimen.call): \(output.difference) apart, bound \(output.bound), size \(output.size)"
    )
  }
}
