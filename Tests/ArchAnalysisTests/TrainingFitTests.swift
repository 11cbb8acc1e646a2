import ArchAnalysis
import ArchGraph
import Testing

/// The largest batch for some memory, beside the memory of each batch.
@Suite struct TrainingFitTests {
  static let networks = [
    "network n {\n  input x: [3]\n  dense(2)\n}\n",
    "network n {\n  input x: [2, 6, 6]\n  conv(3, kernel: 3) -> relu -> conv(2, kernel: 3)\n  flatten -> dense(5)\n}\n",
    "network n {\n  input x: [4]\n  a: dense(64)\n  b: a -> dense(8)\n  c: x -> dense(8)\n  add(b, c)\n}\n",
  ]

  @Test(arguments: networks, Optimizer.allCases) func theLargestThatFits(text: String, optimizer: Optimizer)
    throws
  {
    let graph = try expand(text)
    var settings = TrainingStep.Settings()
    settings.optimizer = optimizer
    let memory = try (1...8).map { try TrainingStep(graph, batch: $0, settings).memory.total }
    #expect(memory == memory.sorted() && Set(memory).count == memory.count)
    let none = try TrainingFit(graph, settings, memory: memory[0] - 1)
    #expect(none.batch == 0 && none.step.batch == 1)
    for (index, total) in memory.enumerated().dropLast() {
      for more in [0, 1, memory[index + 1] - total - 1] {
        let fit = try TrainingFit(graph, settings, memory: total + more)
        #expect(fit.batch == index + 1, "\(total) + \(more)")
        #expect(fit.step.batch == index + 1 && fit.step.memory.total == total)
      }
    }
  }

  /// Where there is room for any number the search ends at the most that it tries.
  @Test func theMostThatIsTried() throws {
    let graph = try expand(Self.networks[0])
    #expect(try TrainingFit(graph, .init(), memory: Int.max).batch == TrainingFit.mostExamples)
  }
}
