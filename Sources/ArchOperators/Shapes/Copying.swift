import ArchGraph

extension Work {
  /// The work of moving this many elements: each is read and written, and nothing is computed.
  static func copy(_ elements: [Factor]) -> Work { copy(elements, to: elements) }

  /// The work of moving elements to places, some of which may stay empty: nothing is computed.
  static func copy(_ elements: [Factor], to places: [Factor]) -> Work {
    var work = Work()
    work[.activationReads] = Count(elements)
    work[.writes] = Count(places)
    return work
  }
}

extension Padding {
  /// How many positions come before a spatial axis; none for `same` and `causal`, which only windows can have.
  func before(axis: Int) -> Int {
    switch self {
    case .symmetric(let amounts): amounts(axis)
    case .explicit(let sides): sides[axis].before
    case .same, .causal: 0
    }
  }
}

extension Reach {
  /// The position `distance` further on one axis of a shape, and the same one on the others.
  ///
  /// - Parameters:
  ///   - step: the distance from one position to the next.
  ///   - dependsOnExtent: whether the distance differs for another extent of the axis.
  static func shifted(
    by distance: Int, step: Int = 1, on axis: Int, of shape: Shape, dependsOnExtent: Bool
  ) -> Reach {
    guard axis > 0 else { return .pointwise }
    let shift = AxisReach.regular(
      .init(stride: step, before: -distance, dependsOnExtent: dependsOnExtent))
    return .axes((1..<shape.rank).map { $0 == axis ? shift : .identity })
  }
}

extension Padding {
  /// The amounts that each of `rank` spatial axes gets or loses on its two sides, as numbers.
  func sides(rank: Int, of name: String) throws(Misfit) -> [Sides] {
    if let count, count != rank { throw .axes(argument: "amount", given: count, needed: rank) }
    var sides: [Sides] = []
    switch self {
    case .symmetric(let axes): sides = axes.expanded(to: rank).map { Sides($0, $0) }
    case .explicit(let each): sides = each
    case .same, .causal:
      throw .conflict(
        "`\(name)` needs its amount as numbers",
        help: "`\(ArgumentValue(self))` is for windows; write `\(name)(1)` or a list")
    }
    for amount in sides.flatMap({ [$0.before, $0.after] }) where amount < 0 {
      throw .range(what: "the amount", value: "\(amount)", allowed: "it counts from 0")
    }
    return sides
  }
}
