import ArchONNX

/// Random numbers that are the same in every run.
package struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ bits >> 30) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ bits >> 27) &* 0x94d0_49bb_1331_11eb
    return bits ^ bits >> 31
  }
}

extension OperatorFact {
  /// Numbers that nobody means: each must give a shape or a fault.
  private static let hostile = [
    Int.min, -1 << 62, -1 << 40, -7, -2, -1, 0, 1, 2, 3, 7, 17, 4097, 1 << 31, 1 << 40, 1 << 62, Int.max,
  ]

  /// Changes one thing: an attribute, an extent, a number, an input, the version.
  package mutating func change(with random: inout SplitMix) {
    func pick(_ count: Int) -> Int { Int(random.next() % UInt64(max(count, 1))) }
    let hostile = Self.hostile
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
    let hostile = Self.hostile
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
    let hostile = Self.hostile
    let name = names[pick(names.count)]
    let numbers = (0..<pick(4)).map { _ in hostile[pick(hostile.count)] }
    return ONNX.Attribute(name, pick(2) == 0 ? .integers(numbers) : .integer(hostile[pick(hostile.count)]))
  }
}
