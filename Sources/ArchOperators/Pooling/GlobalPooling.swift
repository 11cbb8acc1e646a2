import ArchGraph

/// What poolings over all positions have in common.
extension Operator {
  /// `[C]`, or `[C, 1, …]` where the axes are kept.
  func channels(of inputs: [Shape], keepAxes: Bool) throws(Misfit) -> OutputShape {
    let input = try map(inputs)
    let kept = keepAxes ? Axis.spatial("kept_", input.rank - 1).map { Extent($0, 1) } : []
    return .extents([Extent("in_channels", input[0])] + kept)
  }

  /// All positions of every axis.
  func everyPosition(of inputs: [Shape], keepAxes: Bool) -> Reach {
    keepAxes ? .axes(Array(repeating: .everything, count: inputs[0].rank - 1)) : .everything
  }
}

extension Signature {
  /// The arguments that poolings over all positions have in common.
  static let globalPoolingArguments: [Argument] = [
    .named("keep_axes", .boolean, default: false, "whether the spatial axes stay, with extent 1")
  ]
}
