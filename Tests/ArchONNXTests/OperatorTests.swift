import ArchONNX
import TestSupport
import Testing

/// Single uses of operators give the shapes, types and numbers that ONNX Runtime and the reference of onnx find.
struct OperatorTests {
  @Test(arguments: OperatorFacts.families.keys.sorted())
  func operatorsGiveWhatOthersFind(_ family: String) throws {
    let facts = OperatorFacts.facts(family)
    #expect(facts.count == OperatorFacts.families[family]?.split(whereSeparator: \.isNewline).count)
    for fact in facts {
      let flat: FlatModel
      do {
        flat = try FlatModel(fact.model)
      } catch {
        Issue.record("\(fact): \(error)")
        continue
      }
      let values = flat.outputs.map { flat.values[$0.value] }
      for (value, output) in zip(values, fact.outputs.compactMap { $0 }) {
        #expect(value.type == output.type, "\(fact)")
        #expect(value.shape == output.shape, "\(fact)")
        // Where all that an operator takes is known, so is what it gives.
        if let numbers = output.numbers { #expect(value.known?.doubles == numbers, "\(fact)") }
      }
    }
  }

  @Test func hostileNumbersAreRefusedOrHaveAShape() {
    let facts = OperatorFacts.families.keys.sorted().flatMap(OperatorFacts.facts)
    var random = SplitMix(seed: 11)
    var refused = 0
    for _ in 0..<20_000 {
      var fact = facts[Int(random.next() % UInt64(facts.count))]
      for _ in 0...random.next() % 3 { fact.change(with: &random) }
      do throws(EvaluationFault) {
        let flat = try FlatModel(fact.model)
        for value in flat.values {
          let count = value.shape.contains(0) ? 0 : value.shape.reduce(1, *)
          #expect(value.known.map { $0.count == count } ?? true, "\(fact)")
          #expect(value.known?.count ?? 0 <= FlatModel.mostKnown)
        }
      } catch {
        refused += 1
        #expect(!error.wording.title.isEmpty)
      }
    }
    #expect(refused > 5_000 && refused < 19_000)
  }
}
