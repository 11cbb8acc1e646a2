import ArchGraph

extension Shape {
  /// The rows of a tensor, whose elements differ only in their position on `axes`: the places of their elements
  /// among the values.
  func rows(along axes: Range<Int>) -> [[Int]] {
    let outer = dimensions[..<axes.lowerBound].reduce(1, *)
    let length = dimensions[axes].reduce(1, *)
    let inner = dimensions[axes.upperBound...].reduce(1, *)
    return (0..<outer).flatMap { block in
      (0..<inner).map { offset in (0..<length).map { (block * length + $0) * inner + offset } }
    }
  }

  /// The index, among numbers along `axes`, of the one for the element at a place among the values.
  func index(of place: Int, along axes: Range<Int>) -> Int {
    place / dimensions[axes.upperBound...].reduce(1, *) % dimensions[axes].reduce(1, *)
  }
}

extension Tensor {
  /// The tensor with `function` applied to each row, whose elements are at these places.
  func mapping(_ rows: [[Int]], _ function: (_ row: Int, _ numbers: [N]) -> [N]) -> Tensor {
    var result = self
    for (row, places) in rows.enumerated() {
      for (place, value) in zip(places, function(row, places.map { values[$0] })) {
        result.values[place] = value
      }
    }
    return result
  }

  /// Each element times the same element of another tensor.
  func product(_ other: Tensor) -> Tensor { Tensor(shape, zip(values, other.values).map { $0 * $1 }) }

  /// Each element times its number along `axes`.
  func scaled(by numbers: Tensor, along axes: Range<Int>) -> Tensor {
    Tensor(
      shape,
      values.enumerated().map { $1 * numbers.values[shape.index(of: $0, along: axes)] })
  }

  /// The gradient of numbers along `axes` that were added to the elements: for each the sum over its
  /// elements.
  func sums(along axes: Range<Int>) -> Tensor {
    let extents = Shape(Array(shape.dimensions[axes]))
    var sums = Tensor(extents, Array(repeating: N(0), count: extents.elementCount ?? 0))
    for (place, value) in values.enumerated() {
      let index = shape.index(of: place, along: axes)
      sums.values[index] = sums.values[index] + value
    }
    return sums
  }
}
