import ArchGraph
import ArchKernels
import ArchRuntime

// Kernels that loop over elements, channels or boxes of their input.

extension KernelRun {
  /// Writes `function` of each piece of the first input to the same piece of the output.
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

  /// Counts the reads and writes of a kernel that only moves numbers.
  mutating func didCopy(_ count: Int) {
    did(.activationReads, count)
    did(.writes, count)
  }

  /// Merges the inputs element by element, two at a time.
  ///
  /// - Returns: how many pairs of elements `function` was applied to.
  /// - Throws: ``KernelFault/overlap(input:)`` if the output is over the third input or a later one, or over one
  ///   of another shape.
  mutating func merge(
    into out: UnsafeMutablePointer<Float>,
    _ function: (Int, UnsafePointer<Float>, UnsafePointer<Float>, UnsafeMutablePointer<Float>) -> Void
  ) throws(KernelFault) -> Int {
    guard shapes.count > 1 else { throw .unsupported("a merge of one value") }
    // Only the first two are read before anything is written.
    for index in shapes.indices.dropFirst(2) where input(index) == UnsafePointer(out) {
      throw .overlap(input: index)
    }
    if shapes.contains(where: { $0 != shapes[0] }) {
      return try (shapes.count - 1)
        * mergeSpread(Spreading(shapes), into: out) { count, values, y in
          function(count, values[0], values[1], y)
          for value in values.dropFirst(2) { function(count, UnsafePointer(y), value, y) }
        }
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
}

extension Elementwise {
  /// The operations of one element, counted by running its formula.
  var countedPerElement: WorkVector { Counted.counting { value(of: Counted(0.5)) }.1 }
}

extension Runnable {
  /// Runs a kernel that is a loop over the elements of the first input.
  func executeElements(
    _ run: inout KernelRun, _ perElement: WorkVector,
    _ function: (Int, UnsafePointer<Float>, UnsafeMutablePointer<Float>) -> Void
  ) throws(KernelFault) {
    let out = try run.output(run.shapes[0].dimensions, mayOverwrite: true)
    run.did(perElement, forElements: run.mapElements(into: out, function))
  }
}
