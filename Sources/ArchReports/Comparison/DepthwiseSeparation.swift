import ArchAnalysis
import ArchDocuments
import ArchGraph

/// A convolution over space, as one layer or as a depthwise and a pointwise one.
struct SpatialConvolution {
  /// Its rows: one, or the depthwise layer, the pointwise one and those between.
  var rows: Range<Int>
  /// The input's shape.
  var input: Shape
  /// The output's shape.
  var output: Shape

  var isSeparable: Bool { rows.count > 1 }

  /// The most rows between a depthwise convolution and its pointwise one: a normalisation and an activation.
  private static let mostBetween = 3

  /// The standard convolutions of more than one tap, and the depthwise separable ones.
  static func all(in network: ComparedNetwork) -> [SpatialConvolution] {
    var found: [SpatialConvolution] = []
    var uses = [Int](repeating: 0, count: network.rows.count)
    for row in network.rows { for input in row.inputs { uses[input] += 1 } }
    for (index, row) in network.rows.enumerated() {
      guard let window = ConvolutionWindow(row) else { continue }
      if window.groups == 1, window.taps > 1 {
        found.append(
          SpatialConvolution(rows: index..<index + 1, input: row.inputShapes[0], output: row.shape))
      } else if window.groups == 1, window.taps == 1,
        let first = depthwise(before: index, in: network, uses)
      {
        found.append(
          SpatialConvolution(
            rows: first..<index + 1, input: network.rows[first].inputShapes[0], output: row.shape))
      }
    }
    return found
  }

  /// The depthwise convolution whose value reaches a pointwise one only through functions of single elements or
  /// channels.
  private static func depthwise(before pointwise: Int, in network: ComparedNetwork, _ uses: [Int]) -> Int? {
    var index = pointwise
    for _ in 0...mostBetween {
      let row = network.rows[index]
      guard row.inputs.count == 1, row.inputs[0] == index - 1, uses[index - 1] == 1 else { return nil }
      index -= 1
      let before = network.rows[index]
      if let window = ConvolutionWindow(before) { return window.isDepthwise ? index : nil }
      guard before.inputShapes == [before.shape], before.figures.multiplyAdds == 0 else { return nil }
    }
    return nil
  }
}

/// The arguments of a convolution.
private struct ConvolutionWindow {
  var taps: Int
  var groups: Int
  /// Whether each filter sees one channel.
  var isDepthwise: Bool
  /// The kernel on each axis.
  var kernel: [Int]

  init?(_ row: ComparedRow) {
    guard let input = row.inputShapes.first, input.rank >= 2, let filters = row.operators[0].traits.filters
    else { return nil }
    kernel = filters.kernel.expanded(to: input.rank - 1)
    taps = kernel.reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue }
    groups = filters.groups ?? input[0]
    isDepthwise = filters.groups == nil || groups == input[0] && groups > 1
  }
}

/// A standard convolution and its depthwise separable form.
package struct DepthwiseSeparation: Sendable {
  /// Whether the standard convolution belongs to the first network.
  package let isStandardFirst: Bool
  /// The cost of the standard convolution.
  package let standard: Tally
  /// The cost of the depthwise convolution.
  package let depthwise: Tally
  /// The cost of the pointwise convolution.
  package let pointwise: Tally
  /// N, the number of filters.
  package let filters: Int
  /// The kernel of the depthwise convolution on each axis.
  package let kernel: [Int]

  init?(_ standard: ComparedRow, _ separable: ArraySlice<ComparedRow>, isStandardFirst: Bool) {
    guard let depthwise = separable.first, let pointwise = separable.last,
      let window = ConvolutionWindow(depthwise), let filters = pointwise.shape.dimensions.first
    else { return nil }
    self.isStandardFirst = isStandardFirst
    self.standard = standard.figures
    self.depthwise = depthwise.figures
    self.pointwise = pointwise.figures
    self.filters = filters
    kernel = window.kernel
  }

  /// The multiply-adds of the separable form per multiply-add of the standard one.
  package var ratio: Double {
    Double(depthwise.multiplyAdds + pointwise.multiplyAdds) / Double(standard.multiplyAdds)
  }

  /// The ratio with its working, `1/N + 1/k^2` for N filters of k x k.
  ///
  /// The formula is that of Howard et al. 2017, section 3.1. The working is `nil` if the formula is not the exact
  /// ratio, as for a depthwise convolution with several filters for each channel.
  package var working: String? {
    let taps = kernel.reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue }
    let (product, overflow) = filters.multipliedReportingOverflow(by: taps)
    let (sum, carried) = filters.addingReportingOverflow(taps)
    let separable = depthwise.multiplyAdds + pointwise.multiplyAdds
    guard !overflow, !carried,
      separable.multipliedFullWidth(by: product) == standard.multiplyAdds.multipliedFullWidth(by: sum)
    else { return nil }
    let isSquare = kernel.count == 2 && kernel[0] == kernel[1]
    let symbol = isSquare ? "k^2" : "(\(kernel.map(String.init).joined(separator: "*")))"
    return "1/N + 1/\(symbol) = 1/\(filters) + 1/\(taps) = \(NumberText.ratio(ratio))"
  }
}
