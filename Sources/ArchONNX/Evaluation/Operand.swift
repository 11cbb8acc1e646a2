/// A tensor as rules see it.
struct Operand {
  /// The type of its entries.
  var type: ONNX.ElementType
  /// Its extents.
  var shape: [Int]
  /// Its numbers, if they are known and few.
  var known: FlatModel.Known?
  /// The values in it, if it is a sequence.
  var members: [Int]?

  init(_ type: ONNX.ElementType, _ shape: [Int], _ known: FlatModel.Known? = nil, members: [Int]? = nil) {
    self.type = type
    self.shape = shape
    self.known = known
    self.members = members
  }

  var rank: Int { shape.count }
}
