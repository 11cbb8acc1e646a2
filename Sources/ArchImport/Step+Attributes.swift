import ArchONNX

extension FlatModel.Step {
  /// The attribute with a name as an integer.
  func integer(_ name: String) -> Int? {
    if case .integer(let value)? = attribute(name) { value } else { nil }
  }

  /// The attribute with a name as a truth value, written as an integer.
  func flag(_ name: String, default value: Bool = false) -> Bool { integer(name).map { $0 != 0 } ?? value }

  /// The attribute with a name as integers.
  func integers(_ name: String) -> [Int]? {
    if case .integers(let values)? = attribute(name) { values } else { nil }
  }

  /// The attribute with a name as a number.
  func number(_ name: String) -> Double? {
    switch attribute(name) {
    case .float(let value)?: Double(value).asWritten
    case .integer(let value)?: Double(value)
    default: nil
    }
  }

  /// The attribute with a name as numbers.
  func floats(_ name: String) -> [Double]? {
    if case .floats(let values)? = attribute(name) { values.map { Double($0).asWritten } } else { nil }
  }

  /// The attribute with a name as text.
  func text(_ name: String) -> String? {
    if case .string(let value)? = attribute(name) { value } else { nil }
  }

  /// The attribute with a name as texts.
  func texts(_ name: String) -> [String]? {
    if case .strings(let values)? = attribute(name) { values } else { nil }
  }

  /// The attribute with a name.
  func attribute(_ name: String) -> ONNX.Attribute.Value? {
    for attribute in attributes where attribute.name == name { return attribute.value }
    return nil
  }

  /// The operator with its domain, if that is not the default one.
  var key: String { domain.isEmpty ? op : "\(domain).\(op)" }

  /// The input at an index, or `nil` if it is absent.
  func input(_ index: Int) -> Int? { index < inputs.count ? inputs[index] : nil }

  /// The output at an index, or `nil` if it is not wanted.
  func output(_ index: Int) -> Int? { index < outputs.count ? outputs[index] : nil }
}

extension FlatModel {
  /// The numbers of a value as integers, if they are known.
  func integers(_ value: Int?) -> [Int]? {
    switch value.flatMap({ values[$0].known }) {
    case .integers(let numbers)?: numbers
    case .floats(let numbers)?:
      numbers.allSatisfy { $0 == $0.rounded() && abs($0) < 0x1p53 } ? numbers.map { Int($0) } : nil
    case nil: nil
    }
  }

  /// The numbers of a value, if they are known.
  func numbers(_ value: Int?) -> [Double]? {
    switch value.flatMap({ values[$0].known }) {
    case .integers(let numbers)?: numbers.map(Double.init)
    case .floats(let numbers)?: numbers
    case nil: nil
    }
  }

  /// The axes that an operator works over: an attribute in older versions, an input in later ones, or `nil` if none are
  /// given.
  func axes(_ step: Step, input index: Int = 1) -> [Int]? {
    step.integers("axes") ?? integers(step.input(index))
  }
}

/// An axis counted from the beginning, or `nil` if there is no such axis.
func axis(_ given: Int, of rank: Int) -> Int? {
  let axis = given < 0 ? given + rank : given
  return (0..<rank).contains(axis) ? axis : nil
}

extension FlatModel {
  /// The value from which another differs only in its arrangement: an initialiser that was transposed, say.
  func root(of value: Int) -> Int {
    var value = value
    var steps = 0
    while let source = source(of: value), steps < 16 {
      value = source
      steps += 1
    }
    return value
  }

  /// Whether the entries of a value are in another order than in its root.
  func isTurned(_ value: Int) -> Bool {
    var value = value
    for _ in 0..<16 {
      guard let source = source(of: value) else { return false }
      if case .step(let index, _) = values[value].origin, steps[index].op == "Transpose" {
        let order = steps[index].integers("perm") ?? Array(values[value].shape.indices.reversed())
        let moved = order.filter {
          values[source].shape.indices.contains($0) && values[source].shape[$0] != 1
        }
        if moved != moved.sorted() { return true }
      }
      value = source
    }
    return false
  }

  /// The value from which another differs only by rearranging or repeating, or `nil` if it is computed, or is an input
  /// or an initialiser.
  func source(of value: Int) -> Int? {
    guard case .step(let index, 0) = values[value].origin, steps[index].domain.isEmpty else { return nil }
    switch steps[index].op {
    case "Identity", "Transpose", "Reshape", "Squeeze", "Unsqueeze", "Cast", "Flatten", "Expand":
      return steps[index].input(0)
    // Weights stored with fewer bits are the same weights.
    case "DequantizeLinear": return steps[index].input(0).flatMap { values[$0].isConstant ? $0 : nil }
    default: return nil
    }
  }
}

extension FlatModel.Step {
  /// The number added to a variance.
  func epsilon(_ value: Double) -> Double { number("epsilon") ?? value }
}

extension Double {
  /// The number that a 32-bit float stands for: the shortest decimal nearest to it, 1e-05 for 9.999999747378752e-06.
  var asWritten: Double { Double("\(Float(self))") ?? self }
}
