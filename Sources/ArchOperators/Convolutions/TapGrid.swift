/// The positions `step*stride + tap*dilation` of a window's taps at all its steps, counted without walking over them.
///
/// Steps and taps may be as many as 2^40, so everything here takes logarithmic time. Numbers of pairs may exceed
/// the range of `Int`; they wrap around, and only differences known to be small are computed from them.
struct TapGrid {
  /// How many steps the window makes.
  var steps: Int
  /// The distance from one step to the next.
  var stride: Int
  /// How many taps the window has.
  var taps: Int
  /// The distance from one tap to the next.
  var dilation: Int

  /// The same positions, with steps and taps exchanged.
  var exchanged: TapGrid { TapGrid(steps: taps, stride: dilation, taps: steps, dilation: stride) }

  /// How many different positions are in `range`.
  ///
  /// Two pairs of step and tap meet in one position if they differ by a multiple of
  /// `(dilation/g, -stride/g)`, with `g` the greatest common divisor. The pairs that meet form a chain, so
  /// subtracting one pair for each link leaves the number of positions.
  func positions(in range: Range<Int>) -> Int {
    let divisor = greatestCommonDivisor(stride, dilation)
    let (stepsApart, tapsApart) = (dilation / divisor, stride / divisor)
    guard steps > stepsApart, taps > tapsApart else { return pairs(in: range) }
    let links = TapGrid(steps: steps - stepsApart, stride: stride, taps: taps - tapsApart, dilation: dilation)
    let offset = tapsApart * dilation
    return pairs(in: range) &- links.pairs(in: range.lowerBound - offset..<range.upperBound - offset)
  }

  /// How many steps have a tap in `range`.
  func steps(reaching range: Range<Int>) -> Int {
    // A step has at most one tap in a range no wider than the dilation.
    guard range.count > dilation else { return pairs(in: range) }
    let first = quotientRoundedUp(max(0, range.lowerBound - (taps - 1) * dilation), stride)
    let end = min(steps, quotientRoundedUp(max(0, range.upperBound), stride))
    return max(0, end - first)
  }

  /// How many pairs of step and tap are in `range`.
  func pairs(in range: Range<Int>) -> Int {
    pairs(below: range.upperBound) &- pairs(below: range.lowerBound)
  }

  private func pairs(below bound: Int) -> Int {
    guard bound > 0 else { return 0 }
    let partly = min(steps, quotientRoundedUp(bound, stride))
    let wholly = min(partly, quotientRoundedUp(max(0, bound - (taps - 1) * dilation), stride))
    let rest = partly - wholly
    let last = bound - 1 - (partly - 1) * stride
    return wholly &* taps &+ rest &+ sumOfQuotients(rest, from: last, step: stride, dividedBy: dilation)
  }
}

/// `Σ floor((first + i*step)/divisor)` for `i` from 0 up to `count`, in the manner of Euclid's algorithm.
private func sumOfQuotients(_ count: Int, from first: Int, step: Int, dividedBy divisor: Int) -> Int {
  var (count, first, step, divisor) = (count, first, step, divisor)
  var sum = 0
  while count > 0 {
    let triangle = count % 2 == 0 ? count / 2 &* (count - 1) : (count - 1) / 2 &* count
    sum = sum &+ triangle &* (step / divisor) &+ count &* (first / divisor)
    step %= divisor
    first %= divisor
    // The rest is the area under a line; the remaining sum is the same area read along the other axis.
    let top = step * count + first
    count = top / divisor
    first = top % divisor
    (step, divisor) = (divisor, step)
  }
  return sum
}

/// The greatest number that divides both.
func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
  var (a, b) = (a, b)
  while b != 0 { (a, b) = (b, a % b) }
  return a
}

private func quotientRoundedUp(_ a: Int, _ b: Int) -> Int { a / b + (a % b > 0 ? 1 : 0) }
