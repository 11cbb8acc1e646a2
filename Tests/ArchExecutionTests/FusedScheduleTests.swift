import ArchAnalysis
import ArchExecution
import ArchGraph
import ArchKernels
import Testing

/// Which layers kernels take over; that the numbers stay the same is proved by every validation.
@Suite struct FusedScheduleTests {
  /// How many layers are taken over.
  private func count(_ body: String, batch: Int = 1, wanted: [String] = []) throws -> Int {
    let graph = try expand("network n {\n\(body)\n}\n")
    let execution = try Execution(
      graph, plan: try MemoryPlan(graph, batch: batch),
      weights: WeightStore(graph, seed: 1, pool: .serial), pool: .serial)
    execution.fuse(wanted: Set(graph.nodes.indices.filter { wanted.contains(graph.path(of: $0)) }))
    let validation = try validate(graph, batch: batch)
    #expect(validation.holds)
    return execution.fusedCount
  }

  @Test func normAndActivation() throws {
    #expect(try count("input x: [3, 8, 8]\nconv(4, kernel: 3) -> batch_norm -> relu") == 2)
    #expect(try count("input x: [3, 8, 8]\ndepthwise_conv(kernel: 3) -> batch_norm -> relu6", batch: 2) == 2)
    #expect(try count("input x: [3, 8, 8]\nbatch_norm -> relu -> conv(4, kernel: 1)") == 1)
  }

  @Test func theOrderOfAKernel() throws {
    // A kernel bounds last, so that a norm after an activation runs by itself, and takes over what follows it.
    #expect(try count("input x: [3, 8, 8]\nconv(4, kernel: 3) -> relu -> batch_norm -> relu6") == 2)
    #expect(try count("input x: [3, 8, 8]\nconv(4, kernel: 3) -> batch_norm -> batch_norm") == 1)
    #expect(try count("input x: [3, 8, 8]\nmax_pool(2) -> batch_norm") == 0)
  }

  @Test func sums() throws {
    let block = "conv(4, kernel: 3, padding: 1) -> batch_norm"
    #expect(
      try count(
        "input x: [4, 8, 8]\na: relu6\nb: \(block) -> relu -> \(block)\nadd(b, a) -> relu") == 5)
    // The sum of three values, and of a value with itself, runs by itself.
    #expect(try count("input x: [4, 8, 8]\na: relu6\nb: \(block)\nadd(b, a, x)") == 1)
    #expect(try count("input x: [4, 8, 8]\nb: conv(4, kernel: 1)\nadd(b, b)") == 0)
  }

  @Test func whereTheResultCannotStand() throws {
    // The sum is over `a`, which the convolution still reads.
    #expect(
      try count(
        "input x: [4, 8, 8]\na: conv(4, kernel: 1)\nb: a -> conv(4, kernel: 3, padding: 1)\nadd(a, b)")
        == 0)
  }

  @Test func valuesThatAreNeeded() throws {
    let chain = "input x: [3, 8, 8]\nc: conv(4, kernel: 3)\nn: batch_norm\nrelu"
    #expect(try count(chain) == 2)
    #expect(try count(chain, wanted: ["c"]) == 1)
    #expect(try count(chain, wanted: ["n"]) == 1)
    #expect(try count("input x: [3, 8, 8]\noutput c: conv(4, kernel: 3)\noutput r: c -> relu") == 0)
    #expect(try count("input x: [3, 8, 8]\nc: conv(4, kernel: 3)\nr: relu\nmultiply(c, r)") == 0)
  }
}
