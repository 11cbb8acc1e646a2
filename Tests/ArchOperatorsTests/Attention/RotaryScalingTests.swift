import ArchGraph
import Testing

@testable import ArchOperators

/// The angles of longer rotary positions, against those of transformers.
@Suite struct RotaryScalingTests {
  struct Fact: Sendable, CustomTestStringConvertible {
    var rotary: Rotary
    var width: Int
    var places = 0
    var magnitude: Double = 1
    /// The sum of the angles of all pairs from one position to the next, and some of them.
    var sum: Double
    var steps: KeyValuePairs<Int, Double>

    var testDescription: String { "\(rotary.scaling) on \(width)" }
  }

  private static func rotary(
    _ base: Double, _ scale: Double, _ form: RotaryScaling.Form, _ length: Int, _ turns: [Int]? = nil,
    magnitude: Double? = nil
  ) -> Rotary {
    Rotary(
      base, scale: scale,
      scaling: RotaryScaling(form, length: length, turns: turns, magnitude: magnitude))
  }

  // Source: `ROPE_INIT_FUNCTIONS` of `modeling_rope_utils.py`, transformers 5.24.0: Llama 3.1 8B, Llama 3.2 1B, DeepSeek-V3,
  // Qwen2.5 with YaRN and others.
  static let facts: [Fact] = [
    Fact(
      rotary: rotary(500_000, 8, .llama3, 8192), width: 128, sum: 5.3860583,
      steps: [
        0: 1, 1: 0.81461722, 16: 0.037606031, 21: 0.01349042, 32: 0.00052484602, 42: 2.2748929e-05,
        62: 3.7673226e-07, 63: 3.0689259e-07,
      ]),
    Fact(
      rotary: rotary(500_000, 32, .llama3, 8192), width: 64, sum: 2.9682024,
      steps: [8: 0.037606031, 10: 0.016560441, 16: 0.00042955671, 21: 5.6872323e-06, 31: 9.4183065e-08]),
    Fact(
      rotary: rotary(100, 4, .llama3, 90, [2, 11]), width: 16, sum: 1.6740252,
      steps: [0: 1, 1: 0.42433086, 2: 0.14571853, 4: 0.025, 5: 0.014058532, 7: 0.0044456986]),
    Fact(
      rotary: rotary(10_000, 40, .yarn, 4096), width: 64, magnitude: 1.3688879454113936, sum: 3.9489363,
      steps: [
        0: 1, 1: 0.7498942, 8: 0.1, 10: 0.056234129, 16: 0.0055000004, 21: 0.00041499041, 30: 4.4456983e-06,
        31: 3.3338035e-06,
      ]),
    Fact(
      rotary: rotary(10_000, 40, .yarn, 4096, magnitude: 1), width: 64, sum: 3.9489363,
      steps: [16: 0.0055000004, 21: 0.00041499041]),
    Fact(
      rotary: rotary(1_000_000, 4, .yarn, 32_768), width: 128, magnitude: 1.138629436111989, sum: 5.1440348,
      steps: [1: 0.80584222, 21: 0.010746079, 32: 0.00060294115, 42: 2.8869548e-05, 63: 3.1023444e-07]),
    Fact(
      rotary: rotary(100, 40, .yarn, 60, [2, 9]), width: 16, magnitude: 1.3688879454113936, sum: 1.4998468,
      steps: [0: 1, 1: 0.37958038, 2: 0.11067972, 4: 0.0024999999, 7: 0.00044456986]),
    Fact(
      rotary: rotary(10_000, 2, .dynamic, 2048), width: 128, places: 4096, sum: 6.7109324,
      steps: [1: 0.85099429, 16: 0.075653031, 32: 0.0057233819, 62: 4.523266e-05, 63: 3.8492733e-05]),
    Fact(
      rotary: rotary(10_000, 2, .dynamic, 2048), width: 128, places: 1000, sum: 7.4599542,
      steps: [1: 0.86596435, 32: 0.0099999998, 63: 0.00011547819]),
    Fact(
      rotary: rotary(100, 4, .dynamic, 5), width: 16, places: 9, sum: 1.8417943,
      steps: [1: 0.45810431, 2: 0.20985956, 4: 0.044041038, 7: 0.0042339982]),
  ]

  @Test(arguments: facts) func anglesAreThoseOfTransformers(fact: Fact) {
    let angles = RotaryAngles(fact.rotary, of: fact.width, places: fact.places)
    #expect(angles.steps.count == fact.width / 2)
    #expect(abs(Double(angles.magnitude) - fact.magnitude) < 1e-6)
    #expect(abs(angles.steps.reduce(0) { $0 + Double($1) } - fact.sum) < 2e-6 * fact.sum)
    for (pair, step) in fact.steps {
      #expect(abs(Double(angles.steps[pair]) - step) < 2e-6 * step, "\(pair)")
    }
  }

  /// By ntk the slowest pair is slowed by the scale and the fastest not at all; by linear all are alike.
  @Test func endsOfTheOtherForms() {
    let plain = RotaryAngles(Rotary(10_000), of: 64, places: 1)
    var ntk = Rotary(10_000, scale: 8)
    ntk.scaling.form = .ntk
    let stretched = RotaryAngles(ntk, of: 64, places: 1)
    #expect(stretched.steps[0] == 1)
    #expect(abs(plain.steps[31] / stretched.steps[31] - 8) < 1e-4)
    #expect(RotaryAngles(Rotary(10_000, scale: 8), of: 64, places: 1).steps == plain.steps)
    // A pair alone is turned as ever.
    #expect(RotaryAngles(ntk, of: 2, places: 1).steps == [1])
  }

  @Test(arguments: [
    (
      "rotary(100, scaling: llama3, scale: 8)",
      "`rotary` with `scaling: llama3` needs the length of training", "Llama 3.1 has `length: 8192`"
    ),
    (
      "attention(2, rotary: 100, rotary_scaling: yarn, rotary_scale: 8)",
      "`attention` with `rotary_scaling: yarn` needs the length of training",
      "Llama 3.1 has `rotary_length: 8192`"
    ),
    (
      "rotary(100, scale: 8, length: 40)",
      "`rotary` with `scaling: linear` has a `length`, which changes nothing",
      "leave it out, or say `scaling: llama3`, `yarn` or `dynamic`"
    ),
    (
      "rotary(100, scaling: ntk, turns: [1, 4])", "`rotary` with `scaling: ntk` has `turns: [1, 4]`",
      "`llama3` and `yarn` have two numbers, the smaller one first: `turns: [1, 32]`"
    ),
    (
      "rotary(100, scaling: yarn, length: 40, turns: [4, 4])",
      "`rotary` with `scaling: yarn` has `turns: [4, 4]`",
      "`llama3` and `yarn` have two numbers, the smaller one first: `turns: [1, 32]`"
    ),
    (
      "rotary(100, scaling: llama3, length: 40, magnitude: 2)",
      "`rotary` with `scaling: llama3` has a `magnitude`", "it belongs to `scaling: yarn`"
    ),
    (
      "rotary(1, scaling: yarn, length: 40)", "`rotary` with `scaling: yarn` has a base of 1.0",
      "all pairs turn alike with it: the base is above 1"
    ),
  ])
  func refusals(call: String, what: String, help: String) throws {
    let op = try CallText(call).makeOperator()
    #expect(throws: Misfit.conflict(what, help: help)) { try op.output(of: [[3, 8]]) }
  }
}
