import ArchGraph
import Foundation
import TestSupport
import Testing

/// Networks made up at random give the same numbers in ONNX Runtime.
@Suite(.enabled(if: ONNXRuntimeRuns.python != nil, "\(ONNXRuntimeRuns.missing)"))
struct RandomONNXTests {
  /// How many networks are tried; `RANDOM_NETWORKS` asks for more, `RANDOM_SEED` for others.
  private static let wanted = setting("RANDOM_NETWORKS") ?? 100
  private static let first = setting("RANDOM_SEED") ?? 1

  private static func setting(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  @Test func randomNetworksGiveTheSameNumbers() throws {
    var runs = try ONNXRuntimeRuns()
    defer { runs.remove() }
    for seed in Self.first..<Self.first + Self.wanted {
      let network = RandomNetwork(seed: UInt64(seed))
      try runs.add(
        "seed \(seed), batch \(network.batch):\n\(network.text)", expand(network.text), batch: network.batch,
        seed: network.seed)
    }
    for (name, fault) in try runs.faults() { #expect(fault == nil, "\(name)") }
  }
}
