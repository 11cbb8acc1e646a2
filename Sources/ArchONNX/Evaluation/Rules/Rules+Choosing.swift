// Outputs that depend on which entries are large, different, or nonzero.
extension Rules {
  static let choosing: [String: Rule] = [
    "TopK": topK, "NonZero": nonZero, "Compress": compress, "Unique": unique,
    "NonMaxSuppression": { (_: inout Use) throws(Misuse) in throw .dataDependent },
  ]

  private static let topK: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0, atLeast: 1)
    let axis = try Use.axis(try use.integer("axis", default: -1), of: input.rank)
    let count = use.version < 10 ? try use.integer("k") ?? -1 : try use.integer(1)
    guard count >= 0, count <= input.shape[axis] else { throw .number("k", count) }
    var shape = input.shape
    shape[axis] = count
    use.give(input.type, shape)
    use.give(.int64, shape)
  }

  private static let nonZero: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0)
    guard let known = input.known else { throw .dataDependent }
    let places = known.doubles.enumerated().filter { $1 != 0 }.map(\.offset)
    // The index of each along one axis, then along the next.
    let numbers: [Int] = zip(input.shape, Numbers.strides(input.shape)).flatMap { extent, stride in
      places.map { $0 / stride % extent }
    }
    let shape = [input.rank, places.count]
    use.give(.int64, shape, Numbers.few(shape) == nil ? nil : .integers(numbers))
  }

  private static let compress: Rule = { (use: inout Use) throws(Misuse) in
    let (input, condition) = (try use.input(0), try use.input(1, rank: 1))
    guard case .integers(let truths) = condition.known else { throw .dataDependent }
    let axis = try use.integer("axis").map { given throws(Misuse) in try Use.axis(given, of: input.rank) }
    let all = try entries(input.shape)
    let extent = axis.map { input.shape[$0] } ?? all
    guard truths.count <= extent else { throw .shapes([input.shape, condition.shape]) }
    let places = truths.indices.filter { truths[$0] != 0 }
    guard let axis else {
      return use.give(input.type, [places.count], input.known?.picking(places))
    }
    var shape = input.shape
    shape[axis] = places.count
    use.give(input.type, shape, input.rank == 1 ? input.known?.picking(places) : nil)
  }

  private static let unique: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0)
    guard use.attribute("axis") == nil, let known = input.known else { throw .dataDependent }
    let count: Int
    var (values, first, inverse, counts):
      (FlatModel.Known?, FlatModel.Known?, FlatModel.Known?, FlatModel.Known?)
    switch known {
    case .integers(let numbers):
      let isSorted = try use.flag("sorted", default: true)
      var found: [Int: Int] = [:]
      for (index, number) in numbers.enumerated() where found[number] == nil { found[number] = index }
      let order = found.sorted { isSorted ? $0.key < $1.key : $0.value < $1.value }
      let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1.key, $0) })
      count = order.count
      values = .integers(order.map(\.key))
      first = .integers(order.map(\.value))
      let all = numbers.compactMap { places[$0] }
      inverse = .integers(all)
      var times = Array(repeating: 0, count: count)
      for place in all { times[place] += 1 }
      counts = .integers(times)
    case .floats(let numbers): count = Set(numbers).count
    }
    use.give(input.type, [count], values)
    use.give(.int64, [count], first)
    use.give(.int64, [try entries(input.shape)], inverse)
    use.give(.int64, [count], counts)
  }
}
