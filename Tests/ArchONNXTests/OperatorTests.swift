import ArchONNX
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

  /// Numbers that nobody means: each must give a shape or a fault.
  static let hostile = [
    Int.min, -1 << 62, -1 << 40, -7, -2, -1, 0, 1, 2, 3, 7, 17, 4097, 1 << 31, 1 << 40, 1 << 62, Int.max,
  ]

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

/// Random numbers that are the same in every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ bits >> 30) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ bits >> 27) &* 0x94d0_49bb_1331_11eb
    return bits ^ bits >> 31
  }
}

extension OperatorFact {
  /// Changes one thing: an attribute, an extent, a number, an input, the version.
  mutating func change(with random: inout SplitMix) {
    func pick(_ count: Int) -> Int { Int(random.next() % UInt64(max(count, 1))) }
    let hostile = OperatorTests.hostile
    switch pick(10) {
    case 0...3 where !attributes.isEmpty:
      let index = pick(attributes.count)
      attributes[index].value = Self.changed(attributes[index].value, pick)
    case 0...6 where !inputs.isEmpty:
      let index = pick(inputs.count)
      guard var tensor = inputs[index] else { return }
      if var numbers = tensor.numbers, !numbers.isEmpty, pick(3) > 0 {
        numbers[pick(numbers.count)] =
          tensor.type.isFloat
          ? [-.infinity, .nan, 1e30, -1, 0, 0.5, 1e9][pick(7)] : Double(hostile[pick(hostile.count)])
        tensor.numbers = numbers
      } else if tensor.shape.isEmpty || pick(5) == 0 {
        tensor.shape.insert(max(hostile[pick(hostile.count)], 0), at: pick(tensor.shape.count + 1))
      } else {
        tensor.shape[pick(tensor.shape.count)] = pick(6) == 0 ? max(hostile[pick(hostile.count)], 0) : pick(9)
      }
      inputs[index] = tensor
    case 7: if !inputs.isEmpty { inputs[pick(inputs.count)] = nil }
    case 8: version = 1 + pick(25)
    default: attributes.append(Self.extra(pick))
    }
  }

  private static func changed(_ value: ONNX.Attribute.Value, _ pick: (Int) -> Int) -> ONNX.Attribute.Value {
    let hostile = OperatorTests.hostile
    switch value {
    case .integer where pick(8) > 0: return .integer(hostile[pick(hostile.count)])
    case .integers(var list) where !list.isEmpty && pick(8) > 0:
      if pick(4) == 0 {
        list.append(hostile[pick(hostile.count)])
      } else {
        list[pick(list.count)] = hostile[pick(hostile.count)]
      }
      return .integers(list)
    case .floats(var list) where !list.isEmpty:
      list[pick(list.count)] = [-.infinity, .nan, 1e30, -1, 0][pick(5)]
      return .floats(list)
    case .string: return .string(["", "SAME_UPPER", "...", "->", "a", "ij,,->k", "..a..->"][pick(7)])
    default: return [.integer(3), .integers([]), .float(.nan), .string(""), .none][pick(5)]
    }
  }

  private static func extra(_ pick: (Int) -> Int) -> ONNX.Attribute {
    let names = [
      "axis", "axes", "keepdims", "pads", "strides", "dilations", "group", "ceil_mode", "auto_pad",
      "output_padding",
      "num_outputs", "to", "dtype", "layout", "transA", "allowzero", "batch_dims", "start", "end", "onesided",
    ]
    let hostile = OperatorTests.hostile
    let name = names[pick(names.count)]
    let numbers = (0..<pick(4)).map { _ in hostile[pick(hostile.count)] }
    return ONNX.Attribute(name, pick(2) == 0 ? .integers(numbers) : .integer(hostile[pick(hostile.count)]))
  }
}
