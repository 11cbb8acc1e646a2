/// Values of a graph's weights that are stored somewhere, for instance in a model file.
///
/// Only runs ask for them; no figure depends on them. Missing values are made up.
package protocol WeightNumbers: Sendable {
  /// Whether it can give the values of a tensor.
  func has(_ place: WeightPlace) -> Bool

  /// The values of a tensor as 32-bit floats in the order of its elements, or `nil` if memory has no such copy.
  ///
  /// They stay there as long as the object lives.
  func memory(of place: WeightPlace) -> UnsafePointer<Float>?

  /// Writes the values of a tensor in the order of its elements.
  ///
  /// - Parameter memory: room for all of them.
  /// - Returns: whether it succeeded.
  func write(_ place: WeightPlace, to memory: UnsafeMutableBufferPointer<Float>) -> Bool
}
