import ArchAnalysis
import ArchDiagnostics
import ArchExecution
import ArchGraph
import Foundation
import Testing

/// The gradients of networks made up at random are the derivative, take the work that was predicted, and read what is kept.
@Suite struct RandomTrainingTests {
  /// How many networks are tried; `RANDOM_TRAININGS` asks for more, `RANDOM_SEED` for others.
  private static let wanted = setting("RANDOM_TRAININGS") ?? 2000
  private static let first = UInt64(setting("RANDOM_SEED") ?? 1)
  private static let shares = 4

  private static func setting(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  @Test(arguments: 0..<shares) func trainingHolds(share: Int) {
    var (failures, tried, counted) = (0, 0, 0)
    for index in stride(from: share, to: Self.wanted, by: Self.shares) {
      let network = RandomNetwork(seed: Self.first + UInt64(index))
      counted += 1
      switch Self.outcome(of: network) {
      case .held: tried += 1
      case .notTried: break
      case .failed(let fault):
        let smallest = network.shrunk { if case .failed = Self.outcome(of: $0) { true } else { false } }
        var small = ""
        if case .failed(let text) = Self.outcome(of: smallest) { small = text }
        Issue.record(
          "seed \(network.seed): \(fault)\nsmallest that fails: \(small)\n\(smallest.text)")
        failures += 1
        if failures == 3 { return }
      }
    }
    // Where nothing learns, or much is done, nothing is tried; many are.
    #expect(tried * 3 > counted, "\(tried) of \(counted)")
  }

  private enum Outcome {
    case held
    case notTried
    case failed(String)
  }

  private static func outcome(of network: RandomNetwork) -> Outcome {
    guard let graph = try? expand(network.text) else { return .notTried }
    let trial: TrainingTrial
    do throws(TrainingTrial.Refusal) {
      trial = try TrainingTrial(graph, seed: network.seed, most: 10_000)
    } catch {
      if case .unknown(let layer) = error { return .failed("no gradients of \(graph.path(of: layer))") }
      return .notTried
    }
    if trial.holds { return .held }
    var lines = trial.wrongGradients.map { "the gradients by the weights of \(graph.path(of: $0)) are wrong" }
    if !trial.derivativeHolds { lines.append("\(trial.derivative), within \(trial.bound)") }
    if trial.kept.predicted != trial.kept.measured { lines.append("kept \(trial.kept)") }
    for layer in trial.layers where !layer.holds {
      lines.append("\(graph.path(of: layer.node)), \(graph.nodes[layer.node].op.call): \(layer)")
    }
    return .failed(lines.prefix(6).joined(separator: "\n"))
  }
}
