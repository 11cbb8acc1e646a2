/// Numbers of a graph's weights that stand somewhere, in a model file for instance.
///
/// Only runs ask for them: no figure depends on them. Numbers that it does not have are made up.
package protocol WeightNumbers: Sendable {
  /// Whether it can give the numbers of a tensor.
  func has(_ place: WeightPlace) -> Bool

  /// Where the numbers of a tensor lie as 32-bit floats in the order of its elements; nil where they do not lie so.
  ///
  /// They stay there as long as the object lives.
  func memory(of place: WeightPlace) -> UnsafePointer<Float>?

  /// Writes the numbers of a tensor in the order of its elements.
  ///
  /// - Parameter memory: room for all of them.
  /// - Returns: whether it could.
  func write(_ place: WeightPlace, to memory: UnsafeMutableBufferPointer<Float>) -> Bool
}
