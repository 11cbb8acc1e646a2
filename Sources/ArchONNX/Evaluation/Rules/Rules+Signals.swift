// Fourier transforms.
extension Rules {
  static let signals: [String: Rule] = ["DFT": fourier, "STFT": shortFourier]

  /// `[…, n, 1]` or `[…, n, 2]`: real or complex numbers in the last axis.
  private static let fourier: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0, atLeast: 2)
    let given: Int
    if use.version < 20 {
      given = try use.integer("axis", default: 1)
    } else {
      given = use.optional(2) == nil ? -2 : try use.integer(2)
    }
    let axis = try Use.axis(given, of: input.rank)
    guard axis < input.rank - 1 else { throw .axis(given, rank: input.rank) }
    let (isInverse, isOneSided) = (try use.flag("inverse"), try use.flag("onesided"))
    var shape = input.shape
    if use.optional(1) != nil {
      shape[axis] = try use.integer(1)
      guard shape[axis] > 0 else { throw .number("dft_length", shape[axis]) }
    } else if isInverse, isOneSided {
      shape[axis] = try Use.product(2, max(shape[axis] - 1, 0))
    }
    if isOneSided, !isInverse { shape[axis] = shape[axis] / 2 + 1 }
    shape[input.rank - 1] = isInverse && isOneSided ? 1 : 2
    use.give(input.type, shape)
  }

  private static let shortFourier: Rule = { (use: inout Use) throws(Misuse) in
    let signal = try use.input(0, atLeast: 2)
    let step = try use.integer(1)
    guard step > 0 else { throw .number("frame_step", step) }
    let length: Int
    if use.optional(3) != nil {
      length = try use.integer(3)
    } else {
      length = try use.input(2, rank: 1).shape[0]
    }
    guard length > 0, length <= signal.shape[1] else { throw .number("frame_length", length) }
    let bins = try use.flag("onesided", default: true) ? length / 2 + 1 : length
    use.give(signal.type, [signal.shape[0], (signal.shape[1] - length) / step + 1, bins, 2])
  }
}
