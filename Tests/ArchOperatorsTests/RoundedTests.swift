import ArchGraph
import ArchKernels
import ArchOperators
import ArchRuntime
import Foundation
import Testing

/// How far rounding takes a definition, beside the same definition in twice the digits.
@Suite struct RoundedTests {
  // In double precision arithmetic is exact, next to single precision.

  @Test func everyDefinitionIsWithinItsError() {
    var (compared, largest) = (0, 0.0)
    for case let type as any Runnable.Type in Catalogue.standard.operators {
      check(type, &compared, &largest)
    }
    #expect(compared > 10_000)
    // Were the errors far too large, this would show nothing: somewhere rounding comes near to what is allowed.
    #expect(largest > 0.5, "\(largest)")
  }

  private func check<O: Runnable>(_ type: O.Type, _ compared: inout Int, _ largest: inout Double) {
    for specimen in type.specimens {
      guard let output = try? specimen.op.output(of: specimen.inputs).shape(of: specimen.inputs),
        output.elementCount ?? .max < 2000
      else { continue }
      let trial = KernelTrial(specimen.op, on: specimen.inputs, output: output, batch: 1)
      func tensors<N: Number>(_ make: (Float) -> N) -> ([Tensor<N>], [Tensor<N>]) {
        (
          zip(trial.shapes, trial.inputs).map { Tensor($0, $1.map(make)) },
          zip(trial.parameters, trial.weights).map { Tensor($0.shape, $1.map(make)) }
        )
      }
      let (single, rounded, wide) = (
        tensors { $0 }, tensors { Rounded($0) }, tensors { Dual($0) }
      )
      let plain = specimen.op.define(single.0, single.1, output: output).values
      let followed = specimen.op.define(rounded.0, rounded.1, output: output).values
      let exact = specimen.op.define(wide.0, wide.1, output: output).values
      #expect(followed.map(\.value.bitPattern) == plain.map(\.bitPattern), "\(specimen.op.call)")
      for (own, true_) in zip(followed, exact) where own.value.isFinite && own.error.isFinite {
        compared += 1
        let distance = abs(Double(own.value) - true_.value)
        // Constants of a definition are rounded to single precision in both; denormals have no share.
        #expect(
          distance <= Double(own.error) * 1.001 + 1e-37,
          "\(specimen.op.call): \(distance) beyond \(own.error)")
        if own.error > 0 { largest = max(largest, distance / Double(own.error)) }
      }
    }
  }

  /// Nearly equal elements: their norm is as uncertain as what is left of them.
  @Test func nearlyEqualElements() {
    let elements: [Float] = [1000, 1000.001, 999.999, 1000.002]
    let shape: Shape = [1, 4]
    let op = InstanceNorm(scale: false, shift: false)
    let rounded = op.define([Tensor(shape, elements.map { Rounded($0) })], [], output: shape).values
    let exact = op.define([Tensor(shape, elements.map { Dual($0) })], [], output: shape).values
    for (own, other) in zip(rounded, exact) {
      #expect(own.error > 0.01)
      #expect(abs(Double(own.value) - other.value) <= Double(own.error))
    }
  }

  /// The place of the largest: off by as much as the farthest number that may be as large.
  @Test(
    arguments: [
      ([], [], 0, 0), ([5], [0], 0, 0), ([1, 3, 2], [0, 0, 0], 1, 0), ([1, 3, 2], [0, 1, 0.5], 1, 1),
      ([1, 3, 2], [2, 0, 0], 1, 1), ([4, 3, 2, 3.5], [0.5, 0, 0, 0], 0, 3),
      ([0, 1, 0, 9], [9, 0, 0, 0], 3, 3),
      ([0, 1, 0, 9], [8, 0, 0, 0.5], 3, 0), ([2, 2, 2], [0, 0, 0], 0, 0), ([2, 2, 1], [0, 0.25, 0], 0, 1),
    ] as [([Float], [Float], Float, Float)])
  func placeOfTheLargest(values: [Float], errors: [Float], place: Float, error: Float) {
    let found = Rounded.indexOfLargest(zip(values, errors).map { Rounded($0, error: $1) })
    #expect(found.value == place)
    #expect(found.error == error)
  }
}
