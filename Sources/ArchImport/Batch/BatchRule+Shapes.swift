import ArchONNX

/// Operators that rearrange elements.
extension BatchRule {
  /// A reshape keeps how many steps are outside the batch, however the target was computed.
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
          // At a border between two axes the one after it is taken, if there is any.
          if outer < extent || batch > 1 { return BatchPlace(axis: axis, outer: outer) }
          last = BatchPlace(axis: axis, outer: outer)
        }
      }
      before &*= extent
    }
    guard let last else { throw .split(step: index) }
    return last
  }

  /// In a model whose batch is 1, the axis of one element that is most likely the batch.
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

  /// Axes of one element are inserted and removed by their index.
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
      // Without axes all those of one element are removed, a batch of 1 among them.
      throw refuse()
    }
    return BatchPlace(axis: place.axis - gone.count { $0 < place.axis }, outer: place.outer)
  }

  func transposed(_ place: BatchPlace?) throws(BatchFault) -> BatchPlace? {
    let order = step.integers("perm") ?? shape(0).indices.reversed()
    guard let place, let axis = order.firstIndex(of: place.axis) else { throw refuse() }
    return BatchPlace(axis: axis, outer: place.outer)
  }

  /// - Parameters:
  ///   - places: the places of the parts.
  ///   - first: the input that is the first part.
  ///   - stride: how many inputs there are from one part to the next.
  func concatenated(
    _ places: [BatchPlace?], first: Int = 0, by stride: Int = 1
  ) throws(BatchFault) -> BatchPlace? {
    func shape(_ part: Int) -> [Int] { self.shape(first + stride * part) }
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
    // Whole batches one after the other, such as the two towers of a Siamese network.
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
      // All of it, unless it is reversed.
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
        // All entries in order are the value itself.
        let whole = model.integers(step.input(1)).map { $0.elementsEqual(0..<shape(0)[axis]) } ?? false
        guard whole, rank == 1 || shape(1).count == 1 else { throw refuse() }
        // In a flat value, which is what dynamo makes of `as_strided`, they are a reshape of it.
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

  func gatheredPlaces(_ places: [BatchPlace?]) throws(BatchFault) -> BatchPlace? {
    guard let place = places[0] else {
      // A table read at indices: the axes of the indices but the last come first.
      guard let place = places[1], place.axis < shape(1).count - 1 else { throw refuse(1) }
      return place
    }
    let shared = step.integer("batch_dims") ?? 0
    guard place.axis < shared, places[1] == nil || places[1] == place else { throw refuse() }
    return place
  }

  func scattered(_ places: [BatchPlace?]) throws(BatchFault) -> BatchPlace? {
    switch step.op {
    case "ScatterElements", "Scatter":
      guard let axis = axis(step.integer("axis") ?? 0, of: shape(0).count),
        let place = places[0] ?? places[2] ?? places[1], axis != place.axis,
        places.allSatisfy({ $0 == nil || $0 == place }), shape(1)[place.axis] == result()[place.axis]
      else { throw refuse() }
      return place
    case "TensorScatter":
      guard let place = places[0] ?? places[1], place.axis == 0, place.outer == 1,
        places.allSatisfy({ $0 == nil || $0 == place }),
        let axis = axis(step.integer("axis") ?? -2, of: result().count), axis > 0
      else { throw refuse() }
      return place
    default: return try scatteredPlaces(places)
    }
  }

  /// Places are tuples of indices of the first axes, and updates have the others after the axes of the places.
  private func scatteredPlaces(_ places: [BatchPlace?]) throws(BatchFault) -> BatchPlace? {
    let (depth, ahead) = (shape(1).last ?? 0, shape(1).count - 1)
    let moved = places[2].flatMap { place in
      place.axis >= ahead ? BatchPlace(axis: place.axis - ahead + depth, outer: place.outer) : nil
    }
    if let place = places[0] ?? moved, place.axis >= depth {
      guard places[1] == nil, places[2] == nil || moved == place else { throw .apart(step: index) }
      return place
    }
    // Indices do not tell which example they mean, unless there is only one.
    guard batch == 1 else { throw refuse() }
    let place = places[0] ?? BatchPlace(axis: 0, outer: 1)
    guard place.axis < shape(0).count, shape(0)[place.axis] == 1, place.outer == 1 else { throw refuse() }
    return place
  }

  // MARK: Sequences and maps

  /// Sequences of one axis for each example of another.
  func reversed(_ places: [BatchPlace?]) throws(BatchFault) -> BatchPlace? {
    guard let place = places[0], let time = axis(step.integer("time_axis") ?? 0, of: shape(0).count),
      place.axis != time
    else { throw refuse() }
    return place
  }

  /// The entries of an axis for which a condition holds.
  func compressed(_ places: [BatchPlace?]) throws(BatchFault) -> BatchPlace? {
    guard let place = places[0], places[1] == nil, let given = step.integer("axis"),
      let axis = axis(given, of: shape(0).count), axis != place.axis
    else { throw refuse(places[0] == nil ? 1 : 0) }
    return place
  }

  /// A transform over one axis, which is not the last.
  func fourier(_ places: [BatchPlace?]) throws(BatchFault) -> BatchPlace? {
    let given = step.version < 20 ? step.integer("axis") ?? 1 : model.integers(step.input(2))?.first ?? -2
    guard let place = places[0], let axis = axis(given, of: shape(0).count), axis != place.axis,
      place.axis < shape(0).count - 1
    else { throw refuse() }
    return place
  }

  /// The boxes of the only example: their maps are one after the other.
  func boxes(_ places: [BatchPlace?]) throws(BatchFault) -> BatchPlace? {
    guard batch == 1, places.allSatisfy({ $0 == nil || $0 == BatchPlace(axis: 0, outer: 1) }) else {
      throw refuse()
    }
    return BatchPlace(axis: 0, outer: 1)
  }

  func oneHot(_ place: BatchPlace?) throws(BatchFault) -> BatchPlace? {
    guard let place, let axis = axis(step.integer("axis") ?? -1, of: result().count) else { throw refuse(1) }
    return BatchPlace(axis: place.axis < axis ? place.axis : place.axis + 1, outer: place.outer)
  }
}
