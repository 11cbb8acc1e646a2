import ArchGraph

/// A rule for updating weights by their gradients.
///
/// The values it keeps and the work it does for each learnt value follow from its formula, as its authors or PyTorch
/// write it.
package enum Optimizer: String, CaseIterable, Sendable {
  /// `w -= rate*g`.
  case sgd
  /// `m = momentum*m + g`, `w -= rate*m` (PyTorch's `SGD(momentum=)`).
  case momentum
  /// Kingma and Ba 2015: means of gradients and of their squares, corrected for their start.
  case adam
  /// Loshchilov and Hutter 2019: Adam, with a decay of the weights separate from the gradients.
  case adamw
  /// Chen et al. 2023: the sign of a mean of gradients, and a decay.
  case lion
  /// Shazeer and Stern 2018: means of squares by rows and columns of a matrix; no mean of gradients.
  case adafactor

  /// The values kept for each learnt value, if that is the same for all tensors.
  var statesPerWeight: Int {
    switch self {
    case .sgd, .adafactor: 0
    case .momentum, .lion: 1
    case .adam, .adamw: 2
    }
  }

  /// How many values are kept for a tensor of weights, or `nil` beyond the range of 64-bit integers.
  ///
  /// Adafactor keeps one for each row and each column of the last two axes, and one for each element of a vector.
  package func states(of shape: Shape) -> Int? {
    let elements = CheckedInteger(shape.elementCount)
    guard self == .adafactor else { return (elements * CheckedInteger(statesPerWeight)).value }
    guard shape.rank >= 2 else { return elements.value }
    let (rows, columns) = (shape[shape.rank - 2], shape[shape.rank - 1])
    let matrices = shape.dimensions.dropLast(2).reduce(CheckedInteger(1)) { $0 * CheckedInteger($1) }
    return (matrices * (CheckedInteger(rows) + CheckedInteger(columns))).value
  }

  /// The arithmetic that one learnt value costs in a step.
  ///
  /// With `r` the rate, `b` and `c` the shares that means keep, `e` a small number and `d` the decay:
  /// - SGD: `w - r*g`.
  /// - Momentum: `m = b*m + g; w - r*m`.
  /// - Adam: `m = b*m + (1 - b)*g; v = c*v + (1 - c)*g*g; w - r*m/(sqrt(v)/s + e)`, with the corrections in `r` and
  ///   `s`.
  /// - AdamW: `w = w*(1 - r*d)` first.
  /// - Lion: `u = b*m + (1 - b)*g; w - r*(sign(u) + d*w); m = c*m + (1 - c)*g`.
  /// - Adafactor: `g*g + e` into the sums of its row and its column, `u = g/sqrt(row*column)`, its mean square
  ///   (a multiplication and an addition) by which it is clipped, and `w - r*u`.
  package var workPerWeight: WorkVector {
    var work = WorkVector()
    func add(_ kind: Work.Kind, _ count: Int) { work[kind] += count }
    switch self {
    case .sgd:
      add(.multiplications, 1)
      add(.subtractions, 1)
    case .momentum:
      add(.multiplications, 2)
      add(.additions, 1)
      add(.subtractions, 1)
    case .adam, .adamw:
      add(.multiplications, self == .adamw ? 7 : 6)
      add(.additions, 3)
      add(.divisions, 2)
      add(.transcendentals, 1)
      add(.subtractions, 1)
    case .lion:
      add(.multiplications, 6)
      add(.additions, 3)
      add(.comparisons, 1)
      add(.subtractions, 1)
    case .adafactor:
      add(.multiplications, 5)
      add(.additions, 4)
      add(.divisions, 2)
      add(.transcendentals, 1)
      add(.subtractions, 1)
    }
    return work
  }
}
