import ArchGraph
import ArchONNX

extension ONNXTerm {
  /// Less the mean and divided by the standard deviation along axes, which count the batch.
  func standardised(_ axes: [Int], epsilon: Double) -> ONNXTerm {
    let differences = self - reduced("Mean", axes, keep: true)
    let variance = differences.squared.reduced("Mean", axes, keep: true)
    return differences / (variance + epsilon).squareRoot
  }
}

extension ONNXLayer {
  /// A value times the first weight plus the next, if there are such; they have a number for each channel.
  func scaled(_ value: ONNXTerm, _ scale: Bool, _ shift: Bool, along axis: Int = 0) -> ONNXTerm {
    let scaled = scale ? value * along(axis, weight(0)) : value
    return shift ? scaled + along(axis, weight(scale ? 1 : 0)) : scaled
  }
}
