import ArchGraph
import ArchONNX
import ArchOperators

/// Fourier transforms, as direct sums like ours.
extension Lowering {
  /// `[…, n, 1]` or `[…, n, 2]`: real or complex numbers in the last axis.
  func fourier() throws(ImportFault) {
    let whole: Int
    if step.version < 20 {
      whole = step.integer("axis") ?? 1
    } else if step.input(2) == nil {
      whole = -2
    } else if let given = model.integers(step.input(2))?.first {
      whole = given
    } else {
      throw form("its axis is computed from the input")
    }
    let axis = try axis(whole)
    let (isInverse, isOneSided) = (step.flag("inverse"), step.flag("onesided"))
    guard let output = step.output(0), let extent = ArchImport.axis(whole, of: result().count) else { return }
    let isHalf = isInverse && isOneSided
    var input = try value()
    let length =
      model.integers(step.input(1))?.first ?? (isHalf ? result()[extent] : dimensions(input)[axis])
    let parts = dimensions(input).last
    input = try lengthened(input, along: axis, to: isHalf ? length / 2 + 1 : length)
    let rank = dimensions(input).count
    let own = Array(dimensions(input).dropLast())
    var real = try reshaped(parts == 2 ? add(Slice(rank - 1, from: 0, to: 1), to: [input]) : input, to: own)
    var imaginary: Node.ID?
    if parts == 2 { imaginary = try reshaped(add(Slice(rank - 1, from: 1), to: [input]), to: own) }
    if isHalf {
      // The other half is the same with negated imaginary parts.
      real = try mirrored(real, along: axis, to: length, sign: 1)
      imaginary = try imaginary.map { part throws(ImportFault) in
        try mirrored(part, along: axis, to: length, sign: -1)
      }
    }
    var spectrum = try transformed(real, imaginary, along: axis, isInverse: isInverse)
    if isInverse { spectrum = try add(Affine(factor: 1 / Double(length)), to: [spectrum]) }
    if isHalf { spectrum = try add(Slice(0, from: 0, to: 1), to: [spectrum]) }
    if isOneSided, !isInverse, length / 2 + 1 < length {
      spectrum = try add(Slice(axis + 1, from: 0, to: length / 2 + 1), to: [spectrum])
    }
    let last = Array(1..<rank) + [0]
    try set(reshaped(add(Permute(last), to: [spectrum]), to: example(output)))
  }

  /// An axis cut off, or padded with zeros at its end.
  private func lengthened(_ node: Node.ID, along axis: Int, to length: Int) throws(ImportFault) -> Node.ID {
    let own = dimensions(node)
    if own[axis] == length { return node }
    if own[axis] > length { return try add(Slice(axis, from: 0, to: length), to: [node]) }
    var sides = own.map { _ in Padding.Sides(0, 0) }
    sides[axis] = Padding.Sides(0, length - own[axis])
    return try padded(node, sides)
  }

  /// The half of a spectrum followed by the other half.
  private func mirrored(
    _ half: Node.ID, along axis: Int, to length: Int, sign: Double
  ) throws(ImportFault) -> Node.ID {
    let others = length - dimensions(half)[axis]
    guard others > 0 else { return half }
    var other = try add(Flip([axis]), to: [add(Slice(axis, from: 1, to: 1 + others), to: [half])])
    if sign < 0 { other = try add(Affine(factor: sign), to: [other]) }
    return try add(Concat(axis: axis), to: [half, other])
  }

  /// `[2, …]`: the real and imaginary parts of the sums, without a factor.
  private func transformed(
    _ real: Node.ID, _ imaginary: Node.ID?, along axis: Int, isInverse: Bool
  ) throws(ImportFault) -> Node.ID {
    func part(_ node: Node.ID, _ index: Int) throws(ImportFault) -> Node.ID {
      try add(Slice(0, from: index, to: index == 0 ? 1 : nil), to: [node])
    }
    let ofReal = try add(FFT([axis], part: .complex), to: [real])
    guard let imaginary else {
      guard isInverse else { return ofReal }
      return try add(
        Concat(axis: 0), to: [part(ofReal, 0), add(Affine(factor: -1), to: [part(ofReal, 1)])])
    }
    let ofImaginary = try add(FFT([axis], part: .complex), to: [imaginary])
    let (a, b) = (try part(ofReal, 0), try part(ofReal, 1))
    let (c, d) = (try part(ofImaginary, 0), try part(ofImaginary, 1))
    // The inverse transform has the imaginary parts of its angles negated.
    return try isInverse
      ? add(Concat(axis: 0), to: [add(Add(), to: [a, d]), add(Subtract(), to: [c, b])])
      : add(Concat(axis: 0), to: [add(Subtract(), to: [a, d]), add(Add(), to: [b, c])])
  }

  /// The transforms of parts of a signal, `[…, L, 1]` or `[…, L]`, each under a window.
  func shortFourier() throws(ImportFault) {
    guard let output = step.output(0), let stride = model.integers(step.input(1))?.first, stride > 0 else {
      throw form("its step is computed from the input")
    }
    guard shape(0).count == 2 || shape(0).last == 1 else { throw form("its signal is complex") }
    let length = model.integers(step.input(3))?.first ?? shape(2).first ?? 0
    var extents = example(output)
    guard extents.count == 3, length > 0 else { throw form("an example has several signals") }
    let signal = try value()
    let line = try reshaped(signal, to: [1, dimensions(signal).reduce(1, *)])
    var frames = try add(
      Permute([1, 0]), to: [add(Unfold(.each([length]), stride: .each([stride])), to: [line])])
    if let window = step.input(2) {
      frames = try add(Multiply(), to: [frames, fitted(window, to: [1, length])])
    }
    var spectrum = try add(FFT([1], part: .complex), to: [frames])
    extents[0] = dimensions(spectrum)[1]
    if extents[1] < length { spectrum = try add(Slice(2, from: 0, to: extents[1]), to: [spectrum]) }
    try set(add(Permute([1, 2, 0]), to: [spectrum]))
  }
}
