import ArchGraph

extension RoIAlign: Differentiable {
  /// First the places, and the share of each in the gradient of its bin; then the gradients that the reads return.
  ///
  /// The map's gradients are added by elements; those of places are added up for the edges of their boxes.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    let boxes = Factor("boxes", output[0])
    let bins = [Factor("size_height", output[2]), Factor("size_width", output[3])]
    let ratio = Factor("sampling_ratio", samplingRatio)
    let channels = Factor("in_channels", output[1])
    let places = [boxes] + bins + [ratio, ratio]
    var (shared, edges) = (Work(), Work.bilinearSlopes(at: places, of: [channels] + places))
    func add(_ count: Int, _ kind: Work.Kind, _ factors: [Factor], to work: inout Work) {
      work[kind].add([Factor("each", count)] + factors)
    }
    add(4, .multiplications, [boxes], to: &shared)
    add(aligned ? 6 : 2, .subtractions, [boxes], to: &shared)
    add(2, .divisions, [boxes], to: &shared)
    add(4, .multiplications, [boxes], to: &edges)
    add(2, .subtractions, [boxes], to: &edges)
    add(2, .divisions, [boxes], to: &edges)
    if !aligned {
      add(2, .comparisons, [boxes], to: &shared)
      add(2, .comparisons, [boxes], to: &edges)
    }
    for axis in bins {
      let onAxis = [boxes, axis, ratio]
      add(1, .multiplications, onAxis, to: &shared)
      add(2, .additions, onAxis, to: &shared)
      add(3, .subtractions, onAxis, to: &shared)
      add(6, .comparisons, onAxis, to: &shared)
      add(2, .comparisons, onAxis, to: &edges)
      add(1, .multiplications, onAxis, to: &edges)
      add(2, .additions, onAxis, to: &edges)
    }
    add(1, .divisions, [channels, boxes] + bins, to: &shared)
    add(2, .additions, places, to: &edges)
    return BackwardWork(
      shared: shared, inputs: [.bilinearWeights(places) + .bilinearMap([channels] + places), edges])
  }

  /// The boxes, and for their gradient the map.
  ///
  /// PyTorch's written-out form works with the shares of all elements of an axis in each place, and
  /// keeps them; the steps of the places inside a box are the same for a whole batch.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    guard keeper != .adjoint else { return [Kept(.input(0), for: .input(1)), Kept(.input(1))] }
    let boxes = Factor("boxes", output[0])
    let between = [
      boxes, Factor("in_channels", output[1]), Factor("size_height", output[2]),
      Factor("in_width", inputs[0][2]),
    ]
    return [Kept(.input(0), for: .input(1)), Kept(.saved("rows", between), for: .input(1))]
      + zip(0...1, ["height", "width"]).flatMap { axis, name in
        let size = Factor("size_" + name, output[2 + axis])
        let extent = Factor(name, inputs[0][1 + axis])
        let places = [size, Factor("sampling_ratio", samplingRatio)]
        // The second product takes the result of the first, so both of its factors depend on the boxes.
        let shares = Kept(.saved(name + "_shares", [boxes, size, extent]), for: axis == 0 ? .input(0) : .any)
        let ofBoxes = [
          Kept(.saved(name + "_steps", places), isPerBatch: true, for: .input(1)),
          Kept(.saved(name + "_places", [boxes] + places), for: .input(1)),
          Kept(
            .saved(name + "_distances", [Factor("distances_and_shares", 2), boxes] + places + [extent]),
            for: .input(1)),
          Kept(.saved(name + "_inside", [boxes] + places), .byte, for: .input(1)),
        ]
        return [shares] + (aligned ? [] : [Kept(.saved(name + "_lengths", [boxes]), for: .input(1))])
          + ofBoxes
      }
  }

  /// A place of a bin has `dy/ratio^2`, returns it to the map, and is at `start + k*length/size`.
  ///
  /// With `k = (i + 1/2)/ratio`, `dlength = Σ dplace*k / size`, `dend = dlength` and
  /// `dstart = Σ dplace - dlength`. If a place was moved to the edge of the map, or the length raised to 1,
  /// nothing flows.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let (x, boxes) = (pass.inputs[0], pass.inputs[1])
    var sums: [[Int]: N] = [:]
    var edges = Tensor(boxes.shape) { _ in N(0) }
    for box in 0..<boxes.shape[0] {
      let axes = (0...1).map { axis in
        BoxAxis(
          self, boxes[[box, 1 - axis]], boxes[[box, 3 - axis]], bins: pass.output.shape[2 + axis],
          over: x.shape[1 + axis])
      }
      var slopes = axes.map { Array(repeating: N(0), count: $0.places.count) }
      for bin in Positions(pass.output.shape.dimensions.suffix(2)) {
        let gradients = (0..<x.shape[0]).map {
          pass.gradient[[box, $0] + bin] / N(Float(samplingRatio * samplingRatio))
        }
        for sample in Positions([samplingRatio, samplingRatio]) {
          let place = (0...1).map { bin[$0] * samplingRatio + sample[$0] }
          let read = BilinearAdjoint(
            axes[0].reads[place[0]], axes[1].reads[place[1]], isWeighing: pass.wanted.inputs[0])
          if pass.wanted.inputs[0] { read.add(gradients, in: x.shape, to: &sums) }
          guard pass.wanted.inputs[1] else { continue }
          for (axis, slope) in read.place(gradients, in: x).enumerated() {
            slopes[axis][place[axis]] = slopes[axis][place[axis]] + slope
          }
        }
      }
      guard pass.wanted.inputs[1] else { continue }
      for axis in 0...1 {
        let gradients = axes[axis].edges(slopes[axis])
        edges[[box, 1 - axis]] = gradients.start * N(Float(scale))
        edges[[box, 3 - axis]] = gradients.end * N(Float(scale))
      }
    }
    return Gradients(inputs: [
      pass.wanted.inputs[0] ? Tensor(x.shape) { sums[$0] ?? N(0) } : nil,
      pass.wanted.inputs[1] ? edges : nil,
    ])
  }
}

/// The places read on an axis of a box.
private struct BoxAxis<N: Number> {
  private let op: RoIAlign
  private let bins: Int
  private let extent: Int
  /// The length of the box, before it is raised to at least 1.
  private let length: N
  /// The positions of the places, in elements of the map.
  let places: [N]
  /// The same inside the map, with the shares of their neighbours: none if the place is far outside.
  let reads: [ComputedPlace<N>]

  init(_ op: RoIAlign, _ first: N, _ last: N, bins: Int, over extent: Int) {
    (self.op, self.bins, self.extent) = (op, bins, extent)
    let edges = [first, last].map {
      op.aligned ? $0 * N(Float(op.scale)) - N(0.5) : $0 * N(Float(op.scale))
    }
    let length = edges[1] - edges[0]
    let bin = (op.aligned ? length : N.maximum(length, N(1))) / N(Float(bins))
    let places = (0..<bins * op.samplingRatio).map { edges[0] + bin * Self.step($0, op.samplingRatio) }
    reads = places.map { place in
      // Negative if more than one element outside.
      let inside = N.minimum(place + N(1), N(Float(extent)) - place)
      let read = ComputedPlace(N.minimum(N.maximum(place, N(0)), N(Float(extent - 1))), margin: 0)
      return ComputedPlace(read, shares: read.shares.map { N.ifNegative(inside, N(0), else: $0) })
    }
    (self.length, self.places) = (length, places)
  }

  /// How many bins after the start of the box a place is.
  private static func step(_ index: Int, _ ratio: Int) -> N { N((Float(index) + 0.5) / Float(ratio)) }

  /// The gradients of start and end, in elements of the map, from those of the places.
  func edges(_ gradients: [N]) -> (start: N, end: N) {
    var (start, bin) = (N(0), N(0))
    for (index, place) in places.enumerated() {
      let isAfter = N.ifLess(N(Float(extent - 1)), place, N(0), else: gradients[index])
      let gradient = N.ifLess(place, N(0), N(0), else: isAfter)
      start = start + gradient
      bin = bin + gradient * Self.step(index, op.samplingRatio)
    }
    let exact = bin / N(Float(bins))
    let end = op.aligned ? exact : N.ifLess(length, N(1), N(0), else: exact)
    return (start - end, end)
  }
}
