import ArchGraph
import ArchOperators
import Foundation
import Testing

/// Numbers with their derivatives, beside differences of the functions themselves.
@Suite struct DualTests {
  static let functions:
    [(name: String, dual: @Sendable (Dual) -> Dual, plain: @Sendable (Double) -> Double)] = [
      ("exp", { $0.exponential() }, { exp($0) }), ("log", { $0.logarithm() }, { log($0) }),
      ("sqrt", { $0.squareRoot() }, { $0.squareRoot() }), ("tanh", { $0.hyperbolicTangent() }, { tanh($0) }),
      ("erf", { $0.errorFunction() }, { erf($0) }), ("sin", { $0.sine() }, { sin($0) }),
      ("cos", { $0.cosine() }, { cos($0) }), ("magnitude", { $0.magnitude() }, { abs($0) }),
      ("square", { $0 * $0 }, { $0 * $0 }),
      ("quotient", { ($0 + Dual(1)) / ($0 * $0) }, { ($0 + 1) / ($0 * $0) }),
      ("difference", { Dual(3) - $0 - $0 }, { 3 - 2 * $0 }),
    ]

  @Test(arguments: 0..<11) func derivatives(index: Int) {
    let (name, dual, plain) = Self.functions[index]
    for point in [0.3, 0.7, 1.2, 2.5] {
      let found = dual(Dual(point, slope: 2))
      let step = 1e-6
      let expected = 2 * (plain(point + step) - plain(point - step)) / (2 * step)
      #expect(abs(found.value - plain(point)) < 1e-9, "\(name)")
      #expect(abs(found.slope - expected) < 1e-6 * max(1, abs(expected)), "\(name) at \(point)")
    }
  }

  @Test func theLargerAndTheSmaller() {
    let (low, high) = (Dual(1, slope: 2), Dual(3, slope: 5))
    for (a, b) in [(low, high), (high, low)] {
      #expect(Dual.maximum(a, b).slope == 5 && Dual.minimum(a, b).slope == 2)
    }
    // At ties the first of two is followed.
    let (first, second) = (Dual(3, slope: 2), Dual(3, slope: 5))
    #expect(Dual.maximum(first, second).slope == 2 && Dual.minimum(first, second).slope == 2)
    #expect(Dual.maximum(second, first).slope == 5 && Dual.minimum(second, first).slope == 5)
  }

  /// Of equal numbers under a window the first one has the gradient, as in PyTorch.
  @Test func equalNumbersUnderAWindow() {
    let shape: Shape = [1, 2, 2]
    let slopes = (0..<4).map { place -> Double in
      let numbers = (0..<4).map { Dual(1.5, slope: $0 == place ? 1 : 0) }
      return MaxPool(2).define([Tensor(shape, numbers)], [], output: [1, 1, 1]).values[0].slope
    }
    #expect(slopes == [1, 0, 0, 0])
  }
}
