import ArchGraph

/// What layers have in common that act on each place of an axis, which is the first one unless the call names it.
extension Operator {
  /// The axis that the call names, counted from the end where it is negative, or else the first; `output(of:)` has
  /// checked it.
  func place(of axis: Int?, in shape: Shape) -> Int {
    guard let axis else { return 0 }
    return axis < 0 ? axis + shape.rank : axis
  }

  /// The places of that axis, as the tensors of numbers for each are named.
  func places(of axis: Int?, in shape: Shape) -> Factor {
    let place = place(of: axis, in: shape)
    return Factor(place == 0 ? "channels" : place == shape.rank - 1 ? "features" : "places", shape[place])
  }

  /// The shape of the input, which has the axis that the call names.
  func sameShape(_ inputs: [Shape], with axis: Int?) throws(Misfit) -> OutputShape {
    let input = try tensor(inputs, rank: 1, "channels")
    if let axis { _ = try self.axis(axis, of: input) }
    return .sameAsInput
  }
}

extension Signature {
  /// The axis that a layer has numbers of its own for.
  static func namedAxis(_ numbers: String) -> Argument {
    .named(
      "axis", .integer, otherwise: "0",
      "the axis that has \(numbers) for each of its positions (default: the channels); negative counts from the end"
    )
  }
}
