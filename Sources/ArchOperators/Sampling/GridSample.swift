import ArchGraph

/// A map read at places that another value gives (Jaderberg and others 2015).
public struct GridSample: Operator {
  /// How a place between elements is read.
  public enum Mode: String, Hashable, Sendable, CaseIterable {
    /// As the sum of the four around it, weighted by their shares.
    case bilinear
    /// As the nearest.
    case nearest
  }

  /// The values outside the map.
  public enum Outside: String, Hashable, Sendable, CaseIterable {
    /// Zeros.
    case zeros
    /// The nearest element inside.
    case border
  }

  /// How a place between elements is read.
  public var mode: Mode

  /// The values outside the map.
  public var padding: Outside

  /// Whether -1 and 1 are the centres of the outermost elements, not their edges.
  public var alignCorners: Bool

  /// A reading of places on a map, by default between elements and with zeros outside.
  public init(mode: Mode = .bilinear, padding: Outside = .zeros, alignCorners: Bool = false) {
    self.mode = mode
    self.padding = padding
    self.alignCorners = alignCorners
  }

  public static let signature = Signature(
    "grid_sample", .sampling, "A map read at the positions of a grid, which is another value.",
    inputs: .exactly(["x", "grid"]),
    arguments: [
      .named(
        "mode", .word(Mode.allCases.map(\.rawValue)), default: .word(Mode.bilinear.rawValue),
        "the weighted sum of the four elements around a position, or the nearest element"),
      .named(
        "padding", .word(Outside.allCases.map(\.rawValue)), default: .word(Outside.zeros.rawValue),
        "what lies outside the map"),
      .named(
        "align_corners", .boolean, default: false,
        "whether -1 and 1 are the centres of the outermost elements instead of their edges"),
    ],
    notes: [
      "`x` is `[C, H, W]`, `grid` `[H', W', 2]`, and the output `[C, H', W']`: `x -> grid_sample(grid: positions)`. A position is "
        + "a column and a row, from -1 at the left and the top to 1 at the right and the bottom, as in "
        + "`torch.nn.functional.grid_sample` (Jaderberg and others 2015).",
      "`(g + 1)*W/2 - 1/2` is the column of `g`, and `(g + 1)*(W - 1)/2` with `align_corners`; the row likewise. Of two that "
        + "are equally near, `nearest` takes the even one.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    mode = Mode(rawValue: try arguments.word("mode")) ?? .bilinear
    padding = Outside(rawValue: try arguments.word("padding")) ?? .zeros
    alignCorners = try arguments.boolean("align_corners")
  }

  public var arguments: [ArgumentValue?] {
    [.word(mode.rawValue), .word(padding.rawValue), .boolean(alignCorners)]
  }

  /// `[C, H, W]` and `[H', W', 2]` become `[C, H', W']`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    guard inputs.count == 2 else { throw .inputs(expected: "two inputs", found: inputs.count) }
    let input = try maps([inputs[0]])[0]
    let grid = try single([inputs[1]])
    guard grid.rank == 3, grid[2] == 2 else {
      throw .conflict(
        "`grid_sample` needs a grid of two numbers per position, but gets \(grid)",
        help:
          "its shape is height, width and 2, such as 28 x 28 x 2; `permute([1, 2, 0])` moves channels last")
    }
    return .extents([
      Extent("in_channels", input[0]), Extent("grid_height", grid[0]), Extent("grid_width", grid[1]),
    ])
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// For each place a multiplication and an addition on both axes, two comparisons to stay inside, and the weights of four
  /// neighbours; a bilinear read in each channel.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let places = [Factor("grid_height", output[1]), Factor("grid_width", output[2])]
    let coordinates = [Factor("axes", 2)] + places
    var work = Work()
    work[.multiplications] = Count(coordinates)
    work[.additions] = Count(coordinates)
    if padding == .border { work[.comparisons].add([Factor("bounds", 2)] + coordinates) }
    switch mode {
    case .bilinear:
      work.addBilinearReads(places: places, reads: [Factor("in_channels", output[0])] + places)
    case .nearest: work[.comparisons].add(coordinates)
    }
    work[.activationReads] = Count(inputs[0].factors("in_")) + Count([Factor("coordinates", 2)], places)
    work[.writes] = Count(output.elements)
    return work
  }

  /// Any position: a grid may point anywhere.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .everything }

  /// `y[c, p] = x(c, grid[p])`, where `x(c, q)` is the value at `q` between the elements of channel `c`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let (x, grid) = (inputs[0], inputs[1])
    // Places are computed once, for all channels.
    switch mode {
    case .bilinear:
      let reads = Positions(output.spatial).map { position in
        BilinearRead(
          ComputedPlace(place(grid[position + [1]], x.shape[1])),
          ComputedPlace(place(grid[position + [0]], x.shape[2])))
      }
      return Tensor(output) { reads[$0[1] * output[2] + $0[2]](x, channel: $0[0]) }
    case .nearest:
      let places = Positions(output.spatial).map { position in
        (1...2).map { place(grid[position + [2 - $0]], x.shape[$0]).nearest() }
      }
      let margin = ComputedPlace<N>.margin
      return Tensor(output) { position in
        let place = places[position[1] * output[2] + position[2]]
        return place[0].entry(of: x.shape[1] + margin + 1) { row in
          place[1].entry(of: x.shape[2] + margin + 1) { column in
            x.at([position[0], row - margin, column - margin], outside: N(0))
          }
        }
      }
    }
  }

  /// The place of a coordinate on an axis, counted from the margin.
  private func place<N: Number>(_ coordinate: N, _ extent: Int) -> N {
    let margin = Float(ComputedPlace<N>.margin)
    let half = Float(alignCorners ? extent - 1 : extent) / 2
    let place = coordinate * N(half) + N(Float(extent - 1) / 2 + margin)
    guard padding == .border else { return place }
    return N.minimum(N.maximum(place, N(margin)), N(Float(extent - 1) + margin))
  }

  public var traits: Traits {
    Traits(isDefinedByElement: false, channels: .rearranged, values: .kept, axes: .map, part: .layer)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Both modes with both kinds of outside and of corners, larger and smaller grids, single elements.
  public static let specimens: [Specimen<GridSample>] = Mode.allCases.flatMap { mode in
    Outside.allCases.flatMap { padding in
      [false, true].flatMap { corners in
        let op = GridSample(mode: mode, padding: padding, alignCorners: corners)
        return [
          Specimen(op, on: [[3, 3, 4], [2, 3, 2]]), Specimen(op, on: [[1, 1, 1], [1, 1, 2]]),
          Specimen(op, on: [[2, 2, 3], [4, 3, 2]]),
        ]
      }
    }
  }
}
