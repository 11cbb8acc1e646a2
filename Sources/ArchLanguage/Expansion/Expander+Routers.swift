import ArchDiagnostics
import ArchGraph

// The router, which decides how experts are chosen.
extension Expander {
  /// The scores of all experts, and the scores used to choose them.
  func router(
    _ x: Point, _ values: [Value], count: Int, at call: Call
  ) throws(Stop) -> (scores: Point, selection: Point) {
    var hasBias = false
    if case .boolean(true) = values[5] { hasBias = true }
    let logits = try layer(
      "dense", ["units": .integer(count), "bias": .boolean(hasBias)], [x], "router", at: call)
    let word: String
    switch values[2] {
    case .callable(.op(let type)): word = type.signature.name
    case .word(let name): word = text(name)
    case .string(let text): word = text
    default: word = ""
    }
    let scores: Point
    switch word {
    case "softmax": scores = try layer("softmax", ["axis": -1], [logits], "scores", at: call)
    case "sigmoid": scores = try layer("sigmoid", [:], [logits], "scores", at: call)
    default:
      throw fail(
        .unknownWord(
          values[2].text(program.names), argument: "router", of: Self.expertsForm,
          words: ["softmax", "sigmoid"]), at: call.span)
    }
    guard case .boolean(true) = values[6] else { return (scores, scores) }
    // No gradient reaches it through a choice: a separate rule moves it, so it is a buffer.
    var bias = try layer(
      "parameter", ["shape": [.integer(count)], "fixed": true], [], "selection_bias", at: call)
    // With as many tokens as experts, `add` has to be told which of the two the numbers belong to.
    if scores.node.map({ builder.graph.nodes[$0].shape }) == [count, count] {
      bias = try layer(
        "reshape", ["shape": [1, .integer(count)]], [bias], "selection_bias_row", at: call)
    }
    return (scores, try layer("add", [:], [scores, bias], "selection", at: call))
  }

  /// The scores for choosing experts if only some groups are eligible: those of other groups are far below all scores.
  ///
  /// DeepSeek-V2, section 2.2.2, and DeepSeek-V3, section 2.1.2: experts in equal groups; a token uses only those of
  /// the few with the largest scores. The score of a group is the sum of its largest scores.
  func limited(
    _ selection: Point, _ values: [Value], count: Int, top: Int, tokens: Int, at call: Call
  ) throws(Stop) -> Point {
    let groups = try positive(values[7], "the number of groups", at: call.span)
    let isGiven = if case .integer(0) = values[8] { false } else { true }
    func refuse(_ what: String, help: String) -> Stop {
      fail(.misfit(.conflict(what, help: help), of: Self.expertsForm), at: call.span)
    }
    guard groups > 1 else {
      guard !isGiven else {
        throw refuse(
          "`top_groups` of `experts` chooses among groups, and there is one",
          help: "`groups: 8, top_groups: 4` chooses four of eight")
      }
      return selection
    }
    guard isGiven else {
      throw fail(
        .missingArgument(
          "top_groups", of: Self.expertsForm, help: "how many of the groups a token's experts are in"),
        at: call.span)
    }
    let best = try positive(values[8], "how many groups a token's experts are in", at: call.span)
    let parts = try positive(values[9], "how many scores make that of a group", at: call.span)
    guard count % groups == 0 else {
      throw fail(
        .misfit(
          .indivisible(what: "its \(count) experts", count: count, by: "groups", divisor: groups),
          of: Self.expertsForm), at: call.span)
    }
    let size = count / groups
    guard best <= groups, parts <= size, top <= best * size else {
      throw refuse(
        "a token of `experts` meets \(top) experts of \(best) of \(groups) groups, which have \(size) each",
        help: best > groups
          ? "`top_groups` is at most \(groups)"
          : parts > size
            ? "`group_scores` is at most \(size)"
            : "`top` is at most \(best * size), or `top_groups` \((top + size - 1) / size) or more")
    }
    let shape: ArgumentValue = [.integer(tokens), .integer(groups), .integer(size)]
    let grouped = try layer("reshape", ["shape": shape], [selection], nil, at: call)
    var ofGroups = grouped
    if parts > 1 {
      let largest = try layer("top_k", ["k": .integer(parts)], [grouped], nil, at: call)
      ofGroups = try layer("sum", ["axis": -1], [largest], "group_scores", at: call)
    } else {
      ofGroups = try layer("max", ["axis": -1], [grouped], "group_scores", at: call)
    }
    let chosen = try layer(
      "top_k", ["k": .integer(best), "take": "indices"], [ofGroups], "chosen_groups", at: call)
    let each = try layer("one_hot", ["classes": .integer(groups)], [chosen], nil, at: call)
    let open = try layer("sum", ["axis": 1], [each], "open_groups", at: call)
    // 0 for the chosen groups, and far below a softmax or sigmoid for the others, in 16-bit numbers too.
    let below = try layer("affine", ["factor": 10_000, "offset": -10_000], [open], nil, at: call)
    let spread = try layer(
      "repeat_interleave", ["repeats": .integer(size), "axis": 1], [below], nil, at: call)
    return try layer("add", [:], [selection, spread], "limited", at: call)
  }
}
