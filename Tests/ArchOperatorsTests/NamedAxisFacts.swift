import ArchGraph
import ArchOperators

/// What PyTorch makes of layers whose call names the axis that others take for the channels.
enum NamedAxisFacts {
  // Source: PyTorch 2.15.0, in double precision, for the inputs and parameters that `Reference` makes:
  // nn.BatchNorm1d and nn.PReLU on rows as a batch and on `[batch, channels, length]`, products and sums with
  // `weight` and `bias`, nn.Linear with the unit matrix for `bias(axis: -1)`, Tensor.mean, Tensor.amax and
  // F.adaptive_max_pool1d.
  static let references: [Reference] = [
    Reference(
      BatchNorm(axis: -1), on: [[4, 5]], gives: [4, 5], parameters: 10, buffers: 10,
      checksum: -43.99465347, entries: [1: 0.514342273, 19: -8.28107188]),
    Reference(
      BatchNorm(epsilon: 0.01, axis: 1), on: [[2, 3, 4]], gives: [2, 3, 4], parameters: 6, buffers: 6,
      checksum: 38.62789394, entries: [1: 0.921568024, 23: 2.18017067]),
    Reference(
      Scale(bias: false, axis: -1), on: [[4, 5]], gives: [4, 5], parameters: 5, checksum: 15.53125,
      entries: [1: 2.234375, 19: -1.640625]),
    Reference(
      Scale(axis: 1), on: [[2, 3, 4]], gives: [2, 3, 4], parameters: 6, checksum: 116.484375,
      entries: [1: 1.171875, 23: 2.875]),
    Reference(
      PReLU(axis: -1), on: [[4, 5]], gives: [4, 5], parameters: 5, checksum: 13.6875,
      entries: [1: 1.375, 19: -1.640625]),
    Reference(
      PReLU(axis: 1), on: [[2, 3, 4]], gives: [2, 3, 4], parameters: 3, checksum: 25.53125,
      entries: [1: 1.375, 23: 1.0]),
    Reference(
      Bias(), on: [[3, 2, 4]], gives: [3, 2, 4], parameters: 3, checksum: 114.625, entries: [1: 1.5, 23: 2.0]),
    Reference(
      Bias(axis: -1), on: [[4, 5]], gives: [4, 5], parameters: 5, checksum: 93.25, entries: [1: 3.0, 19: 1.0]),
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

  /// Axes that the input does not have.
  static let misfits: [Refusal] = [
    Refusal(Scale(axis: 2), on: [[4, 5]], outside(2)),
    Refusal(BatchNorm(axis: -3), on: [[4, 5]], outside(-3)),
    Refusal(PReLU(axis: 2), on: [[4, 5]], outside(2)), Refusal(Bias(axis: 2), on: [[4, 5]], outside(2)),
    Refusal(GlobalAvgPool(axes: [2]), on: [[4, 5]], outside(2)),
    Refusal(
      GlobalMaxPool(axes: [1, -1]), on: [[4, 5]],
      .conflict(
        "`global_max_pool` names an axis of its input twice", help: "of 2 axes, 1 and -1 are the same one")),
  ]

  private static func outside(_ axis: Int) -> Misfit {
    .range(
      what: "the axis", value: "\(axis)", allowed: "the input 4 x 5 has axes 0 to 1, or -2 to -1 from the end"
    )
  }
}
