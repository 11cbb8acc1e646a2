import Foundation
import Testing

@testable import ArchcalcCommand

/// `--dtype` for everything, for parts, and for layers.
@Suite struct ElementTypeOptionTests {
  private func bytes(_ options: String...) throws -> String {
    let run = CommandLineProgram.run(
      ["table", "lenet5", "lenet5", "--format", "csv", "--columns", "network,bytes"] + options,
      in: Environment(width: nil))
    #expect(run.status == 0, "\(run.errors)")
    let row = try #require(run.output.split(whereSeparator: \.isNewline).first { $0.hasPrefix("lenet5") })
    return String(row.split(separator: ",").last ?? "")
  }

  /// LeNet-5 has 61,706 parameters here, 156 of them in `c1`.
  @Test func partsAndLayersHaveTheirTypes() throws {
    let weights = 61_706
    #expect(try bytes() == "\(4 * weights)")
    #expect(try bytes("--dtype", "fp16") == "\(2 * weights)")
    #expect(try bytes("--dtype", "int8,activations=float16") == "\(weights)")
    #expect(try bytes("--dtype", "weights=int8", "--dtype", "activations=float16") == "\(weights)")
    #expect(try bytes("--dtype", "int8", "--dtype", "float16") == "\(2 * weights)")
    let layer = try bytes("--dtype", "int8", "--dtype", "c1=float16")
    #expect(layer == "\(weights + 156)")
    #expect(try bytes("--dtype", "int8,c*=float16,c1=int8") == bytes("--dtype", "int8,c3=float16"))
  }

  @Test(arguments: [
    ("int3", "does not know the type `int3`"), ("", "`--dtype` has no type"), ("weights=", "has no type"),
    ("=int8", "does not know the type `=int8`"), ("activations=q4_0", "is a type of weights"),
    ("c1=int9", "`int9`"), ("int8,", "has no type"), ("c1.tanh=int8", "has no weights"),
    ("nothing=int8", "no layer called `nothing`"),
    ("*a*a*a*a*a*a*a*a*a*a*a*a*b=int8", "no layer called"),
  ])
  func whatCannotBeReadIsSaid(option: String, words: String) {
    let run = archcalc("summary", "lenet5", "--dtype", option)
    #expect(run.status != 0 && run.output.isEmpty)
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  /// What is kept of tokens is as activations are, unless it has its own type: 18,432 elements for each token of GPT-2.
  @Test(arguments: [
    ("activations=float16", 2), ("weights=int4,activations=float16", 2), ("q4_0", 2), ("weights=int8", 4),
    ("activations=float16,cache=int8", 1), ("cache=int8,activations=float16", 1),
  ])
  func cacheFollowsActivations(option: String, bytes: Int) {
    let run = archcalc(
      "table", "gpt2_lm", "gpt2_lm", "--columns", "cache_bytes", "--format", "csv", "--dtype", option)
    #expect(run.output.contains("\(18_432 * bytes)"), "\(run.output)\(run.errors)")
  }

  @Test func trainingHasOneType() {
    let run = archcalc("memory", "lenet5", "--training", "--dtype", "weights=int8")
    #expect(run.status == 64 && run.errors.contains("one element type"))
  }
}
