/// Where the batch is in a tensor of a foreign model: in one axis, whose extent is `outer * batch * inner`.
///
/// Usually it has the axis to itself; windows, heads and frames folded into the batch remain visible in `outer` and
/// `inner`.
struct BatchPlace: Hashable {
  /// The axis.
  var axis: Int
  /// How many times the axis goes through the batch.
  var outer: Int

  /// How many times the whole tensor goes through the batch, which stays the same when it is reshaped.
  func steps(in shape: [Int]) -> Int { shape[..<axis].reduce(outer, &*) }

  /// How many entries of the axis one step of the batch holds.
  func inner(in shape: [Int], batch: Int) -> Int { shape[axis] / max(1, outer &* batch) }

  /// Whether the batch has the axis to itself.
  func isOwn(in shape: [Int], batch: Int) -> Bool { outer == 1 && shape[axis] == batch }

  /// Whether a tensor has the axis, and whole batches in it.
  func fits(_ shape: [Int], batch: Int) -> Bool {
    let (unit, overflow) = outer.multipliedReportingOverflow(by: batch)
    return shape.indices.contains(axis) && !overflow && unit > 0 && shape[axis] % unit == 0
  }

  /// The extents for one example: without the axis if the batch has it to itself.
  func example(of shape: [Int], batch: Int) -> [Int] {
    var example = shape
    if isOwn(in: shape, batch: batch) {
      example.remove(at: axis)
    } else {
      example[axis] /= max(1, batch)
    }
    return example
  }

  /// The axis of one example that corresponds to an axis of the tensor, or `nil` for the batch's own.
  func example(axis: Int, of shape: [Int], batch: Int) -> Int? {
    guard isOwn(in: shape, batch: batch) else { return axis }
    return axis == self.axis ? nil : axis < self.axis ? axis : axis - 1
  }

  /// In a model whose batch is 1, all places where it can be with as many steps outside of it.
  ///
  /// Such a batch is ambiguous between two axes: it can be the inner end of one or the outer end of the other.
  func alternatives(in shape: [Int]) -> [BatchPlace] {
    let steps = steps(in: shape)
    var before = 1
    var found: [BatchPlace] = []
    for (axis, extent) in shape.enumerated() {
      if before > 0, steps % before == 0 {
        let outer = steps / before
        if outer > 0, extent % outer == 0 { found.append(BatchPlace(axis: axis, outer: outer)) }
      }
      before &*= extent
    }
    return found
  }
}
