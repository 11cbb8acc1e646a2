import ArchGraph
import ArchKernels
import ArchOperators
import ArchRuntime
import Foundation
import Testing

/// How far rounding takes a definition, beside the same definition in twice the digits.
@Suite struct RoundedTests {
  /// The arithmetic of definitions in double precision: next to single precision it is exact.
  private struct Wide: Number {
    var value: Double
    init(_ value: Float) { self.value = Double(value) }
    init(wide value: Double) { self.value = value }
    static func + (a: Wide, b: Wide) -> Wide { Wide(wide: a.value + b.value) }
    static func - (a: Wide, b: Wide) -> Wide { Wide(wide: a.value - b.value) }
    static func * (a: Wide, b: Wide) -> Wide { Wide(wide: a.value * b.value) }
    static func / (a: Wide, b: Wide) -> Wide { Wide(wide: a.value / b.value) }
    mutating func accumulate(_ a: Wide, times b: Wide) { value += a.value * b.value }
    static func maximum(_ a: Wide, _ b: Wide) -> Wide { a.value > b.value ? a : b }
    static func minimum(_ a: Wide, _ b: Wide) -> Wide { a.value < b.value ? a : b }
    static func ifNegative(_ condition: Wide, _ a: Wide, else b: Wide) -> Wide { condition.value < 0 ? a : b }
    static func ifLess(_ a: Wide, _ b: Wide, _ x: Wide, else y: Wide) -> Wide { a.value < b.value ? x : y }
    static func ifEqual(_ a: Wide, _ b: Wide, _ x: Wide, else y: Wide) -> Wide { a.value == b.value ? x : y }
    func magnitude() -> Wide { Wide(wide: abs(value)) }
    func exponential() -> Wide { Wide(wide: exp(value)) }
    func logarithm() -> Wide { Wide(wide: log(value)) }
    func squareRoot() -> Wide { Wide(wide: value.squareRoot()) }
    func hyperbolicTangent() -> Wide { Wide(wide: tanh(value)) }
    func errorFunction() -> Wide { Wide(wide: erf(value)) }
    func sine() -> Wide { Wide(wide: sin(value)) }
    func cosine() -> Wide { Wide(wide: cos(value)) }
    func floor() -> Wide { Wide(wide: value.rounded(.down)) }
    func ceiling() -> Wide { Wide(wide: value.rounded(.up)) }
    func nearest() -> Wide { Wide(wide: value.rounded(.toNearestOrEven)) }
    static func indexOfLargest(_ numbers: [Wide]) -> Wide {
      Wide(wide: Double(numbers.indices.max { numbers[$0].value < numbers[$1].value } ?? 0))
    }
    func entry(of count: Int, _ entry: (Int) -> Wide) -> Wide {
      entry(value > 0 ? Int(min(value.rounded(.down), Double(max(0, count - 1)))) : 0)
    }
    func masked() -> Wide { Wide(-.infinity) }
    func power(_ exponent: Float) -> Wide { Wide(wide: pow(value, Double(exponent))) }
    static func prepared(_ make: () -> Wide) -> Wide { make() }
  }

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
        tensors { $0 }, tensors { Rounded($0) }, tensors { Wide($0) }
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
    let exact = op.define([Tensor(shape, elements.map { Wide($0) })], [], output: shape).values
    for (own, other) in zip(rounded, exact) {
      #expect(own.error > 0.01)
      #expect(abs(Double(own.value) - other.value) <= Double(own.error))
    }
  }
}
