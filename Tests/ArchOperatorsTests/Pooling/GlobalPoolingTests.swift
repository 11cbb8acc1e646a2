import ArchGraph
import ArchOperators

extension PyTorchFact {
  static let globalPooling = rows(
    """
    global_avg_pool | 4 5 3 | 4 | 0 | - | 0.0667 -0.5 -0.1833
    global_avg_pool(keep_axes: true) | 4 5 3 | 4 1 1 | 0 | - | 0.0667 -0.5 -0.1833
    global_avg_pool | 3 7 | 3 | 0 | - | 0 -1.0714 -0.5357
    global_avg_pool(keep_axes: true) | 3 7 | 3 1 | 0 | - | 0 -1.0714 -0.5357
    global_avg_pool | 2 2 3 4 | 2 | 0 | - | 0.1875 0.2656 0.0781
    global_avg_pool(keep_axes: true) | 2 2 3 4 | 2 1 1 1 | 0 | - | 0.1875 0.2656 0.0781
    global_max_pool | 4 5 3 | 4 | 0 | - | 4.5 11.25 1.125
    global_max_pool(keep_axes: true) | 4 5 3 | 4 1 1 | 0 | - | 4.5 11.25 1.125
    global_max_pool | 3 7 | 3 | 0 | - | 2.625 5.25 1.125
    global_max_pool(keep_axes: true) | 3 7 | 3 1 | 0 | - | 2.625 5.25 1.125
    global_max_pool | 2 2 3 4 | 2 | 0 | - | 2.25 3.375 1.125
    global_max_pool(keep_axes: true) | 2 2 3 4 | 2 1 1 1 | 0 | - | 2.25 3.375 1.125
    """)
}

extension Reference {
  // Source: PyTorch 2.15.0, in double precision: Tensor.mean, Tensor.amax and F.adaptive_max_pool1d.
  static let globalPooling: [Reference] = [
    Reference(
      GlobalAvgPool(axes: [0]), on: [[4, 5]], gives: [5], checksum: 2.84375, entries: [1: 0.4375, 4: 0.0625]),
    Reference(
      GlobalAvgPool(keepAxes: true, axes: [0, -1]), on: [[3, 2, 4]], gives: [1, 2, 1],
      checksum: 1.322916667, entries: [0: 0.114583333, 1: 0.604166667]),
    Reference(
      GlobalAvgPool(axes: [0, 1]), on: [[3, 4]], gives: [1], checksum: 0.6145833333,
      entries: [0: 0.614583333]),
    Reference(
      GlobalMaxPool(axes: [0]), on: [[4, 5]], gives: [5], checksum: 16.875, entries: [1: 1.375, 4: 1.0]),
    Reference(
      GlobalMaxPool(axes: [0, 1]), on: [[3, 2, 4]], gives: [4], checksum: 12.375,
      entries: [0: 1.375, 3: 1.125]),
  ]
}

extension Refusal {
  static let globalPooling: [Refusal] = [
    Refusal(GlobalAvgPool(axes: [2]), on: [[4, 5]], outside(2)),
    Refusal(
      GlobalMaxPool(axes: [1, -1]), on: [[4, 5]],
      .conflict(
        "`global_max_pool` names an axis of its input twice", help: "with 2 axes, 1 and -1 are the same")),
  ]
}

extension ArgumentRefusal {
  static let globalPooling: [ArgumentRefusal] = [
    ArgumentRefusal(call: "global_avg_pool(keep_axes: 1)", "keep_axes"),
    ArgumentRefusal(call: "global_max_pool(keep_axes: same)", "keep_axes"),
  ]
}
