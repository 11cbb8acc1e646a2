import ArchCalc
import ArchKernels
import Testing

/// What the first layers do can be seen at the last: with made up weights too a run proves all layers.
@Suite struct MadeUpNumbersTests {
  @Test(arguments: ["lenet5", "mobilenet_v2", "resnet56_cifar", "squeezenet1_1", "densenet40_12_cifar"])
  func outputsDependOnTheInput(name: String) throws {
    let graph = try embedded(name)
    let pool = WorkerPool(threads: 2)
    let execution = try Execution(
      graph, plan: try MemoryPlan(graph), weights: WeightStore(graph, seed: 1, pool: pool), pool: pool)
    execution.fillInputs(seed: 1)
    execution.run()
    let first = execution.outputs[0]
    execution.fillInputs(seed: 2)
    execution.run()
    let difference = zip(first, execution.outputs[0]).reduce(0) { max($0, abs($1.0 - $1.1)) }
    let largest = first.reduce(0) { max($0, abs($1)) }
    #expect(difference > 0.01 * largest, "\(difference) of \(largest)")
    // Nor does one number drown all others.
    let mean = first.reduce(0) { $0 + abs($1) } / Float(first.count)
    #expect(largest < 100 * mean, "\(largest), \(mean) in the mean")
  }
}
