extension ONNX.Tensor {
  /// Its numbers, if they are in the file, few, and of a type that is followed.
  var known: FlatModel.Known? {
    guard dimensions.allSatisfy({ $0 >= 0 }), let count = Numbers.few(dimensions) else { return nil }
    if type.integers != nil {
      guard count > 0 else { return .integers([]) }
      guard let values = integers(limit: FlatModel.mostKnown), values.count == count else { return nil }
      return Numbers.integers(type == .bool ? values.map { $0 == 0 ? 0 : 1 } : values, type)
    }
    guard type.isFloat else { return nil }
    guard count > 0 else { return .floats([]) }
    guard let values = numbers(limit: FlatModel.mostKnown), values.count == count else { return nil }
    return .floats(values)
  }
}
