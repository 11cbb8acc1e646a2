import ArchGraph

/// A map of fixed size for each of several boxes on a map (He and others 2017).
public struct RoIAlign: Operator {
  /// The extents of the output's spatial axes.
  public var size: Axes

  /// How many elements of the map a unit of the boxes spans.
  public var scale: Double

  /// How many places to read on each axis of a bin.
  public var samplingRatio: Int

  /// Whether the centre of an element is half a unit after its coordinate.
  public var aligned: Bool

  /// Maps of this size, by default with two by two places read in each bin.
  public init(_ size: Axes, scale: Double = 1, samplingRatio: Int = 2, aligned: Bool = false) {
    self.size = size
    self.scale = scale
    self.samplingRatio = samplingRatio
    self.aligned = aligned
  }

  public static let signature = Signature(
    "roi_align", .sampling,
    "A map of fixed size for each of several boxes, interpolated from a map.",
    inputs: .exactly(["x", "boxes"]),
    arguments: [
      .positional("size", .axes(), "the extents of each box's map"),
      .named(
        "scale", .decimal(0 ... .infinity), default: 1,
        "how many elements of the map one unit of the boxes spans"),
      .named("sampling_ratio", .count(), default: 2, "how many points are read on each axis of a bin"),
      .named(
        "aligned", .boolean, default: false,
        "whether the centre of an element is half a unit after its coordinate"),
    ],
    notes: [
      "`x` is `[C, H, W]`, `boxes` `[N, 4]` with the left, top, right and bottom edge in each row, and the output "
        + "`[N, C, size, size]`: `x -> roi_align([7, 7], boxes: boxes)`.",
      "Like `torchvision.ops.roi_align` (He and others 2017): each box is cut into bins, and a bin is the mean of "
        + "`sampling_ratio` by `sampling_ratio` points. A point up to one element outside takes the edge's value; further out it is "
        + "zero. A sampling ratio that follows the size of the box, torchvision's -1, would make the work depend on the data.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    size = try arguments.axes("size")
    scale = try arguments.decimal("scale")
    samplingRatio = try arguments.integer("sampling_ratio")
    aligned = try arguments.boolean("aligned")
  }

  public var arguments: [ArgumentValue?] {
    [.init(size), .init(scale), .integer(samplingRatio), .boolean(aligned)]
  }

  /// `[C, H, W]` and `[N, 4]` become `[N, C, size, size]`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    guard inputs.count == 2 else { throw .inputs(expected: "two inputs", found: inputs.count) }
    let input = try maps([inputs[0]])[0]
    let boxes = try single([inputs[1]])
    guard boxes.rank == 2, boxes[1] == 4 else {
      throw .conflict(
        "`roi_align` needs boxes of four numbers, but gets \(boxes)",
        help: "a row is the left, top, right and bottom edge of a box, such as 1000 x 4")
    }
    if let count = size.count, count != 2 { throw .axes(argument: "size", given: count, needed: 2) }
    return .extents([
      Extent("boxes", boxes[0]), Extent("in_channels", input[0]), Extent("size_height", size(0)),
      Extent("size_width", size(1)),
    ])
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// For each box its edges and the size of its bins; for each place on an axis its position and two shares; for each
  /// place the weights of four neighbours, and in each channel a bilinear read; for each bin the mean.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let boxes = Factor("boxes", output[0])
    let bins = [Factor("size_height", output[2]), Factor("size_width", output[3])]
    let ratio = Factor("sampling_ratio", samplingRatio)
    let channels = Factor("in_channels", output[1])
    let places = [boxes] + bins + [ratio, ratio]
    var work = Work()
    func add(_ kind: Work.Kind, _ count: Int, _ of: [Factor]) { work[kind].add([Factor("each", count)] + of) }
    add(.multiplications, 4, [boxes])
    add(.subtractions, aligned ? 6 : 2, [boxes])
    if !aligned { add(.comparisons, 2, [boxes]) }
    add(.divisions, 2, [boxes])
    for axis in bins {
      add(.multiplications, 1, [boxes, axis, ratio])
      add(.additions, 2, [boxes, axis, ratio])
      add(.subtractions, 3, [boxes, axis, ratio])
      add(.comparisons, 6, [boxes, axis, ratio])
    }
    add(.multiplications, 4, places)
    add(.multiplications, 4, [channels] + places)
    add(.additions, 3, [channels] + places)
    // The sum of a bin's places: all of them, less the first.
    add(.additions, 1, [channels] + places)
    add(.additions, -1, [channels, boxes] + bins)
    work[.divisions].add([channels, boxes] + bins)
    work[.activationReads] = Count(inputs[0].factors("in_")) + Count([boxes, Factor("edges", 4)])
    work[.writes] = Count([boxes, channels] + bins)
    return work
  }

  /// Any position: a box may be anywhere.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .everything }

  /// `y[n, c, i, j] = Σ x(c, start + (i + (s + 1/2)/ratio)*bin) / ratio^2` over the places `s` of a bin on both axes, where
  /// `bin = (end - start)/size`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let (x, boxes) = (inputs[0], inputs[1])
    // Places are computed once, for all channels.
    let reads = (0..<output[0]).map { box in
      let axes = (0...1).map { axis in
        places(
          boxes[[box, 1 - axis]], boxes[[box, 3 - axis]], bins: output[2 + axis], over: x.shape[1 + axis])
      }
      return axes[0].map { row in axes[1].map { BilinearRead(row, $0) } }
    }
    return Tensor(output) { position in
      let values = Positions([samplingRatio, samplingRatio]).map { sample in
        let (row, column) = (position[2] * samplingRatio + sample[0], position[3] * samplingRatio + sample[1])
        return reads[position[0]][row][column](x, channel: position[1])
      }
      return values.dropFirst().reduce(values[0]) { $0 + $1 } / N(Float(values.count))
    }
  }

  /// The places read on an axis between two edges of a box.
  private func places<N: Number>(_ first: N, _ last: N, bins: Int, over extent: Int) -> [ComputedPlace<N>] {
    let edges = [first, last].map { aligned ? $0 * N(Float(scale)) - N(0.5) : $0 * N(Float(scale)) }
    let length = aligned ? edges[1] - edges[0] : N.maximum(edges[1] - edges[0], N(1))
    let bin = length / N(Float(bins))
    return (0..<bins * samplingRatio).map { index in
      let place = edges[0] + bin * N((Float(index) + 0.5) / Float(samplingRatio))
      // Negative if more than one element outside.
      let inside = N.minimum(place + N(1), N(Float(extent)) - place)
      let clamped = N.minimum(N.maximum(place, N(0)), N(Float(extent - 1)))
      let computed = ComputedPlace(clamped, margin: 0)
      return ComputedPlace(computed, shares: computed.shares.map { N.ifNegative(inside, N(0), else: $0) })
    }
  }

  public var traits: Traits {
    Traits(isDefinedByElement: false, channels: .rearranged, values: .kept, axes: .unknown, part: .layer)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// One box and several, odd and single sizes and ratios, both kinds of coordinates.
  public static let specimens: [Specimen<RoIAlign>] = [false, true].flatMap { aligned in
    [
      Specimen(RoIAlign(2, aligned: aligned), on: [[2, 3, 4], [3, 4]]),
      Specimen(
        RoIAlign(.each([1, 3]), scale: 2, samplingRatio: 1, aligned: aligned), on: [[1, 4, 3], [2, 4]]),
      Specimen(
        RoIAlign(.each([3, 2]), scale: 0.5, samplingRatio: 3, aligned: aligned), on: [[2, 2, 3], [1, 4]]),
      Specimen(RoIAlign(1, samplingRatio: 1, aligned: aligned), on: [[1, 1, 1], [1, 4]]),
    ]
  }
}
