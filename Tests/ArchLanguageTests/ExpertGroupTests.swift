import ArchDiagnostics
import ArchGraph
import Testing

/// Groups of experts and the layers of experts: what they are written as, and what is refused with a way out.
@Suite struct ExpertGroupTests {
  private func network(_ experts: String) -> String {
    "network n {\n    input x: [6, 8]\n    e: \(experts)\n}\n"
  }

  @Test func groupsAreLayersThatExist() throws {
    let graph = try expand(network("experts(8, top: 2, groups: 4, top_groups: 2) { dense(3) }"))
    #expect(
      graph.layerPaths == [
        "e.router", "e.scores", "e.reshape[0]", "e.group_scores", "e.chosen_groups", "e.one_hot",
        "e.open_groups",
        "e.affine", "e.repeat_interleave", "e.limited", "e.chosen", "e.weights", "e.total", "e.shares",
        "e.rows",
        "e.dense", "e.reshape[1]", "e.reshape[2]", "e.multiply", "e.sum",
      ])
    #expect(graph.shape("e.group_scores") == [6, 4] && graph.shape("e.limited") == [6, 8])
    // The sum of the two best of a group.
    let two = try expand(
      network("experts(8, top: 2, groups: 2, top_groups: 1, group_scores: 2) { dense(3) }"))
    #expect(two.shape("e.top_k") == [6, 2, 2] && two.shape("e.group_scores") == [6, 2])
    // One group is none.
    #expect(
      try expand(network("experts(8, top: 2, groups: 1) { dense(3) }")).lines
        == expand(network("experts(8, top: 2) { dense(3) }")).lines)
  }

  @Test func aNormOfExpertsIsOneWithTheirFactors() throws {
    let graph = try expand(network("experts(4, top: 2) { first: layer_norm -> dense(3) -> bias(axis: -1) }"))
    #expect(
      graph.layerPaths.suffix(8).prefix(4) == [
        "e.first.layer_norm", "e.first.factors", "e.first.dense", "e.first.bias",
      ])
  }

  @Test(arguments: [
    (
      "experts(8, top: 2, top_groups: 2) { dense(3) }",
      "`top_groups` of `experts` chooses among groups, and there is one",
      "`groups: 8, top_groups: 4` chooses four of eight"
    ),
    (
      "experts(8, top: 2, groups: 4) { dense(3) }", "`experts` needs the argument `top_groups`", nil
    ),
    (
      "experts(8, top: 2, groups: 3, top_groups: 1) { dense(3) }",
      "`experts` cannot split its 8 experts into 3 groups", nil
    ),
    (
      "experts(8, top: 2, groups: 2, top_groups: 3) { dense(3) }",
      "a token of `experts` meets 2 experts of 3 of 2 groups, which have 4 each", "`top_groups` is at most 2"
    ),
    (
      "experts(8, top: 5, groups: 2, top_groups: 1) { dense(3) }",
      "a token of `experts` meets 5 experts of 1 of 2 groups, which have 4 each",
      "`top` is at most 4, or `top_groups` 2 or more"
    ),
    (
      "experts(8, top: 2, groups: 2, top_groups: 1, group_scores: 5) { dense(3) }",
      "a token of `experts` meets 2 experts of 1 of 2 groups, which have 4 each",
      "`group_scores` is at most 4"
    ),
    (
      "experts(4, top: 2) { attention(2) }", "`attention` has weights, so it cannot be a layer of an expert",
      "`dense`, norms of rows, `scale` and `bias` can, and so can every layer without weights; experts have rows of "
        + "features, and no positions beside them"
    ),
    (
      "experts(4, top: 2) { layer_norm(axes: 2) }",
      "`layer_norm` normalises rows of different experts together",
      "`layer_norm` over the last axis does not"
    ),
    (
      "experts(4, top: 2) { scale }", "`scale` has a number for each row, and each row is a token of its own",
      "`scale(axis: -1)` has one for each feature"
    ),
    (
      "experts(4, top: 2) { bias(axis: 0) }",
      "`bias` has a number for each row, and each row is a token of its own",
      "`bias(axis: -1)` has one for each feature"
    ),
  ])
  func refusals(experts: String, title: String, help: String?) {
    do {
      _ = try expand(network(experts))
      Issue.record("\(experts) is taken")
    } catch let diagnostics as Diagnostics {
      #expect(diagnostics.items.map(\.title) == [title])
      if let help { #expect(diagnostics.items.first?.help == help) }
    } catch {
      Issue.record("\(error)")
    }
  }
}
