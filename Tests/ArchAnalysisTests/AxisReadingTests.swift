import ArchAnalysis
import ArchDiagnostics
import ArchGraph
import ArchOperators
import Foundation
import Testing

/// Layers on rows, whose features are the last axis, and on maps: which of them says that it reads an axis in its own way.
@Suite struct AxisReadingTests {
  private func warnings(_ body: String, input: String = "[197, 768]") throws -> [Diagnostic] {
    try Analysis(expand("network n {\ninput x: \(input)\n\(body)\n}", "n")).warnings
  }

  @Test(arguments: [
    ("dense(8) -> scale(bias: false)", "`scale` has a coefficient for each of 197 rows", "axis: -1"),
    ("layer_norm -> dense(8) -> batch_norm", "`batch_norm` has statistics for each of 197 rows", "axis: -1"),
    ("attention(2) -> relu -> prelu", "`prelu` has a slope for each of 197 rows", "`prelu(axis: -1)`"),
    ("dense(8) -> bias", "`bias` has a number for each of 197 rows", "`bias(axis: -1)`"),
    ("lstm(8) -> global_avg_pool", "`global_avg_pool` gives a mean for each of 197 rows", "axis: 0)`"),
    ("lstm(8) -> global_max_pool", "`global_max_pool` gives a maximum for each of 197 rows", "`axis: 1`"),
    ("dense(8) -> softmax", "`softmax` goes over 197 rows", "`softmax(axis: -1)` goes over 8 features"),
    ("dense(8) -> log_softmax", "`log_softmax` goes over 197 rows", "write `axis: 0` to keep this"),
    (
      "dense(8) -> conv(4, kernel: 3)", "`conv` takes 197 rows for channels",
      "`permute([1, 0])` before it turns the 8 features into channels; `reshape([197, 8])` before it keeps this"
    ),
  ])
  func rowsAreNotReadInSilence(body: String, message: String, help: String) throws {
    let found = try warnings(body)
    #expect(found.map(\.code) == ["rows-as-channels"])
    #expect(found.first?.title == message)
    #expect(found.first?.help?.contains(help) == true, "\(found.first?.help ?? "")")
  }

  /// Channels that are not where a layer takes them to be: a permutation moves them, and windows list them first.
  @Test(arguments: [
    (
      "[3, 12, 10]", "conv(4, kernel: 1) -> permute([1, 2, 0]) -> conv(8, kernel: 3)", "rows-as-channels",
      "`conv` takes 12 positions of axis 0 for channels",
      "`permute([2, 0, 1])` before it puts the 4 channels first; `reshape([12, 10, 4])` before it keeps this"
    ),
    (
      "[3, 12, 10]", "conv(4, kernel: 1) -> permute([1, 2, 0]) -> batch_norm", "rows-as-channels",
      "`batch_norm` has statistics for each of 12 positions of axis 0", "`batch_norm(axis: -1)`"
    ),
    (
      "[3, 12, 10]", "conv(4, kernel: 1) -> permute([1, 0, 2]) -> relu -> scale", "rows-as-channels",
      "`scale` has a coefficient for each of 12 positions of axis 0", "`scale(axis: 1)`"
    ),
    (
      "[2, 100]", "conv(8, kernel: 5) -> lstm(16)", "map-as-rows",
      "`lstm` takes 96 positions of axis 1 for features",
      "`permute([1, 0])` before it turns the 8 channels into features"
    ),
    (
      "[2, 100]", "conv(8, kernel: 5) -> relu -> dense(16)", "map-as-rows",
      "`dense` takes 96 positions of axis 1 for features", "`permute([1, 0])`"
    ),
    (
      "[3, 12, 10]", "conv(4, kernel: 1) -> layer_norm", "map-as-rows",
      "`layer_norm` normalises over 10 positions of axis 2",
      "`layer_norm(channels: true)` normalises over the 4 channels"
    ),
    (
      "[3, 12, 10]", "conv(4, kernel: 1) -> rms_norm", "map-as-rows",
      "`rms_norm` normalises over 10 positions of axis 2", "`permute([1, 2, 0])`"
    ),
    (
      "[197, 768]", "layer_norm -> l2_normalize", "rows-as-channels", "`l2_normalize` goes over 197 rows",
      "`l2_normalize(axis: -1)` goes over 768 features"
    ),
    // What the input is, nothing says.
    (
      "[197, 768]", "scale(bias: false)", "undecided-axes",
      "`scale` has a coefficient for each of 197 positions of axis 0",
      "`scale(bias: false, axis: -1)` has a coefficient for each of 768 positions of axis 1; write `axis: 0` to keep this"
    ),
    (
      "[197, 768]", "relu -> softmax", "undecided-axes", "`softmax` goes over 197 positions of axis 0",
      "axis: -1"
    ),
    // What a reshape leaves whole, it keeps.
    (
      "[3, 12, 10]", "conv(4, kernel: 1) -> reshape([4, 120]) -> permute([1, 0]) -> scale",
      "rows-as-channels",
      "`scale` has a coefficient for each of 120 positions of axis 0", "`scale(axis: -1)`"
    ),
    (
      "[3, 12, 10]", "conv(4, kernel: 1) -> reshape([40, 12]) -> batch_norm", "undecided-axes",
      "`batch_norm` has statistics for each of 40 positions of axis 0", "`batch_norm(axis: -1)`"
    ),
    // The layer after says it.
    (
      "[197, 768]", "scale(bias: false) -> attention(12)", "rows-as-channels",
      "`scale` has a coefficient for each of 197 rows", "for each of 768 features"
    ),
  ])
  func channelsAreWhereTheLayersSay(
    input: String, body: String, code: String, message: String, help: String
  ) throws {
    let found = try warnings(body, input: input)
    #expect(found.map(\.code) == [code])
    #expect(found.first?.title == message)
    #expect(found.first?.help?.contains(help) == true, "\(found.first?.help ?? "")")
  }

  /// A layer with windows says that an input of two axes is a map, whether it comes before or after.
  @Test(arguments: [
    "batch_norm -> relu -> conv(4, kernel: 3)", "conv(4, kernel: 3) -> permute([1, 0]) -> lstm(8)",
    "scale -> max_pool(2) -> permute([1, 0]) -> layer_norm",
  ])
  func windowsSayThatItIsAMap(body: String) throws {
    #expect(try warnings(body, input: "[2, 100]").isEmpty)
  }

  @Test(arguments: [
    "dense(8) -> scale(bias: false, axis: -1)", "dense(8) -> scale(axis: 0)",
    "dense(8) -> batch_norm(axis: 0)",
    "dense(8) -> prelu(shared: true)", "dense(8) -> softmax(axis: 0)", "dense(8) -> softmax(axis: -1)",
    // Weights of an attention over the rows: of one feature there is nothing else to sum up.
    "dense(1) -> softmax", "dense(8) -> global_avg_pool(axis: 0) -> softmax",
    "dense(8) -> global_avg_pool(axis: 1) -> batch_norm", "dense(8) -> permute([1, 0]) -> conv(4, kernel: 3)",
    "dense(8) -> reshape([197, 8]) -> conv(4, kernel: 3)", "scale(axis: 0)",
    "conv(4, kernel: 3) -> batch_norm",
    "flatten -> dense(8) -> batch_norm -> softmax",
  ])
  func whatIsKnownOrSaidIsSilent(body: String) throws {
    #expect(try warnings(body).isEmpty)
  }

  @Test func mapsOfFeaturesHaveTheirAxes() throws {
    let found = try warnings("dense(8) -> global_avg_pool", input: "[14, 14, 64]")
    #expect(found.first?.title == "`global_avg_pool` gives a mean for each of 14 positions of axis 0")
    #expect(
      found.first?.help
        == "`global_avg_pool(axis: [0, 1])` gives a mean for each of 8 features; write `axis: [1, 2]` to keep this"
    )
  }

  @Test func onceForALine() throws {
    let found = try warnings("repeat 3 { dense(768) -> softmax }")
    #expect(found.count == 1)
    #expect(found.first?.evidence.last == "so do 2 more on this line")
  }

  /// Every operator on rows and on maps with their channels first and last: what comes out, and what is said.
  @Test func everyOperatorOnEveryLayout() throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/axis-readings.txt")
    let text = Catalogue.standard.operators.map { readings($0) }.joined()
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil {
      try text.write(to: url, atomically: true, encoding: .utf8)
      Issue.record("the readings were recorded")
    } else {
      #expect(try text == String(contentsOf: url, encoding: .utf8))
    }
  }

  private func readings<O: Operator>(_ type: O.Type) -> String {
    let counts = O.signature.inputs.counts
    guard counts.upperBound > 0, let op = type.specimens.first?.op else { return "" }
    let layouts: [(name: String, input: Shape, before: [any Operator])] = [
      ("rows 6 x 8", [6, 4], [Dense(8)]),
      ("map 4 x 12 x 10", [3, 12, 10], [Conv(4, kernel: 1)]),
      ("map 12 x 10 x 4", [3, 12, 10], [Conv(4, kernel: 1), Permute([1, 2, 0])]),
    ]
    var text = "\(op.call)\n"
    for (name, shape, before) in layouts {
      text += "  \(name): \(reading(op, max(1, counts.lowerBound), shape, before))\n"
    }
    return text
  }

  private func reading(_ op: some Operator, _ count: Int, _ shape: Shape, _ before: [any Operator]) -> String
  {
    var builder = GraphBuilder("n")
    do {
      var value = try builder.input("x", shape)
      for op in before { value = try builder.apply(op, to: [value]) }
      value = try builder.apply(op, to: Array(repeating: value, count: count))
      builder.output(value, named: nil)
      let analysis = try Analysis(builder.graph)
      let words = analysis.warnings.map { "\n    \($0.title)\n    \($0.help ?? "")" }
      return "\(analysis.graph.nodes[value].shape)\(words.joined())"
    } catch {
      return "refused"
    }
  }
}
