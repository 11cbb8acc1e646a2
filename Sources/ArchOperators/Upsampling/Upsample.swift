import ArchGraph

/// Enlargement by whole factors: elements are repeated, or interpolated between their centres.
public struct Upsample: Operator {
  /// How the new elements are computed.
  public enum Mode: String, Hashable, Sendable, CaseIterable {
    /// Each is a copy of the nearest.
    case nearest
    /// Each is on the line between its two neighbours on every axis.
    case bilinear
  }

  /// How many times as large each axis becomes.
  public var scale: Axes

  /// How the new elements are computed.
  public var mode: Mode

  /// An upsampling, by default by copies.
  public init(_ scale: Axes, mode: Mode = .nearest) {
    self.scale = scale
    self.mode = mode
  }

  public static let signature = Signature(
    "upsample", .upsampling, "Enlarges the spatial axes by whole factors.",
    arguments: [
      .positional("scale", .axes(), "how many times as large each axis becomes"),
      .named(
        "mode", .word(Mode.allCases.map(\.rawValue)), default: .word(Mode.nearest.rawValue),
        "copies of the nearest element, or interpolation between neighbours",
        foreign: ["linear", "trilinear", "cubic", "bicubic", "area"]),
    ],
    notes: [
      "`bilinear` is linear on one axis, trilinear on three; it aligns centres, not corners.",
      "Interpolation multiplies 2, 4 or 8 neighbours by precomputed weights, and adds them up.",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    do throws(ArgumentFault) {
      scale = try arguments.axes("scale")
      mode = Mode(rawValue: try arguments.word("mode")) ?? .nearest
    } catch {
      throw Self.helped(error, arguments)
    }
  }

  /// A fault that names the layer for the effect asked for.
  private static func helped(_ fault: ArgumentFault, _ arguments: Arguments) -> ArgumentFault {
    var fault = fault
    let values = zip(signature.arguments.map(\.name), arguments.values)
    func given(_ name: String) -> ArgumentValue? { values.first { $0.0 == name }?.1 }
    switch (fault.argument, fault.found) {
    case ("scale", .decimal), ("scale", .list):
      let numbers: [ArgumentValue] = if case .list(let list) = fault.found { list } else { [fault.found] }
      guard numbers.contains(where: { if case .decimal = $0 { true } else { false } }) else { break }
      let mode = given("mode") == .word(Mode.bilinear.rawValue) ? ", mode: linear" : ""
      fault.help =
        "`resize(size: [33, 33]\(mode))` resizes to any extents, `resize(scale: \(fault.found)\(mode))` by any factor"
    case ("mode", .word("linear")), ("mode", .word("trilinear")):
      fault.help = "`bilinear` is linear on one axis and trilinear on three"
    case ("mode", .word("cubic")), ("mode", .word("bicubic")), ("mode", .word("area")):
      let mode = fault.found == .word("area") ? "area" : "cubic"
      fault.help = "`resize(scale: \(given("scale") ?? 2), mode: \(mode))` does that"
    default: break
    }
    return fault
  }

  public var arguments: [ArgumentValue?] { [.init(scale), .word(mode.rawValue)] }

  /// The channels stay; each axis is multiplied.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try map(inputs)
    if let count = scale.count, count != input.rank - 1 {
      throw .axes(argument: "scale", given: count, needed: input.rank - 1)
    }
    var extents = [Extent("in_channels", input[0])]
    for (axis, name) in Axis.spatial("in_", input.rank - 1).enumerated() {
      extents.append(try Extent(.named(name, input[axis + 1]) * .named("scale", scale(axis))))
    }
    return .extents(extents)
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// Copies cost no arithmetic; interpolation a multiplication for each neighbour and additions between them.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    var work = Work()
    if mode == .bilinear {
      let enlarged = scale.expanded(to: inputs[0].rank - 1).count { $0 > 1 }
      let neighbours = 1 << enlarged
      work[.multiplications] = Count([Factor("neighbours", neighbours)], output.elements)
      work[.additions] = Count([Factor("neighbours_after_first", neighbours - 1)], output.elements)
    }
    work[.activationReads] = Count(inputs[0].factors("in_"))
    work[.writes] = Count(output.elements)
    return work
  }

  /// The element that is copied; the two neighbours on each axis, or one if its centre is that of the output: the
  /// other's weight is 0 then.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    .axes(
      scale.expanded(to: inputs[0].rank - 1).map { scale in
        switch mode {
        case _ where scale == 1: .identity
        case .nearest: .regular(.init(taps: scale, upsampling: scale, before: scale - 1))
        case .bilinear:
          .regular(
            .init(taps: 2 * scale - scale % 2, upsampling: scale, before: scale - 1 + scale / 2))
        }
      })
  }

  /// `y[c, p] = x[c, floor(p/scale)]`, or the sum of `x[c, q] * weight` over the neighbours `q` of
  /// `(p + 1/2)/scale - 1/2`, repeating the element at the edge outside.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let x = inputs[0]
    let axes = Array(x.shape.dimensions.indices.dropFirst())
    switch mode {
    case .nearest:
      return Tensor(output) { position in
        x[[position[0]] + axes.map { position[$0] / scale($0 - 1) }]
      }
    case .bilinear:
      return Tensor(output) { position in
        let sources = axes.map { (Float(position[$0]) + 0.5) / Float(scale($0 - 1)) - 0.5 }
        let terms = Positions(axes.map { scale($0 - 1) > 1 ? 2 : 1 }).map { neighbour in
          var place = [position[0]]
          var weight: Float = 1
          for (axis, source) in sources.enumerated() {
            let below = source.rounded(.down)
            place.append(min(max(Int(below) + neighbour[axis], 0), x.shape[axis + 1] - 1))
            weight *= neighbour[axis] == 0 ? 1 - (source - below) : source - below
          }
          return x[place] * N(weight)
        }
        return terms.dropFirst().reduce(terms[0]) { $0 + $1 }
      }
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .kept, axes: .map, part: .layer,
      firstAxis: .channels)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// The inputs on one axis that an output is computed from, with their weights.
  static func neighbours(
    of output: Int, scale: Int, extent: Int, isLinear: Bool
  ) -> [(index: Int, weight: Float)] {
    guard isLinear, scale > 1 else { return [(output / scale, 1)] }
    let source = (Float(output) + 0.5) / Float(scale) - 0.5
    let below = source.rounded(.down)
    let share = source - below
    return [
      (min(max(Int(below), 0), extent - 1), 1 - share), (min(max(Int(below) + 1, 0), extent - 1), share),
    ]
  }

  /// Even and odd factors, one for each axis, small and single extents, one and three axes.
  public static let specimens: [Specimen<Upsample>] = Mode.allCases.flatMap { mode in
    (1...5).map { Specimen(Upsample(.all($0), mode: mode), on: [2, 3, 4]) } + [
      Specimen(Upsample(.each([1, 3]), mode: mode), on: [1, 3, 2]),
      Specimen(Upsample(.each([4, 2]), mode: mode), on: [1, 1, 3]),
      Specimen(Upsample(2, mode: mode), on: [2, 1, 1]), Specimen(Upsample(3, mode: mode), on: [2, 5]),
      Specimen(Upsample(.each([2, 1, 3]), mode: mode), on: [1, 2, 3, 2]),
    ]
  }
}
