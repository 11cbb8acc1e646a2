/// A window on one axis, with its padding in numbers.
package struct WindowAxis: Hashable, Sendable {
  /// The number of taps.
  package var kernel: Int
  /// The step from one position to the next.
  package var stride: Int
  /// The distance between neighbouring taps.
  package var dilation: Int
  /// Padding before the first element.
  package var before: Int
  /// Padding after the last element.
  package var after: Int
  /// Whether a last window that hangs over the edge counts.
  package var ceil: Bool
  /// Whether the padding was chosen for the extent of the input.
  package var isSame = false
  /// Whether the padding was chosen so that each window ends at an element of the input.
  package var isCausal = false

  /// The distance from the first to the last tap, plus one: `dilation*(kernel - 1) + 1`.
  package var extent: Int { dilation * (kernel - 1) + 1 }

  var checkedExtent: Int? {
    (CheckedInteger(dilation) * CheckedInteger(kernel - 1) + CheckedInteger(1)).value
  }

  /// The number of positions on an axis of `input` elements.
  package func steps(over input: Int) -> Int? { steps(over: CheckedInteger(input), extent: input).value }

  /// The number of positions, either as a number or as a formula.
  ///
  /// The rule of every framework: `floor((n + p_before + p_after - d*(k - 1) - 1)/s) + 1`. With `ceil`, a last
  /// window that would begin in the padding after the input is dropped (Caffe and PyTorch).
  func steps<Q: Quantity>(over input: Q, extent n: Int) -> Q {
    let step = Q.named("stride", stride)
    if isSame || isCausal { return Q.ceiling(input, dividedBy: step) }
    let padded =
      before == after
      ? input + Q.literal(2) * Q.named("padding", before)
      : input + Q.named("padding_before", before) + Q.named("padding_after", after)
    let room =
      dilation == 1
      ? padded - Q.named("kernel", kernel)
      : padded - Q.named("dilation", dilation) * (Q.named("kernel", kernel) - Q.literal(1)) - Q.literal(1)
    guard ceil else { return Q.floor(room, dividedBy: step) + Q.literal(1) }
    let steps = Q.ceiling(room, dividedBy: step) + Q.literal(1)
    return dropsLast(over: n) ? steps - Q.literal(1) : steps
  }

  /// Whether, with ``ceil``, the last window that hangs over the edge is dropped since it would begin after the input.
  package func dropsLast(over n: Int) -> Bool {
    guard ceil, !isSame else { return false }
    let room = CheckedInteger(n) + CheckedInteger(before) + CheckedInteger(after) - CheckedInteger(extent)
    let last = CheckedInteger.ceiling(room, dividedBy: CheckedInteger(stride)) * CheckedInteger(stride)
    guard let last = last.value, let end = (CheckedInteger(n) + CheckedInteger(before)).value else {
      return false
    }
    return last >= end
  }

  /// The extent of a transposed convolution: `(n - 1)*s - p_before - p_after + d*(k - 1) + 1 + output_padding`.
  func transposedSteps<Q: Quantity>(over input: Q, outputPadding: Q) -> Q {
    if isSame { return input * Q.named("stride", stride) + outputPadding }
    let body = (input - Q.literal(1)) * Q.named("stride", stride)
    let padded =
      before == after
      ? body - Q.literal(2) * Q.named("padding", before)
      : body - Q.named("padding_before", before) - Q.named("padding_after", after)
    let reach =
      dilation == 1
      ? padded + Q.named("kernel", kernel)
      : padded + Q.named("dilation", dilation) * (Q.named("kernel", kernel) - Q.literal(1)) + Q.literal(1)
    return reach + outputPadding
  }
}
