import ArchGraph

extension GridSample: Differentiable {
  /// For each place first its position; then the gradients that the reads return to the map and to the grid.
  ///
  /// A coordinate takes one more multiplication, and two comparisons if places are kept inside. The nearest
  /// element changes with the grid only in steps, and takes an addition for the map.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    let places = [Factor("grid_height", output[1]), Factor("grid_width", output[2])]
    let coordinates = [Factor("axes", 2)] + places
    var shared = Work()
    shared[.multiplications] = Count(coordinates)
    shared[.additions] = Count(coordinates)
    if padding == .border { shared[.comparisons] = Count([Factor("bounds", 2)] + coordinates) }
    switch mode {
    case .nearest:
      shared[.comparisons].add(coordinates)
      var map = Work()
      map[.additions] = Count(output.elements)
      return BackwardWork(shared: shared, inputs: [map, nil])
    case .bilinear:
      let reads = [Factor("in_channels", output[0])] + places
      var grid = Work.bilinearSlopes(at: places, of: reads)
      grid[.multiplications].add(coordinates)
      if padding == .border { grid[.comparisons] = Count([Factor("bounds", 2)] + coordinates) }
      return BackwardWork(
        shared: shared + .bilinearPlaces(places),
        inputs: [.bilinearWeights(places) + .bilinearMap(reads), grid])
    }
  }

  /// The grid, and for its gradient the map; PyTorch keeps both, whatever is wanted.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    guard keeper == .adjoint else { return [Kept(.input(0)), Kept(.input(1))] }
    return (mode == .bilinear ? [Kept(.input(0), for: .input(1))] : []) + [Kept(.input(1))]
  }

  /// `dx`, and `dgrid = dplace*half` where a place is `grid*half + middle` with half the extent of the map.
  ///
  /// If places are kept inside, `dplace` is 0 at the border and beyond, as in PyTorch.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let (x, grid) = (pass.inputs[0], pass.inputs[1])
    var sums: [[Int]: N] = [:]
    var slopes = Tensor(grid.shape) { _ in N(0) }
    for position in Positions(pass.output.shape.spatial) {
      let gradients = (0..<x.shape[0]).map { pass.gradient[[$0] + position] }
      let places = (0...1).map { axis in place(grid[position + [1 - axis]], on: x.shape[axis + 1]) }
      guard mode == .bilinear else {
        add(gradients, toNearest: places.map { $0.nearest() }, in: x.shape, &sums)
        continue
      }
      let read = BilinearAdjoint(
        ComputedPlace(places[0]), ComputedPlace(places[1]), isWeighing: pass.wanted.inputs[0])
      if pass.wanted.inputs[0] { read.add(gradients, in: x.shape, to: &sums) }
      guard pass.wanted.inputs[1] else { continue }
      for (axis, slope) in read.place(gradients, in: x).enumerated() {
        slopes[position + [1 - axis]] =
          inside(slope, at: places[axis], on: x.shape[axis + 1]) * N(half(x.shape[axis + 1]))
      }
    }
    return Gradients(inputs: [
      pass.wanted.inputs[0] ? Tensor(x.shape) { sums[$0] ?? N(0) } : nil,
      pass.wanted.inputs[1] ? slopes : nil,
    ])
  }

  private static var margin: Int { ComputedPlace<Float>.margin }

  /// How many elements of an axis a coordinate of 1 spans.
  private func half(_ extent: Int) -> Float { Float(alignCorners ? extent - 1 : extent) / 2 }

  /// The first and the last element of an axis, counted from the margin.
  private func bounds<N: Number>(_ extent: Int) -> (N, N) {
    (N(Float(Self.margin)), N(Float(Self.margin + extent - 1)))
  }

  /// The place of a coordinate on an axis, counted from the margin.
  private func place<N: Number>(_ coordinate: N, on extent: Int) -> N {
    let place = coordinate * N(half(extent)) + N(Float(extent - 1) / 2 + Float(Self.margin))
    guard padding == .border else { return place }
    let (first, last): (N, N) = bounds(extent)
    return N.minimum(N.maximum(place, first), last)
  }

  /// The gradient of a place before it was kept inside.
  private func inside<N: Number>(_ gradient: N, at place: N, on extent: Int) -> N {
    guard padding == .border else { return gradient }
    let (first, last): (N, N) = bounds(extent)
    return N.ifLess(first, place, N.ifLess(place, last, gradient, else: N(0)), else: N(0))
  }

  /// Adds the gradient of each channel's value to the element nearest to a place.
  private func add<N: Number>(
    _ gradients: [N], toNearest place: [N], in shape: Shape, _ sums: inout [[Int]: N]
  ) {
    for (channel, gradient) in gradients.enumerated() {
      place[0].scatter(gradient, over: Self.margin + shape[1] + 1) { row, term in
        place[1].scatter(term, over: Self.margin + shape[2] + 1) { column, term in
          let element = [channel, row - Self.margin, column - Self.margin]
          sums[element] = sums[element, default: N(0)] + term
        }
      }
    }
  }
}
