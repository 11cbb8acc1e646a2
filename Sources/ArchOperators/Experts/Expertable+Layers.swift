import ArchGraph

// Layers whose weights each expert has separately, in the braces of `experts(…) { … }`.

extension Dense: Expertable {
  /// Dense layers with separate weights.
  package func ofExperts(_ experts: Int) -> ExpertLayers {
    ExpertLayers(weighed: ExpertDense(units, experts: experts, bias: bias))
  }
}

extension RMSNorm: Expertable {
  /// The norm without factors, followed by the factors of each expert.
  package func ofExperts(_ experts: Int) throws(Misfit) -> ExpertLayers {
    try checkRows(axes)
    return ExpertLayers(
      first: RMSNorm(epsilon: epsilon, scale: false), weighed: ExpertScale(experts: experts, bias: false))
  }
}

extension LayerNorm: Expertable {
  /// The norm without factors and shifts, followed by those of each expert.
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
  /// Checks that a row is normalised alone, since rows belong to different experts.
  fileprivate func checkRows(_ axes: Int) throws(Misfit) {
    guard axes != 1 else { return }
    throw .conflict(
      "`\(name)` normalises rows of different experts together", help: "`\(name)` over the last axis does not"
    )
  }

  /// Checks that the numbers are for features: numbers for rows would belong to tokens instead of experts.
  fileprivate func checkFeatures(_ axis: Int?) throws(Misfit) {
    guard axis != -1, axis != 1 else { return }
    throw .conflict(
      "`\(name)` has a number for each row, and each row is a token of its own",
      help: "`\(name)(axis: -1)` has one for each feature")
  }
}
