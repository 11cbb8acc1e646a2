import ArchGraph

// Layers whose weights each expert has separately, in the braces of `experts(…) { … }`.

extension Dense: Expertable {
  /// Dense layers with weights of their own.
  package func ofExperts(_ experts: Int) -> ExpertLayers {
    ExpertLayers(weighed: ExpertDense(units, experts: experts, bias: bias))
  }
}

extension RMSNorm: Expertable {
  /// The norm without factors, and those of each expert.
  package func ofExperts(_ experts: Int) throws(Misfit) -> ExpertLayers {
    try checkRows(axes)
    return ExpertLayers(
      first: RMSNorm(epsilon: epsilon, scale: false), weighed: ExpertScale(experts: experts, bias: false))
  }
}

extension LayerNorm: Expertable {
  /// The norm without factors and shifts, and those of each expert.
  package func ofExperts(_ experts: Int) throws(Misfit) -> ExpertLayers {
    try checkRows(channels ? 0 : axes)
    return ExpertLayers(
      first: LayerNorm(epsilon: epsilon, scale: false, shift: false),
      weighed: ExpertScale(experts: experts, scale: scale, bias: shift))
  }
}

extension Scale: Expertable {
  /// The factors of each expert.
  package func ofExperts(_ experts: Int) throws(Misfit) -> ExpertLayers {
    try checkFeatures(axis)
    return ExpertLayers(weighed: ExpertScale(experts: experts, bias: bias))
  }
}

extension Bias: Expertable {
  /// The numbers of each expert.
  package func ofExperts(_ experts: Int) throws(Misfit) -> ExpertLayers {
    try checkFeatures(axis)
    return ExpertLayers(weighed: ExpertScale(experts: experts, scale: false))
  }
}

extension Operator {
  /// Rows belong to different experts: what is normalised together is one of them.
  fileprivate func checkRows(_ axes: Int) throws(Misfit) {
    guard axes != 1 else { return }
    throw .conflict(
      "`\(name)` normalises rows of different experts together", help: "`\(name)` over the last axis does not"
    )
  }

  /// Numbers for each row would be of a token and not of an expert.
  fileprivate func checkFeatures(_ axis: Int?) throws(Misfit) {
    guard axis != -1, axis != 1 else { return }
    throw .conflict(
      "`\(name)` has a number for each row, and each row is a token of its own",
      help: "`\(name)(axis: -1)` has one for each feature")
  }
}
