import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision: torch.nn.functional.grid_sample for each level and head.
  static let deformableAttention: [SequenceFact] = [
    // Deformable DETR's `ms_deform_attn_core_pytorch` around torch.nn.functional.linear.
    SequenceFact(
      DeformableAttention(2, levels: [[3, 4], [2, 2]], points: 3), on: [[4, 6], [16, 5], [4, 2, 2]],
      gives: [4, 6], parameters: 330, multiplyAdds: 1632,
      checksum: 2.63608896, entries: [8: -0.21844073, 23: -0.203636519]),
    SequenceFact(
      DeformableAttention(4, levels: [[4, 5]], points: 4), on: [[3, 4], [20, 4], [3, 1, 2]], gives: [3, 4],
      parameters: 280, multiplyAdds: 992,
      checksum: -2.75, entries: [4: 0.4375, 11: -0.5]),
    SequenceFact(
      DeformableAttention(3, levels: [[4, 3], [2, 2], [1, 1]], points: 2, bias: false),
      on: [[5, 6], [17, 3], [5, 3, 2]], gives: [5, 6], parameters: 378, multiplyAdds: 2286,
      checksum: -2.31419744, entries: [10: -0.17879144, 29: -0.109213883]),
  ]
}

extension Refusal {
  static let deformableAttention: [Refusal] = [
    Refusal(
      DeformableAttention(2, levels: [[2, 3], [1, 2]]), on: [[3, 4], [8, 4]],
      .inputs(expected: "three inputs", found: 2)),
    Refusal(
      DeformableAttention(2, levels: [[2, 3], [1, 2]]), on: [[3, 4, 1], [8, 4], [3, 2, 2]],
      .rank(expected: "sequences of features, such as 300 x 256", found: [3, 4, 1])),
    Refusal(
      DeformableAttention(2, levels: [[2, 3], [1, 2]]), on: [[3, 5], [8, 4], [3, 2, 2]],
      .indivisible(what: "its 5 features", count: 5, by: "heads", divisor: 2)),
    Refusal(
      DeformableAttention(2, levels: [[2, 3], [1, 2]]), on: [[3, 4], [6, 4], [3, 2, 2]],
      .conflict(
        "`deformable_attention` needs a memory of 8 positions, but gets 6 x 4",
        help: "`levels` gives the height and width of each map; their positions follow one another")),
    Refusal(
      DeformableAttention(2, levels: [[2, 3], [1, 2]]), on: [[3, 4], [8, 4], [3, 2]],
      .conflict(
        "`deformable_attention` needs a reference of 3 x 2 x 2, but gets 3 x 2",
        help: "it must have a column and a row for each query and each level")),
  ]
}
