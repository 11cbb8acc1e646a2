import ArchGraph

/// The rows of a tensor: the elements that a softmax or a normalisation processes together.
struct Rows {
  /// The factors whose product is the number of rows.
  var count: [Factor]
  /// The number of elements of one row.
  var length: Int

  /// This many rows of this many elements.
  init(count: [Factor], length: Int) {
    self.count = count
    self.length = length
  }

  /// The rows of a tensor whose elements differ only in their position on `axes`.
  init(of shape: Shape, along axes: Range<Int>) {
    let factors = shape.factors()
    count = Array(factors[..<axes.lowerBound] + factors[axes.upperBound...])
    length = Shape(Array(shape.dimensions[axes])).elementCount ?? Int.max
  }

  /// The elements of a row after the first: those that a sum or a maximum processes.
  var afterFirst: Factor { Factor("row_after_first", length - 1) }
}

extension Rows {
  /// The work of `y = (x - mean)/sqrt(variance + epsilon)*gamma + beta`, with mean and variance of the row.
  func standardisation(of elements: [Factor], scale: Bool, shift: Bool, weights: [Parameter]) -> Work {
    var work = Work()
    work[.additions] = Count([Factor("sums", 2), afterFirst], count) + Count(count)
    work[.subtractions] = Count(elements)
    work[.multiplications] = Count(scale ? [Factor("per_element", 2)] : [], elements)
    work[.divisions] = Count([Factor("means", 2)], count) + Count(elements)
    work[.transcendentals] = Count(count)
    if shift { work[.additions] = work[.additions] + Count(elements) }
    work[.weightReads] = weights.count(.weight)
    work[.activationReads] = Count(elements)
    work[.writes] = Count(elements)
    return work
  }
}

extension Operator {
  /// The single axis of a row, counted from the end if it is negative; `output(of:)` has checked it.
  func rowAxes(_ axis: Int, of shape: Shape) -> Range<Int> {
    let first = axis < 0 ? axis + shape.rank : axis
    return first..<first + 1
  }

  /// The last `count` axes of a shape.
  func trailing(_ count: Int, of shape: Shape) throws(Misfit) -> Range<Int> {
    guard (1...max(1, shape.rank)).contains(count) else {
      throw .range(
        what: "the number of axes", value: "\(count)",
        allowed: "the input \(shape) has \(shape.rank) \(shape.rank == 1 ? "axis" : "axes")")
    }
    return shape.rank - count..<shape.rank
  }
}

extension Reach {
  /// All positions of the axes of a row, the same position of the others.
  static func rows(along axes: Range<Int>, of shape: Shape) -> Reach {
    guard axes.upperBound > 1 else { return .pointwise }
    return .axes((1..<shape.rank).map { axes.contains($0) ? .everything : .identity })
  }
}

extension Tensor {
  /// The tensor with `function` applied to each row, whose elements differ only in their position on `axes`.
  func mapRows(along axes: Range<Int>, _ function: (_ row: [N]) -> [N]) -> Tensor {
    mapping(shape.rows(along: axes)) { function($1) }
  }
}

extension Array where Element: Number {
  /// The sum: an addition for each element after the first.
  func sum() -> Element { dropFirst().reduce(self[0]) { $0 + $1 } }

  /// The mean: the sum divided by the number of elements.
  func mean() -> Element { sum() / Element(Float(count)) }

  /// The Euclidean length: `sqrt(Σ x*x)`.
  func length() -> Element { map { $0 * $0 }.sum().squareRoot() }

  /// The elements less their mean, divided by their standard deviation: `(x - mean)/sqrt(variance + epsilon)`.
  func standardised(epsilon: Double) -> [Element] {
    let mean = mean()
    let differences = map { $0 - mean }
    let variance = differences.map { $0 * $0 }.mean()
    let deviation = (variance + Element(Float(epsilon))).squareRoot()
    return differences.map { $0 / deviation }
  }
}
