import ArchGraph

/// The gradients of functions of one row at a time: softmaxes and normalisations.
///
/// Each function is next to its work for rows of a shape.
extension Array where Element: Number {
  /// The gradient of a row with this softmax: `dx = y*(dy - Σ dy*y)`.
  func softmaxGradient(_ gradient: [Element]) -> [Element] {
    let sum = zip(self, gradient).reduce(Element(0)) { $0 + $1.0 * $1.1 }
    return zip(self, gradient).map { y, dy in y * (dy - sum) }
  }

  /// The gradient of a row with these standardised numbers, `(x - mean)/deviation`:
  /// `dx = (dy - Σ dy/n - y*Σ dy*y/n)/deviation`.
  func standardisedGradient(_ gradient: [Element], deviation: Element) -> [Element] {
    let count = Element(Float(self.count))
    let mean = gradient.reduce(Element(0)) { $0 + $1 } / count
    let slope = zip(self, gradient).reduce(Element(0)) { $0 + $1.0 * $1.1 } / count
    return zip(self, gradient).map { y, dy in (dy - mean - y * slope) / deviation }
  }

  /// The gradient of a row with these numbers divided by their root mean square, `x/size`:
  /// `dx = (dy - y*Σ dy*y/n)/size`.
  func rescaledGradient(_ gradient: [Element], size: Element) -> [Element] {
    let slope = zip(self, gradient).reduce(Element(0)) { $0 + $1.0 * $1.1 } / Element(Float(self.count))
    return zip(self, gradient).map { y, dy in (dy - y * slope) / size }
  }
}

extension Rows {
  /// The work of ``Swift/Array/softmaxGradient(_:)`` for elements in rows.
  static func softmaxGradientWork(of elements: [Factor]) -> Work {
    var work = Work()
    work[.multiplications] = .each(2, of: elements)
    work[.additions] = Count(elements)
    work[.subtractions] = Count(elements)
    return work
  }

  /// The work of ``Swift/Array/standardisedGradient(_:deviation:)`` for each of these rows.
  func standardisedGradientWork(of elements: [Factor]) -> Work {
    var work = Work()
    work[.additions] = .each(2, of: elements)
    work[.multiplications] = .each(2, of: elements)
    work[.subtractions] = .each(2, of: elements)
    work[.divisions] = Count([Factor("means", 2)], count) + Count(elements)
    return work
  }

  /// The work of ``Swift/Array/rescaledGradient(_:size:)`` for each of these rows.
  func rescaledGradientWork(of elements: [Factor]) -> Work {
    var work = Work()
    work[.additions] = Count(elements)
    work[.multiplications] = .each(2, of: elements)
    work[.subtractions] = Count(elements)
    work[.divisions] = Count(count) + Count(elements)
    return work
  }
}

extension Work {
  /// The work of both.
  static func + (a: Work, b: Work) -> Work {
    var sum = a
    for (kind, count) in b.entries { sum[kind] = sum[kind] + count }
    return sum
  }
}
