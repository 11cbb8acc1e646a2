import ArchGraph

/// The gradients of `y = (Σ |x|^p)^(1/p)`; if all elements of a sum are 0, they are 0, as in PyTorch.
struct PowerNorm {
  /// The power, `p`.
  let power: Double

  /// The tensors that its gradients are computed from: for a power of 1 the input, of 2 the input and the
  /// output, and for any other the input and the sums, of which the output is the root.
  func kept(_ results: [Factor]) -> [Kept] {
    switch power {
    case 1: [Kept(.input(0))]
    case 2: [Kept(.input(0)), Kept(.output)]
    default: [Kept(.input(0)), Kept(.saved("sum", results))]
    }
  }

  /// Whether the sums are kept.
  var keepsSums: Bool { power != 1 && power != 2 }

  /// `Σ |x|^p`.
  func sum<N: Number>(_ elements: [N]) -> N {
    elements.reduce(N(0)) { $0 + $1.magnitude().power(Float(power)) }
  }

  /// The factor that all elements of a result share: `dy`; for a power of 2 `dy/y`; for any other
  /// `dy*p*sum^(1/p)/sum/p`, where the first `p` comes from the powers and the last from the root.
  ///
  /// - Parameter kept: the result or the sum, whichever is kept.
  func share<N: Number>(_ gradient: N, _ kept: N) -> N {
    switch power {
    case 1: gradient
    case 2: N.ifEqual(kept, N(0), N(0), else: gradient / kept)
    default:
      N.ifEqual(
        kept, N(0), N(0),
        else: gradient * N(Float(power)) * kept.power(Float(1 / power)) / kept * N(Float(1 / power)))
    }
  }

  /// The gradient of one element: `share*sign(x)*|x|^(p - 1)`.
  func gradient<N: Number>(_ share: N, by x: N) -> N {
    switch power {
    case 1: share * Sign().value(of: x)
    case 2: share * x
    default: share * (Sign().value(of: x) * x.magnitude().power(Float(power - 1)))
    }
  }

  /// The work of ``share(_:_:)`` for all results and of ``gradient(_:by:)`` for all elements.
  func work(results: [Factor], elements: Count) -> Work {
    func each(_ count: Int) -> Count { elements.multiplied(by: Factor("per_element", count)) }
    var work = Work()
    switch power {
    case 1:
      work[.multiplications] = elements
      work[.comparisons] = each(2)
    case 2:
      work[.multiplications] = elements
      work[.divisions] = Count(results)
      work[.comparisons] = Count(results)
    default:
      work[.multiplications] = each(2) + .each(3, of: results)
      work[.divisions] = Count(results)
      work[.comparisons] = each(3) + Count(results)
      work[.transcendentals] = elements + Count(results)
    }
    return work
  }
}
