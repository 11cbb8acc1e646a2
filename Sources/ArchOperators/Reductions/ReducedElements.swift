import ArchGraph

/// How many results a reduction has, and how many elements each is computed from.
package struct ReducedElements {
  /// The extents whose product is the number of results.
  package var results: [Factor]
  /// The extents whose product is the number of elements of one result.
  package var length: [Factor]

  init(of shape: Shape, along axes: [Int]) {
    let names = shape.factors("in_")
    results = names.indices.filter { !axes.contains($0) }.map { names[$0] }
    length = axes.map { names[$0] }
  }

  /// All elements.
  package var all: Count { Count(length, results) }

  /// The elements of each result after its first: those that a sum or a maximum processes.
  ///
  /// All elements less the first ones: two terms, so a number too large to count overflows instead of being wrong.
  package var afterFirst: Count {
    var count = all
    count.add([Factor("minus_one", -1)] + results)
    return count
  }
}
