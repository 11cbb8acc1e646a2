import ArchGraph
import ArchONNX

extension ONNXTerm {
  /// Less the mean and over the standard deviation along axes, the batch among them.
  func standardised(_ axes: [Int], epsilon: Double) -> ONNXTerm {
    let differences = self - reduced("Mean", axes, keep: true)
    let variance = differences.squared.reduced("Mean", axes, keep: true)
    return differences / (variance + epsilon).squareRoot
  }
}

extension ONNXLayer {
  /// A value times the first weight and plus the next, as far as there are such; they have a number for each channel.
  func scaled(_ value: ONNXTerm, _ scale: Bool, _ shift: Bool, along axis: Int = 0) -> ONNXTerm {
    let scaled = scale ? value * along(axis, weight(0)) : value
    return shift ? scaled + along(axis, weight(scale ? 1 : 0)) : scaled
  }
}
