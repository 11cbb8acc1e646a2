import ArchAnalysis
import ArchDiagnostics
import ArchImport
import ArchONNX
import Foundation
import TestSupport
import Testing

/// The layers that stand for an operator compute what ONNX Runtime computes.
struct OperatorValueTests {
  /// The lines of `Facts/operators.txt`, which `Tests/operator-facts` writes.
  static let facts: [OperatorFact] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Facts/operators.txt")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(whereSeparator: \.isNewline).compactMap(OperatorFact.init)
  }()

  @Test func factsAreThere() {
    #expect(Self.facts.count >= 250)
    #expect(Set(Self.facts.map(\.op)).count >= 100)
  }

  @Test(arguments: Set(facts.map(\.op)).sorted())
  func layersGiveWhatOthersCompute(_ op: String) throws {
    for fact in Self.facts where fact.op == op {
      do {
        let run = try Self.run(fact)
        let outputs = run.outputs
        let expected = fact.outputs.compactMap { $0?.numbers }
        try #require(outputs.count == expected.count, "\(fact)")
        for (own, theirs) in zip(outputs, expected) {
          #expect(own.count == theirs.count, "\(fact)")
          let isSame = zip(own, theirs).allSatisfy { own, theirs in
            theirs.isFinite
              ? abs(Double(own) - theirs) <= 2e-5 * max(1, abs(theirs))
              : theirs.isNaN ? own.isNaN : Double(own) == theirs
          }
          // What is another value is said to be one, and nothing else is.
          #expect(isSame == run.unlike.isEmpty, "\(fact)\ngives \(own), \(run.unlike)")
        }
      } catch let error as EvaluationFault {
        Issue.record("\(fact): \(error.wording)")
      } catch let error as ImportFault {
        Issue.record("\(fact): \(error.diagnostic(in: "fact"))")
      } catch {
        Issue.record("\(fact): \(error)")
      }
    }
  }

  @Test func hostileOperatorsAreRefusedOrAnalysed() throws {
    var random = SplitMix(seed: 29)
    let facts = OperatorFacts.families.keys.sorted().flatMap(OperatorFacts.facts) + Self.facts
    var (read, refused) = (0, 0)
    for _ in 0..<Self.hostile {
      var fact = facts[Int(random.next() % UInt64(facts.count))]
      for _ in 0...random.next() % 3 { fact.change(with: &random) }
      let model = fact.model
      let start = ContinuousClock.now
      do {
        let flat = try FlatModel(model)
        let imported = try ImportedModel(flat, declared: model.graph.inputs, name: "f", file: "f.onnx")
        _ = try Analysis(imported.graph)
        read += 1
      } catch let error as ImportFault {
        refused += 1
        #expect(!error.diagnostic(in: "f.onnx").title.isEmpty)
      } catch {
        refused += 1
      }
      #expect(ContinuousClock.now - start < .seconds(5), "\(fact)")
    }
    #expect(read > Self.hostile / 20 && refused > Self.hostile / 20, "\(read) read, \(refused) refused")
  }

  /// How many changed operators are read: `HOSTILE_OPERATORS`, or some.
  private static let hostile =
    ProcessInfo.processInfo.environment["HOSTILE_OPERATORS"].flatMap { Int($0) } ?? 4000

  /// The outputs of a fact's model, read and run.
  private static func run(_ fact: OperatorFact) throws -> ModelRun {
    var given: [String: OperatorFact.Tensor] = [:]
    for (index, tensor) in fact.inputs.enumerated() where tensor?.isGiven ?? false {
      given["i\(index)"] = tensor
    }
    return try ModelRun(
      fact.model, given: given.mapValues { ($0.shape, ($0.numbers ?? []).map { Float($0) }) })
  }
}
