import ArchGraph
import ArchKernels

// What the kernels of several operators have in common.

extension Window {
  /// The windows over an input as kernels walk them.
  ///
  /// - Throws: ``KernelFault/unsupported(_:)`` for more than three axes, and ``KernelFault/tooLarge(elements:)`` where
  ///   one channel of the input with its padding is beyond what one kernel should hold.
  func kernelAxes(over input: Shape) throws(KernelFault) -> KernelAxes {
    guard let axes = try? axes(over: input.spatial) else { throw .unsupported("the window does not fit") }
    let walked = zip(axes, input.spatial).map { axis, extent in
      KernelAxis(
        kernel: axis.kernel, stride: axis.stride, dilation: axis.dilation, before: axis.before,
        after: axis.after, ceil: axis.ceil, extent: extent)
    }
    guard let result = KernelAxes(walked) else {
      throw .unsupported("windows over more than three axes have no kernel")
    }
    let plane = planeElements(over: input)
    guard plane <= Double(1 << 33) else { throw .tooLarge(elements: Int(exactly: plane.rounded()) ?? .max) }
    return result
  }

  /// How many numbers of one channel kernels lay out, with as much padding as windows reach and the rows filled up to the
  /// stride; not an integer, since it is asked before anything is known to fit.
  func planeElements(over input: Shape) -> Double {
    guard let axes = try? axes(over: input.spatial) else { return 0 }
    var elements = 1.0
    for (index, (axis, extent)) in zip(axes, input.spatial).enumerated() {
      let reach = Double((axis.steps(over: extent) ?? 1) - 1) * Double(axis.stride) + Double(axis.extent)
      let padded = max(reach, Double(axis.before) + Double(extent))
      elements *= padded + (index == axes.count - 1 ? Double(axis.stride) : 0)
    }
    return elements
  }

  /// The bytes of a kernel that lays out one channel on each thread, and where each tap stands.
  func planeMemory(over input: Shape, threads: Int) -> Double {
    let planes: Double = 4 * Double(threads) * planeElements(over: input) * 1.01
    // Where the taps stand is collected in an array that grows.
    return planes + 24 * Double(tapCount(rank: input.rank - 1))
  }

  /// The bytes of a product with columns that hold what lies under each window: the padded inputs, the weights laid out
  /// as tiles read them, where everything stands, and a few columns on each thread.
  func productMemory(
    over input: Shape, to output: Shape, filters: Int, groups: Int, batch: Int, threads: Int
  ) -> Double {
    let channels = Double(input[0])
    let depth: Double = channels / Double(groups) * Double(tapCount(rank: input.rank - 1))
    let padded: Double = 4 * Double(min(batch, threads)) * channels * planeElements(over: input)
    let packed: Double = 4 * (Double(filters) + 64 * Double(groups)) * depth
    // Where each number of the depth and each row of pixels stands.
    let places: Double = 48 * depth + 24 * Shape(Array(output.spatial)).bytes()
    let columns: Double = Double(threads) * (1_048_576 + 1024 * Double(filters))
    return padded + packed + places + columns
  }
}

extension KernelAxes {
  /// The extents of the output, as many axes as the input has.
  func extents(rank: Int) -> [Int] { Array([depth.steps, height.steps, width.steps].suffix(rank)) }
}

/// A shape as rows along some of its axes: `outer` blocks of `length` numbers that are `inner` apart.
struct RowLayout {
  let outer: Int, length: Int, inner: Int

  init(of shape: Shape, along axes: Range<Int>) {
    outer = shape.dimensions[..<axes.lowerBound].reduce(1, *)
    length = shape.dimensions[axes].reduce(1, *)
    inner = shape.dimensions[axes.upperBound...].reduce(1, *)
  }

  /// The rows of `batch` examples.
  func rows(batch: Int) -> Int { batch * outer * inner }
}

extension KernelRun {
  /// Rewrites every row of the first input by `row`, which is given the numbers of a row side by side.
  ///
  /// - Returns: how many rows there were.
  func mapRows(
    _ layout: RowLayout, into out: UnsafeMutablePointer<Float>,
    _ row: (_ numbers: UnsafeMutablePointer<Float>) -> Void
  ) -> Int {
    let x = input(0)
    return pool.sum(of: layout.rows(batch: batch), least: max(1, 16_384 / max(1, layout.length))) { pieces in
      Scratch.with(layout.length) { numbers in
        for index in pieces {
          let (block, offset) = index.quotientAndRemainder(dividingBy: layout.inner)
          let start = block * layout.length * layout.inner + offset
          for place in 0..<layout.length { numbers[place] = x[start + place * layout.inner] }
          row(numbers)
          for place in 0..<layout.length { out[start + place * layout.inner] = numbers[place] }
        }
      }
      return pieces.count
    }
  }

  /// Writes `function` of a piece of the first input to the same piece of the output.
  ///
  /// - Returns: how many elements there were.
  func mapElements(
    into out: UnsafeMutablePointer<Float>,
    _ function: (Int, UnsafePointer<Float>, UnsafeMutablePointer<Float>) -> Void
  ) -> Int {
    let x = input(0)
    return pool.sum(of: batch * elements(0), least: 16_384) { piece in
      function(piece.count, x + piece.lowerBound, out + piece.lowerBound)
      return piece.count
    }
  }

  /// Writes `function` of each channel of the first input to the same channel of the output.
  ///
  /// - Returns: how many elements there were.
  func mapChannels(
    into out: UnsafeMutablePointer<Float>,
    _ function: (_ channel: Int, Int, UnsafePointer<Float>, UnsafeMutablePointer<Float>) -> Void
  ) -> Int {
    let x = input(0)
    let channels = shapes[0][0]
    let size = elements(0) / channels
    return pool.sum(of: batch * channels, least: max(1, 16_384 / max(1, size))) { pieces in
      for piece in pieces { function(piece % channels, size, x + piece * size, out + piece * size) }
      return pieces.count * size
    }
  }

  /// Copies boxes from the first input to the output, the same for each example.
  mutating func copy(
    _ extents: [Int], from offset: Int = 0, _ strides: [Int], to out: UnsafeMutablePointer<Float>,
    at target: Int = 0, _ outStrides: [Int], outElements: Int
  ) -> Int {
    let (x, size) = (input(0), elements(0))
    return pool.sum(of: batch, least: 1) { examples in
      var done = 0
      for example in examples {
        done += StridedCopy.run(
          extents, from: x + example * size + offset, strides, to: out + example * outElements + target,
          outStrides)
      }
      return done
    }
  }

  /// A kernel that only moves numbers has read and written so many.
  mutating func didCopy(_ count: Int) {
    did(.activationReads, count)
    did(.writes, count)
  }

  /// Adds a bias to each row of `[rows, units]`.
  mutating func addBias(
    _ bias: UnsafePointer<Float>, to out: UnsafeMutablePointer<Float>, rows: Int, units: Int
  ) {
    let count = pool.sum(of: rows, least: max(1, 16_384 / max(1, units))) { pieces in
      for row in pieces { Loops.add(units, bias, out + row * units) }
      return pieces.count * units
    }
    did(.additions, count)
  }

  /// `out[r, u] = Σ x[r, i]*weights[u, i] + bias[u]`.
  mutating func project(
    _ x: UnsafePointer<Float>, rows: Int, features: Int, by weights: UnsafePointer<Float>, units: Int,
    bias: UnsafePointer<Float>?, into out: UnsafeMutablePointer<Float>
  ) {
    let count = MatrixView.multiply(
      MatrixView(x, rowStride: features), MatrixView(weights, rowStride: features).transposed, rows: rows,
      depth: features, columns: units, into: out, stride: units, pool: pool)
    did(.multiplyAdds, count)
    if let bias { addBias(bias, to: out, rows: rows, units: units) }
  }
}

extension KernelRun {
  /// Filters each channel of the first input by itself.
  func filterChannels(
    _ axes: KernelAxes, multiplier: Int, _ weights: UnsafePointer<Float>, bias: UnsafePointer<Float>?,
    into out: UnsafeMutablePointer<Float>
  ) -> Convolution.Counts {
    let channels = shapes[0][0]
    let factors = prepared { $0.factors(channels: channels * multiplier, bias: bias) }
    return DepthwiseConvolution.run(
      input(0), batch: batch, channels: channels, axes: axes, multiplier: multiplier, weights: weights,
      finish: finish(factors), into: out, pool: pool)
  }
}

extension Operator {
  /// The bytes of an adaptive pooling's windows: a list for each position of the output.
  func adaptiveMemory(of input: Shape, to output: Shape) -> Double {
    var (windows, places) = (1.0, 1.0)
    for (extent, size) in zip(input.spatial, output.spatial) {
      windows *= Double(size)
      // As many as the longest window has.
      places *= Double((extent + size - 1) / size + 1)
    }
    return windows * (160 + 64 * places)
  }
}

extension KernelRun {
  /// Merges the inputs element by element, two at a time.
  ///
  /// - Returns: for how many pairs of elements `function` was worked out.
  /// - Throws: ``KernelFault/overlap(input:)`` where the output stands over the third input or a later one.
  mutating func merge(
    into out: UnsafeMutablePointer<Float>,
    _ function: (Int, UnsafePointer<Float>, UnsafePointer<Float>, UnsafeMutablePointer<Float>) -> Void
  ) throws(KernelFault) -> Int {
    guard shapes.count > 1 else { throw .unsupported("a merge of one value") }
    // Only the first two are read before anything is written.
    for index in shapes.indices.dropFirst(2) where input(index) == UnsafePointer(out) {
      throw .overlap(input: index)
    }
    let count = batch * elements(0)
    var done = 0
    for index in 1..<shapes.count {
      let (first, second) = (index == 1 ? input(0) : UnsafePointer(out), input(index))
      done += pool.sum(of: count, least: 16_384) { piece in
        let start = piece.lowerBound
        function(piece.count, first + start, second + start, out + start)
        return piece.count
      }
      did(.activationReads, count)
    }
    did(.activationReads, count)
    did(.writes, count)
    return done
  }

  /// Writes one number for each channel of the first input.
  ///
  /// - Returns: how many elements were read.
  func reduceChannels(
    into out: UnsafeMutablePointer<Float>, _ function: (Int, UnsafePointer<Float>) -> Float
  ) -> Int {
    let x = input(0)
    let channels = shapes[0][0]
    let count = elements(0) / channels
    return pool.sum(of: batch * channels, least: max(1, 16_384 / max(1, count))) { pieces in
      for piece in pieces { out[piece] = function(count, x + piece * count) }
      return pieces.count * count
    }
  }

  /// Writes one number for each window of an adaptive pooling.
  ///
  /// - Returns: how many elements were read, each once for every window that it is in, and how many windows there were.
  func reduceWindows(
    _ sizes: [Int], into out: UnsafeMutablePointer<Float>, _ function: ([Float]) -> Float
  ) throws(KernelFault) -> (elements: Int, windows: Int) {
    let shape = shapes[0]
    let (x, count) = (input(0), elements(0) / shape[0])
    let strides = StridedCopy.strides(of: Array(shape.spatial))
    let windows = Positions(sizes).map { position in
      let ranges = position.enumerated().map { axis, index in
        let extent = shape[axis + 1]
        return index * extent / sizes[axis]..<((index + 1) * extent + sizes[axis] - 1) / sizes[axis]
      }
      return Positions(ranges.map(\.count)).map { step in
        step.enumerated().reduce(0) { $0 + (ranges[$1.offset].lowerBound + $1.element) * strides[$1.offset] }
      }
    }
    let done = pool.sum(of: batch * shape[0], least: max(1, 4096 / max(1, count))) { channels in
      var done = 0
      for channel in channels {
        for (index, window) in windows.enumerated() {
          out[channel * windows.count + index] = function(window.map { x[channel * count + $0] })
          done += window.count
        }
      }
      return done
    }
    return (done, batch * shape[0] * windows.count)
  }

  /// Notes what the standardisation of rows has done; what it did for each element is returned.
  static func standardisation(_ run: inout KernelRun, rows: Int, length: Int) -> WorkVector {
    // Two sums, the mean and the variance with its epsilon, and a square root for each row.
    run.did(.additions, rows * (2 * (length - 1) + 1))
    run.did(.divisions, rows * 2)
    run.did(.transcendentals, rows)
    var perElement = WorkVector()
    perElement[.subtractions] = 1
    perElement[.multiplications] = 1
    perElement[.divisions] = 1
    return perElement
  }
}

extension UnsafeMutablePointer<Float> {
  /// Makes the mean of the numbers 0 and their variance 1.
  func standardise(_ count: Int, epsilon: Float) {
    let mean = Loops.total(count, self) / Float(count)
    let variance = Loops.deviation(count, self, from: mean) / Float(count)
    let deviation = (variance + epsilon).squareRoot()
    for index in 0..<count { self[index] = (self[index] - mean) / deviation }
  }
}

extension Operator {
  /// A norm of rows with a factor and a shift for each channel.
  func standardiseRows(
    _ run: inout KernelRun, _ layout: RowLayout, into out: UnsafeMutablePointer<Float>, scale: Bool,
    shift: Bool,
    epsilon: Double
  ) throws(KernelFault) {
    let channels = run.shapes[0][0]
    let gamma = scale ? try run.weight(0, [channels]) : nil
    let beta = shift ? try run.weight(scale ? 1 : 0, [channels]) : nil
    run.did(.weightReads, run.weightElements)
    let count = layout.length
    let rows = run.mapRows(layout, into: out) { $0.standardise(count, epsilon: Float(epsilon)) }
    if gamma != nil || beta != nil {
      let size = run.elements(0) / channels
      for channel in 0..<run.batch * channels {
        Loops.affine(
          size, out + channel * size, gamma?[channel % channels] ?? 1, beta?[channel % channels] ?? 0,
          out + channel * size)
      }
    }
    var perElement = KernelRun.standardisation(&run, rows: rows, length: count)
    perElement[.multiplications] += scale ? 1 : 0
    perElement[.additions] = shift ? 1 : 0
    run.did(perElement, forElements: rows * count)
  }
}

extension Elementwise {
  /// Over the input.
  public func placement(of inputs: [Shape]) -> Placement { .over([0]) }

  /// The operations of one element, counted by running its formula.
  var countedPerElement: WorkVector { Counted.counting { value(of: Counted(0.5)) }.1 }
}

extension Operator {
  /// A kernel that is a loop over the elements of the first input.
  func executeElements(
    _ run: inout KernelRun, _ perElement: WorkVector,
    _ function: (Int, UnsafePointer<Float>, UnsafeMutablePointer<Float>) -> Void
  ) throws(KernelFault) {
    let out = try run.output(run.shapes[0].dimensions, mayOverwrite: true)
    run.did(perElement, forElements: run.mapElements(into: out, function))
  }
}
