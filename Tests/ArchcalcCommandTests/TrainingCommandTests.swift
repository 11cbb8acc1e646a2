import Foundation
import Testing

@testable import ArchcalcCommand

/// What `train` and `fit` say beyond the figures, which are proved elsewhere.
@Suite struct TrainingCommandTests {
  private func archcalc(_ arguments: String...) -> Outcome {
    CommandLineProgram.run(arguments, in: Environment(width: 100))
  }

  private func json(_ arguments: String...) throws -> [String: Any] {
    let outcome = CommandLineProgram.run(arguments + ["--format", "json"], in: Environment(width: nil))
    return try #require(
      JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any], "\(outcome.errors)")
  }

  private func memory(_ arguments: [String]) throws -> [String: Int] {
    let outcome = CommandLineProgram.run(arguments + ["--format", "json"], in: Environment(width: nil))
    let report = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    let memory = try #require(report?["memory"] as? [String: Any], "\(outcome.errors)")
    return memory.compactMapValues { $0 as? Int }
  }

  /// An optimizer keeps as many numbers of 4 bytes for each weight as its formula names.
  @Test(arguments: [("sgd", 0), ("momentum", 4), ("lion", 4), ("adam", 8), ("adamw", 8)])
  func statesOfOptimizers(name: String, bytes: Int) throws {
    let memory = try memory(["train", "lenet5", "--optimizer", name])
    #expect(memory["state_bytes"] ?? 0 == bytes * 61_706)
    #expect(memory["weight_bytes"] == 4 * 61_706)
  }

  /// Adafactor keeps a number for each row and column: of `dense(120)` on 400 features 520, and 120 of the bias.
  @Test func statesOfAdafactor() throws {
    // Filters of 5 x 5, of which 1 x 6 and 6 x 16, each with 5 rows and 5 columns.
    let filters = (6 + 96) * 10
    let matrices = 520 + 204 + 94
    let biases = 6 + 16 + 120 + 84 + 10
    let memory = try memory(["train", "lenet5", "--optimizer", "adafactor"])
    #expect(memory["state_bytes"] == 4 * (filters + matrices + biases))
  }

  /// In 16 bits with Adam a weight takes 16 bytes: 2, 2 of its gradient, and 12 of the optimizer's.
  ///
  /// Rajbhandari and others 2020, ZeRO, section 3.1.
  @Test func sixteenBytesOfAWeight() throws {
    let memory = try memory(["train", "gpt2_xl", "--optimizer", "adam", "--dtype", "bfloat16"])
    let standing = ["weight_bytes", "master_bytes", "state_bytes"].compactMap { memory[$0] }.reduce(0, +)
    let weights = try #require(memory["weight_bytes"]) / 2
    #expect(standing + 2 * weights == 16 * weights)
    #expect(weights == 1_557_611_200)
  }

  /// What is run again costs the forward pass of its layers once more, and takes less memory.
  @Test func checkpointing() throws {
    func figures(_ arguments: [String]) throws -> (again: Int, peak: Int, forward: Int) {
      let outcome = CommandLineProgram.run(
        ["train", "resnet50", "--batch", "32", "--format", "json"] + arguments, in: Environment(width: nil))
      let report = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
      let work = try #require(report?["work"] as? [String: [String: Int]])
      let memory = try #require(report?["memory"] as? [String: Any])
      return (
        work["again"]?["multiply_adds"] ?? 0, try #require(memory["peak_bytes"] as? Int),
        try #require(work["forward"]?["multiply_adds"])
      )
    }
    let (kept, blocks) = (try figures([]), try figures(["--checkpoint", "blocks"]))
    let parts = try figures(["--checkpoint", "every=20"])
    #expect(kept.again == 0)
    // All but the output layer are in parts; the stem is in a block of its own.
    #expect(blocks.again > 0 && blocks.again < blocks.forward && blocks.peak * 2 < kept.peak)
    #expect(parts.again == parts.forward && parts.peak * 2 < kept.peak)
  }

  /// Accumulating is the work of several batches and one step of the optimizer, in the memory of one.
  @Test func accumulating() throws {
    let one = try json("train", "lenet5", "--batch", "8")
    let four = try json("train", "lenet5", "--batch", "8", "--accumulate", "4")
    func work(_ report: [String: Any], _ part: String) throws -> Int {
      try #require((report["work"] as? [String: [String: Int]])?[part]?["flops"])
    }
    let optimizer = try work(one, "optimizer")
    #expect(
      try work(four, "step") - optimizer == 4 * (work(one, "step") - optimizer))
    #expect(try work(four, "optimizer") == optimizer)
  }

  @Test func runs() throws {
    let report = try json("train", "lenet5", "--batch", "100", "--examples", "60000", "--epochs", "20")
    let run = try #require(report["run"] as? [String: Any])
    #expect(run["steps_per_epoch"] as? Int == 600)
    let flops = try #require(run["flops"] as? Double)
    let step = try #require((report["work"] as? [String: [String: Int]])?["step"]?["flops"])
    #expect(flops == Double(step) * 600 * 20)
  }

  /// The largest batch fits, and one more does not.
  @Test(arguments: ["resnet18", "gpt2"]) func theLargestBatch(network: String) throws {
    let amount = 8 << 30
    let report = try json("fit", network, "--memory", "8GiB")
    let ways = try #require(report["ways"] as? [[String: Any]])
    #expect(ways.count == 4)
    let batch = try #require(ways[0]["batch"] as? Int)
    #expect(try #require(memory(["train", network, "--batch", "\(batch)"])["peak_bytes"]) <= amount)
    #expect(try #require(memory(["train", network, "--batch", "\(batch + 1)"])["peak_bytes"]) > amount)
    // Each way takes less than the first.
    let batches = ways.compactMap { $0["batch"] as? Int }
    #expect(batches.dropFirst().allSatisfy { $0 > batches[0] })
  }

  @Test(
    arguments: [
      (["train", "lenet5", "--checkpoint", "all"], "`blocks`, or `every=N`"),
      (["train", "lenet5", "--checkpoint", "every=0"], "`blocks`, or `every=N`"),
      (["train", "lenet5", "--epochs", "3"], "add `--examples N`"),
      (["train", "lenet5", "--tokens", "1000"], "does not take tokens"),
      (["train", "lenet5", "--dtype", "int8"], "bfloat16"),
      (["train", "lenet5", "--accumulate", "0"], "accumulate"),
      (["fit", "lenet5"], "add `--memory 24GiB`"),
      (["fit", "lenet5", "--memory", "24"], "24GB"), (["fit", "lenet5", "--memory=-1GB"], "24GB"),
      (["fit", "lenet5", "--memory", "manyGB"], "24GB"),
    ] as [([String], String)])
  func mistakes(arguments: [String], help: String) {
    let outcome = CommandLineProgram.run(arguments, in: Environment(width: 100))
    #expect(outcome.status != 0)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains(help), "\(outcome.errors)")
  }

  @Test func notEvenOneExample() {
    let outcome = archcalc("fit", "vgg16", "--memory", "100MB")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("Not even one example fits"))
  }

  /// Gradients have columns and claims like all figures.
  @Test func columnsAndClaims() throws {
    let table = archcalc("table", "resnet50", "vgg16", "--columns", "network,backward_macs,kept:pytorch-cpu")
    #expect(table.output.contains("8,060,354,560") && table.output.contains("86,121,984"))
    let scratch = try Scratch()
    defer { scratch.remove() }
    let path = try scratch.file(
      "n.arch",
      """
      network n {
      input x: [8, 14, 14]
      first: conv(16, kernel: 3, padding: 1)
      relu
      second: conv(16, kernel: 3, padding: 1)
      expect backward_macs == 1_128_960
      expect backward_weight_macs(first) == 225_792
      expect backward_input_macs(first) == 0
      expect kept == 18_816
      expect kept_pytorch_cpu == 18_816
      }
      """)
    let outcome = archcalc("check", path)
    #expect(outcome.status == 0, "\(outcome.output) \(outcome.errors)")
  }

  /// An operator's mistakes show in a step of training.
  @Test func validating() {
    let outcome = archcalc("validate", "one_filter", "--training")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("training: backward"))
  }
}
