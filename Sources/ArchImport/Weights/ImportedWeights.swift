import ArchGraph
import ArchONNX

/// The numbers in a model file for the weights of the graph that was made from it.
final class ImportedWeights: WeightNumbers {
  private let origins: [WeightPlace: WeightOrigin]
  private let model: FlatModel
  private let numbers: ConstantNumbers

  init(_ origins: [WeightPlace: WeightOrigin], of model: FlatModel, in files: any TensorFiles) {
    self.origins = origins
    self.model = model
    numbers = ConstantNumbers(model, in: files)
  }

  func has(_ place: WeightPlace) -> Bool {
    origins[place]?.pieces.allSatisfy { $0.value.map(numbers.has) ?? true } ?? false
  }

  func memory(of place: WeightPlace) -> UnsafePointer<Float>? { whole(place).flatMap(numbers.memory) }

  /// The value of the model that a tensor equals, in its own order, or `nil` if it is rearranged.
  private func whole(_ place: WeightPlace) -> Int? {
    origins[place]?.whole { model.values[$0].shape.reduce(1, *) }
  }

  func write(_ place: WeightPlace, to memory: UnsafeMutableBufferPointer<Float>) -> Bool {
    guard let origin = origins[place], origin.count == memory.count else { return false }
    if let value = whole(place), numbers.write(value, to: memory) { return true }
    var next = 0
    for piece in origin.pieces {
      guard let values = piece.value.map(numbers.numbers(of:)) ?? piece.numbers else { return false }
      guard Self.write(piece, of: values, to: memory, at: &next) else { return false }
    }
    return true
  }

  /// Writes the elements of a piece, one after the other; returns false if one is missing.
  private static func write(
    _ piece: WeightOrigin.Piece, of values: [Float], to memory: UnsafeMutableBufferPointer<Float>,
    at next: inout Int
  ) -> Bool {
    let steps = piece.axes.joined().filter { $0.count != 1 }
    let reaches = steps.map { ($0.count - 1) * $0.stride }
    let first = piece.offset + reaches.reduce(0) { $0 + min($1, 0) }
    let last = piece.offset + reaches.reduce(0) { $0 + max($1, 0) }
    guard values.indices.contains(first), values.indices.contains(last) else { return false }
    // Along the last axis the elements are evenly spaced, so it has a separate loop.
    let (outer, inner) = (steps.dropLast(), steps.last ?? .init(count: 1, stride: 0))
    var position = Array(repeating: 0, count: outer.count)
    var start = piece.offset
    while true {
      for index in 0..<inner.count {
        memory[next] = values[start + index * inner.stride]
        next += 1
      }
      var axis = outer.count - 1
      while axis >= 0 {
        start += outer[axis].stride
        position[axis] += 1
        if position[axis] < outer[axis].count { break }
        start -= outer[axis].count * outer[axis].stride
        position[axis] = 0
        axis -= 1
      }
      if axis < 0 { return true }
    }
  }
}
