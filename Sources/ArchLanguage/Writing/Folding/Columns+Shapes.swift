import ArchGraph

/// The extents of shapes that layers are given.
extension Columns {
  /// The role of an extent of a shape, which can be any kind of number.
  static let extentName = "extent"
  /// The largest factor by which an extent is longer than another on purpose.
  static let largestFactor = 8

  /// The extents of a shape that a layer is given.
  mutating func shape(
    _ lists: [[ArgumentValue]], _ occurrences: [Occurrence], entries: [Node.ID?]
  ) -> [String] {
    let role = FoldedParameter.Role(name: Self.extentName, kind: .width, member: "channels")
    guard let first = lists.first, lists.allSatisfy({ $0.count == first.count }) else { return [] }
    let wholes = lists.compactMap { integers($0) }
    let nodes = entries.compactMap(\.self)
    let shapes = nodes.map { graph.nodes[$0].shape.dimensions }
    return first.indices.map { place in
      let values = lists.map { $0[place] }
      guard !values.allSatisfy({ $0 == values[0] }), wholes.count == lists.count, shapes.count == lists.count
      else {
        return text(values, role, occurrences, entries: entries)
      }
      let names = names(of: shapes, areRows: rows.areRows(nodes))
      let isLast = place + 1 == first.count
      let numbers = wholes.map { $0[place] }
      // An extent is named after its place, if possible.
      let likely =
        isLast
        ? names.reversed() : place > 0 && place + 2 == first.count ? Array(names.dropFirst()) + names : names
      if let member = likely.first(where: { member in shapes.map { Self.extent(member, of: $0) } == numbers })
      {
        return "it.\(member)"
      }
      return known(values, role, occurrences, entries: entries)
        ?? joined(place, wholes, shapes, names)
        ?? text(values, role, occurrences, entries: entries)
    }
  }

  /// The names of the axes of values, in order; none unless all have names.
  private func names(of shapes: [[Int]], areRows: Bool) -> [String] {
    guard let rank = shapes.first?.count, shapes.allSatisfy({ $0.count == rank }) else { return [] }
    let inner = (1..<max(1, rank - 1)).map { "shape[\($0)]" }
    return switch rank {
    case ...1: ["features"]
    case 2: ["channels", "features"]
    case _ where areRows: ["shape[0]"] + inner + ["features"]
    default: ["channels"] + inner.dropLast() + ["height", "width"]
    }
  }

  /// Two axes that are joined, starting where the extent does.
  private func joined(_ place: Int, _ wholes: [[Int]], _ shapes: [[Int]], _ names: [String]) -> String? {
    names.indices.dropLast().first { axis in
      zip(wholes, shapes).allSatisfy { extents, shape in
        Self.product(extents[..<place]) == Self.product(shape[..<axis])
          && extents[place] == Self.product(shape[axis...axis + 1])
      }
    }.map { "it.\(names[$0]) * it.\(names[$0 + 1])" }
  }

  /// A product, or `nil` if it is too large or a factor cannot count elements.
  private static func product(_ numbers: ArraySlice<Int>) -> Int? {
    numbers.reduce(1) { product, number -> Int? in
      guard let product, number > 0 else { return nil }
      let (next, isTooLarge) = product.multipliedReportingOverflow(by: number)
      return isTooLarge ? nil : next
    }
  }
}
