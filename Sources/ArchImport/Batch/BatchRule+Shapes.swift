import ArchONNX

/// Operators that arrange elements anew.
extension BatchRule {
  /// A reshape keeps how many steps are outside the batch, whatever the target was computed from.
  func reshaped(_ place: BatchPlace?) throws(BatchFault) -> BatchPlace? {
    guard let place else { throw refuse(1) }
    let (source, target) = (shape(0), result())
    let steps = place.steps(in: source)
    if batch == 1, let own = own(in: target, at: steps, from: place, source) { return own }
    var before = 1
    var last: BatchPlace?
    for (axis, extent) in target.enumerated() {
      if before > 0, steps % before == 0 {
        let outer = steps / before
        if outer > 0, batch > 0, extent % outer == 0, extent / outer % batch == 0 {
          // At a border between two axes the one behind it is taken, if there is any.
          if outer < extent || batch > 1 { return BatchPlace(axis: axis, outer: outer) }
          last = BatchPlace(axis: axis, outer: outer)
        }
      }
      before &*= extent
    }
    guard let last else { throw .split(step: index) }
    return last
  }

  /// In a model whose batch is 1, the axis of one element that it most likely is.
  private func own(in target: [Int], at steps: Int, from place: BatchPlace, _ source: [Int]) -> BatchPlace? {
    var before = 1
    var candidates: [Int] = []
    for (axis, extent) in target.enumerated() {
      if before == steps, extent == 1 { candidates.append(axis) }
      before &*= extent
    }
    let axis =
      candidates.first { target[..<$0] == source[..<place.axis] }
      ?? candidates.first { target[($0 + 1)...] == source[(place.axis + 1)...] } ?? candidates.first
    return axis.map { BatchPlace(axis: $0, outer: 1) }
  }

  /// Axes of one element come and go by their index.
  func inserted(_ place: BatchPlace?) throws(BatchFault) -> BatchPlace? {
    guard let place else { throw refuse(1) }
    let (source, target) = (shape(0), result())
    if step.op == "Unsqueeze" {
      let new = Set((model.axes(step) ?? []).compactMap { axis($0, of: target.count) })
      let kept = target.indices.filter { !new.contains($0) }
      guard kept.count == source.count else { throw .unknown(step: index) }
      return BatchPlace(axis: kept[place.axis], outer: place.outer)
    }
    let gone =
      model.axes(step).map { Set($0.compactMap { axis($0, of: source.count) }) }
      ?? Set(source.indices.filter { source[$0] == 1 })
    guard !gone.contains(place.axis) else {
      // Without axes all of one element go, a batch of 1 among them.
      throw refuse()
    }
    return BatchPlace(axis: place.axis - gone.count { $0 < place.axis }, outer: place.outer)
  }

  func transposed(_ place: BatchPlace?) throws(BatchFault) -> BatchPlace? {
    let order = step.integers("perm") ?? shape(0).indices.reversed()
    guard let place, let axis = order.firstIndex(of: place.axis) else { throw refuse() }
    return BatchPlace(axis: axis, outer: place.outer)
  }

  func concatenated(_ places: [BatchPlace?]) throws(BatchFault) -> BatchPlace? {
    let found = places.compactMap { $0 }
    guard let place = found.first, let axis = axis(step.integer("axis") ?? 1, of: result().count) else {
      throw .apart(step: index)
    }
    guard found.allSatisfy({ $0 == place }) else { throw .apart(step: index) }
    if axis != place.axis {
      for (input, other) in places.enumerated() where other == nil {
        guard shape(input)[place.axis] == result()[place.axis] else { throw .apart(step: index) }
      }
      return place
    }
    // Whole batches one after the other, as the two towers of a Siamese network.
    guard found.count == places.count, places.indices.allSatisfy({ shape($0) == shape(0) }) else {
      throw refuse()
    }
    return BatchPlace(axis: place.axis, outer: place.outer * places.count)
  }

  func split(_ place: BatchPlace?) throws(BatchFault) -> [BatchPlace?] {
    guard let place, let axis = axis(step.integer("axis") ?? 0, of: shape(0).count) else { throw refuse(1) }
    if axis != place.axis { return all(place) }
    let unit = place.inner(in: shape(0), batch: batch) * batch
    var found: [BatchPlace?] = []
    for output in step.outputs.indices {
      let extent = result(output).isEmpty ? 0 : result(output)[axis]
      guard unit > 0, extent % unit == 0, extent > 0, place.outer > 1 else { throw refuse() }
      found.append(BatchPlace(axis: axis, outer: extent / unit))
    }
    return found
  }

  func sliced(_ place: BatchPlace?) throws(BatchFault) -> BatchPlace? {
    guard let place else { throw refuse(1) }
    let (source, target) = (shape(0), result())
    if source[place.axis] == target[place.axis] {
      // All of it, unless it is turned round.
      return place
    }
    let unit = place.inner(in: source, batch: batch) * batch
    guard unit > 0, target[place.axis] % unit == 0, target[place.axis] > 0, place.outer > 1 else {
      throw refuse()
    }
    return BatchPlace(axis: place.axis, outer: target[place.axis] / unit)
  }

  func padded(_ place: BatchPlace?) throws(BatchFault) -> BatchPlace? {
    guard let place, shape(0)[place.axis] == result()[place.axis] else { throw refuse() }
    return place
  }

  func tiled(_ place: BatchPlace?) throws(BatchFault) -> BatchPlace? {
    guard let place, shape(0)[place.axis] > 0 else { throw refuse(1) }
    let repeats = result()[place.axis] / shape(0)[place.axis]
    return BatchPlace(axis: place.axis, outer: place.outer * repeats)
  }

  // MARK: Lookups

  func gathered(_ places: [BatchPlace?]) throws(BatchFault) -> BatchPlace? {
    let rank = shape(0).count
    guard let axis = axis(step.integer("axis") ?? 0, of: rank) else { throw refuse() }
    switch (places[0], places[1]) {
    case (let place?, nil):
      if axis == place.axis {
        // All entries in their order are the value itself.
        let whole = model.integers(step.input(1)).map { $0 == Array(0..<shape(0)[axis]) } ?? false
        guard whole, rank == 1 || shape(1).count == 1 else { throw refuse() }
        // Of a flat value, which is what dynamo makes of `as_strided`, they are a reshape of it.
        return rank == 1 ? try reshaped(place) : place
      }
      return place.axis < axis ? place : BatchPlace(axis: place.axis - 1 + shape(1).count, outer: place.outer)
    case (nil, let place?): return BatchPlace(axis: axis + place.axis, outer: place.outer)
    default: throw .apart(step: index)
    }
  }

  func elements(_ places: [BatchPlace?]) throws(BatchFault) -> BatchPlace? {
    guard let axis = axis(step.integer("axis") ?? 0, of: shape(0).count), let place = places[1] ?? places[0],
      place.axis != axis, places[0] == nil || places[1] == nil || places[0] == places[1]
    else { throw refuse() }
    return place
  }

  func scattered(_ places: [BatchPlace?]) throws(BatchFault) -> BatchPlace? {
    guard let place = places[0] else {
      // A table read at indices: the axes of the indices but the last come first.
      guard step.op == "GatherND", let place = places[1], place.axis < shape(1).count - 1 else {
        throw refuse(1)
      }
      return place
    }
    switch step.op {
    case "ScatterElements", "Scatter":
      guard let axis = axis(step.integer("axis") ?? 0, of: shape(0).count), axis != place.axis,
        places.dropFirst().allSatisfy({ $0 == nil || $0 == place })
      else { throw refuse() }
      return place
    case "GatherND":
      let shared = step.integer("batch_dims") ?? 0
      guard place.axis < shared, places[1] == nil || places[1] == place else { throw refuse() }
      return place
    case "TensorScatter":
      guard place.axis == 0, places.allSatisfy({ $0 == nil || $0?.axis == 0 }) else { throw refuse() }
      return place
    default: throw refuse()
    }
  }

  func oneHot(_ place: BatchPlace?) throws(BatchFault) -> BatchPlace? {
    guard let place, let axis = axis(step.integer("axis") ?? -1, of: result().count) else { throw refuse(1) }
    return BatchPlace(axis: place.axis < axis ? place.axis : place.axis + 1, outer: place.outer)
  }
}
