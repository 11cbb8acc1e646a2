import ArchGraph
import ArchOperators
import Testing

/// A number that knows whether it is a zero which is around an input, and counts the products with such.
private struct Edge: Number {
  final class Tally: @unchecked Sendable { var products = 0 }
  @TaskLocal static var tally: Tally?

  /// Whether it is a constant zero: what the definitions put outside of an input.
  var isZero = false

  init(_ value: Float) { isZero = value == 0 }
  static let value = Edge(1)

  static func + (a: Edge, b: Edge) -> Edge { .value }
  static func - (a: Edge, b: Edge) -> Edge { .value }
  static func * (a: Edge, b: Edge) -> Edge { .value }
  static func / (a: Edge, b: Edge) -> Edge { .value }
  mutating func accumulate(_ a: Edge, times b: Edge) {
    if a.isZero || b.isZero { Self.tally?.products += 1 }
    self = .value
  }
  static func maximum(_ a: Edge, _ b: Edge) -> Edge { .value }
  static func minimum(_ a: Edge, _ b: Edge) -> Edge { .value }
  static func ifNegative(_ condition: Edge, _ a: Edge, else b: Edge) -> Edge { .value }
  static func ifLess(_ a: Edge, _ b: Edge, _ x: Edge, else y: Edge) -> Edge { .value }
  static func ifEqual(_ a: Edge, _ b: Edge, _ x: Edge, else y: Edge) -> Edge { .value }
  func magnitude() -> Edge { .value }
  func exponential() -> Edge { .value }
  func logarithm() -> Edge { .value }
  func squareRoot() -> Edge { .value }
  func hyperbolicTangent() -> Edge { .value }
  func errorFunction() -> Edge { .value }
  func sine() -> Edge { .value }
  func cosine() -> Edge { .value }
  func floor() -> Edge { .value }
  func ceiling() -> Edge { .value }
  func nearest() -> Edge { .value }
  static func indexOfLargest(_ numbers: [Edge]) -> Edge { .value }
  func entry(of count: Int, _ entry: (Int) -> Edge) -> Edge { entry(0) }
  func indices(of count: Int) -> [Int] { [0] }
  func detached() -> Edge { self }
  func masked() -> Edge { .value }
  func power(_ exponent: Float) -> Edge { .value }
  static func prepared(_ make: () -> Edge) -> Edge { make() }
}

/// The multiply-adds with zeros of a padding are those that the definition does with them.
@Suite struct PaddingTests {
  /// States begin as zeros, and some factors of a Fourier transform are zero: neither is a padding.
  private static let withOtherZeros: Set<String> = [
    "fft",
    "rnn", "lstm", "gru", "conv_lstm", "selective_scan", "mamba2_scan", "wkv", "wkv6", "wkv7",
    "linear_attention",
  ]

  @Test func everyOperator() throws {
    var padded = 0
    for op in Catalogue.standard.operators where !Self.withOtherZeros.contains(op.signature.name) {
      padded += try Self.check(op)
    }
    #expect(padded > 50)
  }

  /// Of a first step all products with the state are with zeros.
  @Test func recurrentConvolution() throws {
    let op = try #require(ConvLSTM.specimens.first { $0.inputs[0][0] == 1 } ?? ConvLSTM.specimens.first)
    let output = try op.op.output(of: op.inputs).shape(of: op.inputs)
    let work = op.op.work(from: op.inputs, to: output)
    #expect(try work.padded.value() < work[.multiplyAdds].value())
  }

  /// The specimens of an operator with such multiply-adds.
  private static func check<Op: Operator>(_ op: Op.Type) throws -> Int {
    var count = 0
    for specimen in op.specimens {
      guard let extents = try? specimen.op.output(of: specimen.inputs) else { continue }
      let output = extents.shape(of: specimen.inputs)
      let work = specimen.op.work(from: specimen.inputs, to: output)
      let inputs = specimen.inputs.map { shape in Tensor(shape) { _ in Edge.value } }
      let weights = specimen.op.parameters(of: specimen.inputs).map { parameter in
        Tensor(parameter.shape) { _ in Edge.value }
      }
      let tally = Edge.Tally()
      Edge.$tally.withValue(tally) { _ = specimen.op.define(inputs, weights, output: output) }
      let predicted = try work.padded.value()
      #expect(predicted == tally.products, "\(specimen.op.call) on \(specimen.inputs)")
      if predicted > 0 { count += 1 }
    }
    return count
  }
}
