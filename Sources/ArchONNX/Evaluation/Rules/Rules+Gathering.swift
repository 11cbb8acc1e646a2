// Entries chosen by indices.
extension Rules {
  static let gathering: [String: Rule] = [
    "Gather": gather, "GatherElements": gatherElements, "GatherND": gatherND, "Scatter": scatterElements,
    "ScatterElements": scatterElements, "ScatterND": scatterND, "TensorScatter": tensorScatter,
  ]

  /// An index counted from the front.
  private static func place(_ index: Int, _ extent: Int) -> Int? {
    let place = index < 0 ? index &+ extent : index
    return place >= 0 && place < extent ? place : nil
  }

  private static let gather: Rule = { (use: inout Use) throws(Misuse) in
    let (data, indices) = (try use.input(0, atLeast: 1), try use.input(1))
    let axis = try Use.axis(try use.integer("axis", default: 0), of: data.rank)
    let shape = Array(data.shape[..<axis]) + indices.shape + Array(data.shape[(axis + 1)...])
    let extent = data.shape[axis]
    guard case .integers(let numbers) = indices.known else { return use.give(data.type, shape) }
    var places: [Int] = []
    for number in numbers {
      guard let place = place(number, extent) else { throw .number("indices", number) }
      places.append(place)
    }
    guard let known = data.known, let count = Numbers.few(shape), count > 0 else {
      return use.give(data.type, shape)
    }
    let inner = data.shape[(axis + 1)...].reduce(1, *)
    var picked: [Int] = []
    for outer in 0..<count / (places.count * inner) {
      for place in places { for rest in 0..<inner { picked.append((outer * extent + place) * inner + rest) } }
    }
    use.give(data.type, shape, known.picking(picked))
  }

  private static let gatherElements: Rule = { (use: inout Use) throws(Misuse) in
    let (data, indices) = (try use.input(0, atLeast: 1), try use.input(1))
    let axis = try Use.axis(try use.integer("axis", default: 0), of: data.rank)
    guard indices.rank == data.rank,
      data.shape.indices.allSatisfy({ $0 == axis || indices.shape[$0] <= data.shape[$0] })
    else {
      throw .shapes([data.shape, indices.shape])
    }
    guard let known = data.known, case .integers(let numbers) = indices.known, !indices.shape.contains(0)
    else {
      return use.give(data.type, indices.shape)
    }
    let strides = Numbers.strides(data.shape)
    var steps = strides
    steps[axis] = 0
    var picked: [Int] = []
    for (base, number) in zip(Numbers.indices(indices.shape, steps: steps), numbers) {
      guard let place = place(number, data.shape[axis]) else { throw .number("indices", number) }
      picked.append(base + place * strides[axis])
    }
    use.give(data.type, indices.shape, known.picking(picked))
  }

  private static let gatherND: Rule = { (use: inout Use) throws(Misuse) in
    let (data, indices) = (try use.input(0, atLeast: 1), try use.input(1, atLeast: 1))
    let batch = try use.integer("batch_dims", default: 0)
    guard batch >= 0, batch < min(data.rank, indices.rank) else { throw .number("batch_dims", batch) }
    let length = indices.shape[indices.rank - 1]
    guard length <= data.rank - batch, data.shape[..<batch] == indices.shape[..<batch] else {
      throw .shapes([data.shape, indices.shape])
    }
    let rest = data.shape[(batch + length)...]
    let shape = Array(indices.shape.dropLast()) + Array(rest)
    guard batch == 0, let known = data.known, case .integers(let numbers) = indices.known,
      let count = Numbers.few(shape), count > 0, length > 0
    else {
      return use.give(data.type, shape)
    }
    let strides = Numbers.strides(data.shape)
    let inner = rest.reduce(1, *)
    var picked: [Int] = []
    for tuple in 0..<numbers.count / length {
      var base = 0
      for axis in 0..<length {
        let number = numbers[tuple * length + axis]
        guard let place = place(number, data.shape[axis]) else { throw .number("indices", number) }
        base += place * strides[axis]
      }
      picked += base..<(base + inner)
    }
    use.give(data.type, shape, known.picking(picked))
  }

  private static let scatterElements: Rule = { (use: inout Use) throws(Misuse) in
    let (data, indices, updates) = (try use.input(0, atLeast: 1), try use.input(1), try use.input(2))
    _ = try Use.axis(try use.integer("axis", default: 0), of: data.rank)
    guard indices.rank == data.rank, updates.shape == indices.shape else {
      throw .shapes([data.shape, indices.shape, updates.shape])
    }
    use.give(data.type, data.shape)
  }

  private static let scatterND: Rule = { (use: inout Use) throws(Misuse) in
    let (data, indices) = (try use.input(0, atLeast: 1), try use.input(1, atLeast: 1))
    let updates = try use.input(2)
    let length = indices.shape[indices.rank - 1]
    guard length <= data.rank, updates.shape == Array(indices.shape.dropLast()) + Array(data.shape[length...])
    else {
      throw .shapes([data.shape, indices.shape, updates.shape])
    }
    let reduction = try use.string("reduction", default: "none")
    guard reduction == "none", let old = data.known, let new = updates.known,
      let both = FlatModel.Known.joining([old, new]), case .integers(let numbers) = indices.known, length > 0,
      !indices.shape.contains(0), !data.shape.contains(0)
    else {
      return use.give(data.type, data.shape)
    }
    // For each position, the index of its number in the old and the new ones together.
    var chosen = Array(0..<old.count)
    let strides = Numbers.strides(data.shape)
    let inner = data.shape[length...].reduce(1, *)
    for tuple in 0..<numbers.count / length {
      var base = 0
      for axis in 0..<length {
        let number = numbers[tuple * length + axis]
        guard let place = place(number, data.shape[axis]) else { throw .number("indices", number) }
        base += place * strides[axis]
      }
      for rest in 0..<inner { chosen[base + rest] = old.count + tuple * inner + rest }
    }
    use.give(data.type, data.shape, both.picking(chosen))
  }

  private static let tensorScatter: Rule = { (use: inout Use) throws(Misuse) in
    let (cache, update) = (try use.input(0, atLeast: 2), try use.input(1))
    let axis = try Use.axis(try use.integer("axis", default: -2), of: cache.rank)
    guard axis > 0, update.rank == cache.rank,
      cache.shape.indices.allSatisfy({
        $0 == axis ? update.shape[$0] <= cache.shape[$0] : update.shape[$0] == cache.shape[$0]
      })
    else {
      throw .shapes([cache.shape, update.shape])
    }
    use.give(cache.type, cache.shape)
  }
}
