import ArchGraph

/// The discrete Fourier transform of real numbers over some axes.
public struct FFT: Operator {
  /// The axes, in the order in which they are transformed, counted from the end if negative.
  public var axes: [Int]

  /// The part of the transform to return.
  public var part: Part

  /// The part of a transform to return.
  public enum Part: String, CaseIterable, Hashable, Sendable {
    /// The real part.
    case real
    /// The real and the imaginary part, as two channels in front.
    case complex
  }

  /// The transform over some axes.
  public init(_ axes: [Int], part: Part = .real) {
    self.axes = axes
    self.part = part
  }

  public static let signature = Signature(
    "fft", .arithmetic, "The discrete Fourier transform over one or several axes.",
    arguments: [
      .positional(
        "axes", .integers(from: -Limits.extent),
        "the axes, in the order in which they are transformed; "
          + "negative counts from the end"),
      .named(
        "part", .word(Part.allCases.map(\.rawValue)), default: "real",
        "the real part, or both parts as two channels in front"),
    ],
    notes: [
      "`X_k = Σ x_n*exp(-2*pi*i*k*n/N)` along each of the axes, without a factor. The mixing of FNet (Lee-Thorp "
        + "and others 2021) is `fft([0, 1])` of `[tokens, features]`.",
      "It is counted as direct sums, products with the precomputed matrices of the transform: that is how it runs "
        + "on TPUs. For real numbers this is a multiply-add for each element, each element along the axis, and "
        + "each pair of parts: 4 pairs, 2 if only the input is real or only the real part is wanted, 1 if "
        + "both apply. The input of the first axis is real. The order of axes changes the work if their "
        + "extents differ, but not the values.",
      "Products with entries that are 0 or 1 count like any other. A fast Fourier transform does less; how much "
        + "less depends on the algorithm.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    axes = try arguments.integers("axes")
    part = Part(rawValue: try arguments.word("part")) ?? .real
  }

  public var arguments: [ArgumentValue?] { [.init(axes), .word(part.rawValue)] }

  /// The shape of the input, with two channels in front if both parts are returned.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try tensor(inputs, rank: 1, "an axis to transform")
    guard !axes.isEmpty else {
      throw .conflict("`fft` has no axes", help: "the input \(input) has axes 0 to \(input.rank - 1)")
    }
    var seen: Set<Int> = []
    for index in axes where !seen.insert(try axis(index, of: input)).inserted {
      throw .conflict("`fft` is given the axis \(index) twice", help: "each axis is transformed once")
    }
    guard part == .complex else { return .sameAsInput }
    return .extents([Extent("parts", 2)] + input.factors("in_").map { Extent($0.name, $0.value) })
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// The axes counted from the front; `output(of:)` has checked them.
  private func axes(of input: Shape) -> [Int] { axes.map { $0 < 0 ? $0 + input.rank : $0 } }

  /// One multiply-add for each element, each element along the axis and each pair of parts that are multiplied.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let elements = inputs[0].factors("in_")
    var work = Work()
    for (index, axis) in axes(of: inputs[0]).enumerated() {
      // A real input has one part, and so has a result of which only the real part is needed.
      let before = index == 0 ? 1 : 2
      let after = index == axes.count - 1 && part == .real ? 1 : 2
      work[.multiplyAdds].add(
        [Factor("part_products", before * after), elements[axis]] + elements)
    }
    work[.activationReads] = Count(elements)
    work[.writes] = Count(output.factors())
    return work
  }

  /// Any position of the transformed axes; some have no effect on others, where a cosine is 0.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    part == .real && axes(of: inputs[0]) == [0] ? .pointwise : .everything
  }

  /// `re'_k = Σ re_n*cos(a) + im_n*sin(a)`, `im'_k = Σ im_n*cos(a) - re_n*sin(a)` with `a = 2*pi*k*n/N`, axis by axis.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let shape = inputs[0].shape
    var real = inputs[0]
    var imaginary: Tensor<N>?
    for (index, axis) in axes(of: shape).enumerated() {
      let turn = Turn(shape[axis])
      /// The sums over the axis of values times a function of `k*n`, at every position.
      func sums(_ terms: [(values: Tensor<N>?, factor: (Int) -> Float)]) -> Tensor<N> {
        let entries = Positions(shape.dimensions).map { position in
          var sum = N(0)
          var place = position
          for (values, factor) in terms {
            guard let values else { continue }
            for n in 0..<shape[axis] {
              place[axis] = n
              sum.accumulate(values[place], times: N(factor(position[axis] * n)))
            }
          }
          return sum
        }
        return Tensor(shape, entries)
      }
      let isLast = index == axes.count - 1 && part == .real
      let next = sums([(real, turn.cosine), (imaginary, turn.sine)])
      imaginary = isLast ? nil : sums([(imaginary, turn.cosine), (real, { -turn.sine($0) })])
      real = next
    }
    return Tensor(output, real.values + (imaginary?.values ?? []))
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: false, channels: .rearranged, values: .matrixProduct,
      axes: part == .real ? .asInput : .unknown, part: .arrangement)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Each axis alone and several in either order, both parts, extents that 2 and 4 divide or do not, and 1.
  public static let specimens = [
    Specimen(FFT([0, 1]), on: [3, 4]), Specimen(FFT([-1, 0]), on: [5, 2]), Specimen(FFT([0]), on: [6, 2]),
    Specimen(FFT([1]), on: [2, 8]), Specimen(FFT([0], part: .complex), on: [7]),
    Specimen(FFT([-1], part: .complex), on: [2, 4]), Specimen(FFT([2, 0], part: .complex), on: [2, 3, 3]),
    Specimen(FFT([1, 2, 0]), on: [2, 2, 3]), Specimen(FFT([0, 1]), on: [1, 3]),
    Specimen(FFT([0], part: .complex), on: [1]),
  ]
}

/// Cosines and sines of fractions of a turn, exact if they are 0, 1 or -1.
struct Turn {
  /// How many parts a turn has.
  var parts: Int

  /// A turn with this many parts.
  init(_ parts: Int) { self.parts = parts }

  /// The cosine of `index` parts.
  func cosine(_ index: Int) -> Float { cosine(quarters: 4 * (index % parts)) }

  /// The sine of `index` parts.
  func sine(_ index: Int) -> Float { cosine(quarters: 4 * (index % parts) + 3 * parts) }

  /// The cosine of a number of quarter parts, computed within the first eighth of the turn.
  private func cosine(quarters: Int) -> Float {
    var quarters = quarters % (4 * parts)
    if quarters > 2 * parts { quarters = 4 * parts - quarters }
    let isNegative = quarters > parts
    if isNegative { quarters = 2 * parts - quarters }
    func angle(_ quarters: Int) -> Float { Float(quarters) / Float(parts) * (.pi / 2) }
    let value = 2 * quarters > parts ? angle(parts - quarters).sine() : angle(quarters).cosine()
    return isNegative ? -value : value
  }
}
