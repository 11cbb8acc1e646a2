import ArchGraph

/// Deformable attention: each query reads a few places of maps, which it computes (Zhu and others 2021).
public struct DeformableAttention: Operator {
  /// The number of heads.
  public var heads: Int

  /// Height and width of each map read.
  public var levels: [[Int]]

  /// How many places each head reads of each map.
  public var points: Int

  /// Whether the projections have biases.
  public var bias: Bool

  /// An attention to maps of these extents, one after another.
  public init(_ heads: Int, levels: [[Int]], points: Int = 4, bias: Bool = true) {
    self.heads = heads
    self.levels = levels
    self.points = points
    self.bias = bias
  }

  public static let signature = Signature(
    "deformable_attention", .sampling,
    "Attention in which each query reads a few points on maps of several sizes, with its projections.",
    inputs: .exactly(["x", "memory", "reference"]),
    arguments: [
      .positional("heads", .count(), "the number of heads"),
      .named("levels", .pairs, "height and width of each map"),
      .named("points", .count(), default: 4, "how many points each head reads on each map"),
      .named("bias", .boolean, default: true, "whether the projections have biases", as: .detail),
    ],
    notes: [
      "`x` is `[T, D]`, the queries; `memory` is `[S, M]`, the positions of all maps, row by row and one map after "
        + "another; `reference` is `[T, levels, 2]`, where each query is on each map: its column and its row, from 0 to 1. "
        + "The output is `[T, D]`.",
      "As in Deformable DETR (Zhu and others 2021): a query is projected to an offset and a score for each head, map and "
        + "point, offsets are measured in elements of the map, and a softmax over the points of all maps turns the scores into "
        + "shares. Between elements a map is read bilinearly; everything outside it is zero.",
      "Multiply-adds are those of the projections and of the sums weighted by the shares.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    heads = try arguments.integer("heads")
    levels = try arguments.pairs("levels")
    points = try arguments.integer("points")
    bias = try arguments.boolean("bias")
  }

  public var arguments: [ArgumentValue?] {
    [.integer(heads), .list(levels.map { ArgumentValue($0) }), .integer(points), .boolean(bias)]
  }

  /// The shape of `x`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    guard inputs.count == 3 else { throw .inputs(expected: "three inputs", found: inputs.count) }
    for input in inputs { _ = try single([input]) }
    let (x, memory, reference) = (inputs[0], inputs[1], inputs[2])
    for input in [x, memory] where input.rank != 2 {
      throw .rank(expected: "sequences of features, such as 300 x 256", found: input)
    }
    guard heads > 0, x[1] % heads == 0 else {
      throw .indivisible(what: "its \(x[1]) features", count: x[1], by: "heads", divisor: heads)
    }
    let positions = levels.reduce(CheckedInteger(0)) {
      $0 + $1.reduce(CheckedInteger(1)) { $0 * CheckedInteger($1) }
    }
    guard let positions = positions.value else { throw .tooLarge(levels.flatMap { $0 }) }
    guard memory[0] == positions else {
      throw .conflict(
        "`deformable_attention` needs a memory of \(positions) positions, but gets \(memory)",
        help: "`levels` gives the height and width of each map; their positions follow one another")
    }
    guard reference.dimensions == [x[0], levels.count, 2] else {
      throw .conflict(
        "`deformable_attention` needs a reference of \(Shape([x[0], levels.count, 2])), but gets \(reference)",
        help: "it must have a column and a row for each query and each level")
    }
    let places = CheckedInteger(heads) * CheckedInteger(levels.count) * CheckedInteger(points)
    guard (CheckedInteger(2) * places).value != nil else { throw .tooLarge([heads, levels.count, points]) }
    return .sameAsInput
  }

  /// `value_weight [D, M]`, `offset_weight [heads*levels*points*2, D]`, `score_weight [heads*levels*points, D]` and
  /// `output_weight [D, D]`, each followed by its bias.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    let features = Factor("features", inputs[0][1])
    let places = heads * levels.count * points
    var parameters: [Parameter] = []
    func add(_ name: String, _ rows: Factor, _ columns: Factor) {
      parameters.append(Parameter(name + "_weight", [rows, columns], use: .product(over: 1..<2)))
      if bias { parameters.append(Parameter(name + "_bias", [rows], use: .shift)) }
    }
    add("value", features, Factor("memory_features", inputs[1][1]))
    add("offset", Factor("coordinates", 2 * places), features)
    add("score", Factor("places", places), features)
    add("output", features, features)
    return parameters
  }

  /// The four projections; for each place its position, its share, and the weights of four neighbours; a bilinear read
  /// of it in each feature of its head; and the weighted sums.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let queries = Factor("queries", inputs[0][0])
    let features = Factor("features", inputs[0][1])
    let memory = [Factor("memory_positions", inputs[1][0]), Factor("memory_features", inputs[1][1])]
    let ofHead = [Factor("levels", levels.count), Factor("points", points)]
    let places = [queries, Factor("heads", heads)] + ofHead
    let coordinates = [Factor("axes", 2)] + places
    // All heads together have the features of the output.
    let reads = [queries] + ofHead + [features]
    let references = [Factor("axes", 2), queries, Factor("levels", levels.count)]
    let afterFirst = [
      Factor("places_after_first", levels.count * points - 1), queries, Factor("heads", heads),
    ]
    var work = Work()
    work[.multiplyAdds] = Count(memory + [features]) + Count(coordinates + [features])
    work[.multiplyAdds].add(places + [features])
    work[.multiplyAdds].add(reads)
    work[.multiplyAdds].add([queries, features, features])
    if bias {
      work[.additions] = Count([memory[0], features]) + Count(coordinates) + Count(places)
      work[.additions].add([queries, features])
    }
    work[.additions].add(afterFirst)
    work[.additions].add(references)
    work[.additions].add(coordinates)
    work[.multiplications] = Count(references)
    work[.comparisons] = Count(afterFirst)
    work[.subtractions] = Count(places)
    work[.exponentials] = Count(places)
    work[.divisions] = Count(places)
    work.addBilinearReads(places: places, reads: reads)
    work[.weightReads] = parameters(of: inputs).count(.weight)
    work[.activationReads] = Count([queries, features]) + Count(memory) + Count(references)
    work[.writes] = Count([queries, features])
    return work
  }

  /// All positions.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .everything }

  public var traits: Traits {
    Traits(isDefinedByElement: false, channels: .kept, values: .standardised, axes: .rows, part: .layer)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// One map and several, one place and several, heads, single elements.
  public static let specimens = [
    Specimen(
      DeformableAttention(2, levels: [[2, 3], [1, 2]], points: 2), on: [[3, 4], [8, 3], [3, 2, 2]]),
    Specimen(
      DeformableAttention(1, levels: [[3, 2]], points: 1, bias: false), on: [[2, 2], [6, 2], [2, 1, 2]]),
    Specimen(
      DeformableAttention(3, levels: [[1, 1], [2, 2]], points: 3), on: [[2, 3], [5, 4], [2, 2, 2]]),
    Specimen(DeformableAttention(1, levels: [[1, 1]], points: 1), on: [[1, 1], [1, 1], [1, 1, 2]]),
  ]
}
