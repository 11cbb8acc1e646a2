import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision: a loop over the steps with F.conv1d to F.conv3d, whose multiply-adds
  // FlopCounterMode counts.
  static let convLSTM: [SequenceFact] = [
    SequenceFact(
      ConvLSTM(2, kernel: 3), on: [[3, 2, 4, 5]], gives: [3, 2, 4, 5], parameters: 296, multiplyAdds: 17280,
      checksum: 5.738004479, entries: [1: -0.209931408, 119: -0.171246745]),
    SequenceFact(
      ConvLSTM(2, kernel: .each([2, 3]), padding: .valid, bias: false, returns: .last), on: [[3, 1, 5, 4]],
      gives: [2, 4, 2], parameters: 144, multiplyAdds: 3456,
      checksum: 2.541081906, entries: [1: 0.135964641, 15: 0.0157056831]),
    SequenceFact(
      ConvLSTM(3, kernel: 2, stride: 2), on: [[2, 3, 6]], gives: [2, 3, 3], parameters: 156,
      multiplyAdds: 864,
      checksum: 0.2483040933, entries: [1: -0.102592994, 17: 0.138849432]),
    SequenceFact(
      ConvLSTM(1, kernel: .each([3, 1, 2])), on: [[2, 1, 3, 2, 3]], gives: [2, 1, 3, 2, 3], parameters: 52,
      multiplyAdds: 1728,
      checksum: -12.52045806, entries: [1: 0.0429636337, 35: -0.240117821]),
  ]
}

extension Refusal {
  static let convLSTM: [Refusal] = [
    Refusal(ConvLSTM(3, kernel: 3), on: [[5, 2]], .rank(expected: maps, found: [5, 2])),
    Refusal(
      ConvLSTM(3, kernel: 3), on: [[2, 2, 2, 2, 2, 2]], .rank(expected: maps, found: [2, 2, 2, 2, 2, 2])),
    Refusal(
      ConvLSTM(3, kernel: .each([3, 3])), on: [[5, 2, 4]], .axes(argument: "kernel", given: 2, needed: 1)),
    Refusal(
      ConvLSTM(3, kernel: 5, padding: .valid), on: [[5, 2, 4]],
      .window(axis: "length", kernel: 5, padded: 4, input: 4)),
    Refusal(ConvLSTM(.max, kernel: 1), on: [[5, 2, 4]], .tooLarge([])),
  ]
}

extension ArgumentRefusal {
  static let convLSTM: [ArgumentRefusal] = [
    ArgumentRefusal("conv_lstm", ["filters": 2], "kernel"),
    ArgumentRefusal("conv_lstm", ["filters": 0, "kernel": 3], "filters"),
    ArgumentRefusal("conv_lstm", ["filters": 2, "kernel": 0], "kernel"),
    ArgumentRefusal("conv_lstm", ["filters": 2, "kernel": 3, "stride": 0], "stride"),
    ArgumentRefusal("conv_lstm", ["filters": 2, "kernel": 3, "padding": -1], "padding"),
    ArgumentRefusal("conv_lstm", ["filters": 2, "kernel": 3, "bias": "one"], "bias"),
    ArgumentRefusal("conv_lstm", ["filters": 2, "kernel": 3, "returns": "first"], "returns"),
  ]
}

extension Giant {
  static let convLSTM: [Giant] = [
    Giant(
      ConvLSTM(large, kernel: 1, bias: false), on: [[large, 2, large, 3]], gives: [large, large, large, 3],
      parameters: [1 << 43, nil]),
    Giant(
      ConvLSTM(2, kernel: .each([large]), returns: .last), on: [[large, 1, large]], gives: [2, large],
      parameters: [1 << 43, 1 << 44, 8]),
  ]
}
