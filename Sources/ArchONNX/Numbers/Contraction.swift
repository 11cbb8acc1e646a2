import ArchGraph

/// A sum over products of tensors: for each place of the result, over all places of the axes that it lacks.
struct Contraction {
  private let factors: [Factor]
  /// The extents of the result's axes, and of the summed axes.
  private let (outer, inner): ([Int], [Int])

  /// A tensor.
  struct Factor {
    /// Its numbers.
    var numbers: [Double]
    /// Its extents.
    var shape: [Int]
    /// How far a step along each axis of the result, and along each summed axis, moves in it.
    fileprivate var (outer, inner): ([Int], [Int]) = ([], [])

    init(numbers: [Double], shape: [Int]) {
      self.numbers = numbers
      self.shape = shape
    }
  }

  /// The product computed by a `MatMul` or an `Einsum`, or `nil` if it cannot be followed.
  init?(_ step: FlatModel.Step, _ factors: [Factor]) {
    let (letters, result): ([[Int]], [Int])
    if step.op == "MatMul" {
      guard factors.count == 2, factors.allSatisfy({ $0.shape.count >= 2 }) else { return nil }
      // Axes of stacks are numbered by their distance before the matrices; rows, the sum and columns follow.
      func stack(_ factor: Factor) -> [Int] { (3..<factor.shape.count + 1).reversed().map { $0 } }
      let longer = factors[0].shape.count >= factors[1].shape.count ? 0 : 1
      letters = [stack(factors[0]) + [0, 1], stack(factors[1]) + [1, 2]]
      result = stack(factors[longer]) + [0, 2]
    } else {
      guard case .string(let text)? = step.attributes.first(where: { $0.name == "equation" })?.value,
        let axes = (try? EinsumEquation(text))?.axes(ranks: factors.map(\.shape.count))
      else { return nil }
      let numbers = { (letters: [Character]) in letters.map { Int($0.unicodeScalars.first?.value ?? 0) } }
      (letters, result) = (axes.factors.map(numbers), numbers(axes.result))
    }
    guard zip(letters, factors).allSatisfy({ $0.count == $1.shape.count && Set($0).count == $0.count }),
      Set(result).count == result.count
    else { return nil }
    var extents: [Int: Int] = [:]
    for (own, factor) in zip(letters, factors) {
      for (letter, extent) in zip(own, factor.shape) {
        let known = extents[letter] ?? 1
        guard known == extent || known == 1 || extent == 1 else { return nil }
        extents[letter] = max(known, extent)
      }
    }
    guard result.allSatisfy({ extents[$0] != nil }) else { return nil }
    let summed = extents.keys.filter { !result.contains($0) }.sorted()
    outer = result.map { extents[$0] ?? 1 }
    inner = summed.map { extents[$0] ?? 1 }
    self.factors = zip(letters, factors).map { own, factor in
      let strides = Numbers.strides(factor.shape)
      func steps(_ letters: [Int]) -> [Int] {
        letters.map { letter in
          own.firstIndex(of: letter).map { factor.shape[$0] == 1 ? 0 : strides[$0] } ?? 0
        }
      }
      var factor = factor
      (factor.outer, factor.inner) = (steps(result), steps(summed))
      return factor
    }
  }

  /// How many products are summed; `Int.max` if there are more.
  var work: Int {
    (outer + inner).reduce(1) {
      let (product, overflow) = $0.multipliedReportingOverflow(by: $1)
      return overflow ? .max : product
    }
  }

  /// The numbers, in the order of the result's axes.
  var result: [Double] {
    let places = factors.map { Numbers.indices(outer, steps: $0.outer) }
    let terms = factors.map { Numbers.indices(inner, steps: $0.inner) }
    return (0..<outer.reduce(1, *)).map { place in
      var sum = 0.0
      for term in 0..<inner.reduce(1, *) {
        var product = 1.0
        for (index, factor) in factors.enumerated() {
          product *= factor.numbers[places[index][place] + terms[index][term]]
        }
        sum += product
      }
      return sum
    }
  }
}
