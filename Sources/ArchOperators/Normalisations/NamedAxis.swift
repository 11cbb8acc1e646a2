import ArchGraph

/// The common part of layers that act on each place of an axis, by default the first unless the call names another.
extension Operator {
  /// The axis that the call names, counted from the end if it is negative, or the first; `output(of:)` has
  /// checked it.
  func place(of axis: Int?, in shape: Shape) -> Int {
    guard let axis else { return 0 }
    return axis < 0 ? axis + shape.rank : axis
  }

  /// The places of that axis, as in the names of the tensors with numbers for each.
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
  /// The axis with separate numbers of a layer for each place.
  static func namedAxis(_ numbers: String) -> Argument {
    .named(
      "axis", .integer, otherwise: "0",
      "the axis that has \(numbers) for each of its positions (default: the channels); negative counts from the end"
    )
  }
}
