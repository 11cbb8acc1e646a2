import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let channelShuffle: [Reference] = [
    Reference(
      ChannelShuffle(2), on: [[6, 2, 3]], gives: [6, 2, 3], checksum: 45.5, entries: [1: 1.375, 35: -0.5]),
    Reference(
      ChannelShuffle(3), on: [[6, 4, 1]], gives: [6, 4, 1], checksum: 32.75, entries: [1: 1.375, 23: 1.0]),
  ]
}

extension Refusal {
  static let channelShuffle: [Refusal] = [
    Refusal(ChannelShuffle(2), on: [[]], .rank(expected: "channels", found: [])),
    Refusal(
      ChannelShuffle(4), on: [[6, 2]],
      .indivisible(what: "its 6 channels", count: 6, by: "groups", divisor: 4)),
    Refusal(
      ChannelShuffle(0), on: [[6, 2]],
      .indivisible(what: "its 6 channels", count: 6, by: "groups", divisor: 0)),
  ]
}

extension ArgumentRefusal {
  static let channelShuffle: [ArgumentRefusal] = [
    ArgumentRefusal("channel_shuffle", positional: [0], "groups")
  ]
}

extension Giant {
  static let channelShuffle: [Giant] = [
    Giant(ChannelShuffle(large), on: [[large, 2048, 2048]], gives: [large, 2048, 2048])
  ]
}
