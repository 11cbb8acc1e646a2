import Testing

@testable import ArchONNX

/// Numbers of few bits, beside what ml_dtypes 0.5 says of every pattern.
@Suite struct PackedNumbersTests {
  private struct Fact: CustomTestStringConvertible {
    var type: ONNX.ElementType
    /// How many patterns are numbers, no number, and infinite.
    var (finite, nan, infinite): (Int, Int, Int)
    /// The largest number, the smallest above zero, and the sum of all sizes.
    var (most, least, sum): (Double, Double, Double)
    /// Those of the patterns 1, 3, 9, 0x2b, 0x37, 0x5c and 0x91, of four bits the last four of each.
    var some: [Double]

    var testDescription: String { "\(type)" }

    init(
      _ type: ONNX.ElementType, _ counts: (Int, Int, Int), _ sizes: (Double, Double, Double), _ some: [Double]
    ) {
      self.type = type
      (finite, nan, infinite) = counts
      (most, least, sum) = sizes
      self.some = some
    }
  }

  private static let facts = [
    Fact(
      .float8E4M3FN, (254, 2, 0), (448, 0x1p-9, 10815.75),
      [0.001953125, 0.005859375, 0.017578125, 0.34375, 0.9375, 24, -0.03515625]),
    Fact(
      .float8E4M3FNUZ, (255, 1, 0), (240, 0x1p-10, 5887.875),
      [0.0009765625, 0.0029296875, 0.0087890625, 0.171875, 0.46875, 12, -0.017578125]),
    Fact(
      .float8E5M2, (248, 6, 2), (57344, 0x1p-16, 720895.9995117188),
      [1.52587890625e-05, 4.57763671875e-05, 0.000152587890625, 0.0546875, 0.4375, 256, -0.0006103515625]),
    Fact(
      .float8E5M2FNUZ, (255, 1, 0), (57344, 0x1p-17, 720895.9997558594),
      [
        7.62939453125e-06, 2.288818359375e-05, 7.62939453125e-05, 0.02734375, 0.21875, 128,
        -0.00030517578125,
      ]),
    Fact(.float4E2M1, (16, 0, 0), (6, 0.5, 36), [0.5, 1.5, -0.5, -1.5, 6, -2, 0.5]),
    Fact(
      .float8E8M0, (255, 1, 0), (0x1p127, 0x1p-127, 3.402823669209385e+38),
      [0x1p-126, 0x1p-124, 0x1p-118, 0x1p-84, 0x1p-72, 0x1p-35, 0x1p18]),
  ]

  private func floats(_ type: ONNX.ElementType, _ bytes: [UInt8], _ count: Int) -> [Double]? {
    bytes.withUnsafeBytes { PackedNumbers(type, $0).floats(count) }
  }

  @Test(arguments: facts) private func everyPattern(fact: Fact) throws {
    let isSmall = fact.type.bits == 4
    let pairs: [UInt8] = [0x10, 0x32, 0x54, 0x76, 0x98, 0xba, 0xdc, 0xfe]
    let bytes: [UInt8] = isSmall ? pairs : Array(0...255)
    let all = try #require(floats(fact.type, bytes, isSmall ? 16 : 256))
    let finite = all.filter(\.isFinite)
    #expect(finite.count == fact.finite)
    #expect(all.count(where: \.isNaN) == fact.nan)
    #expect(all.count(where: \.isInfinite) == fact.infinite)
    #expect(finite.max() == fact.most)
    #expect(finite.filter { $0 > 0 }.min() == fact.least)
    #expect(abs(finite.map(abs).reduce(0, +) / fact.sum - 1) < 1e-15)
    #expect([1, 3, 9, 0x2b, 0x37, 0x5c, 0x91].map { all[isSmall ? $0 % 16 : $0] } == fact.some)
  }

  /// Half precision is that of the processor's own type, where it has one: every pattern.
  @Test func halves() throws {
    #if !(os(macOS) && arch(x86_64))
      var bytes: [UInt8] = []
      for pattern in 0...UInt16.max { bytes += [UInt8(truncatingIfNeeded: pattern), UInt8(pattern >> 8)] }
      let all = try #require(floats(.float16, bytes, 65536))
      for pattern in 0...UInt16.max {
        let (own, other) = (all[Int(pattern)], Double(Float16(bitPattern: pattern)))
        if own != other { #expect(own.isNaN && other.isNaN, "\(pattern)") }
      }
    #endif
  }

  /// Whole numbers side by side in a byte, the first in the lowest bits, and those below zero.
  @Test func partsOfBytes() {
    func integers(_ type: ONNX.ElementType, _ bytes: [UInt8], _ count: Int) -> [Int]? {
      bytes.withUnsafeBytes { PackedNumbers(type, $0).integers(count) }
    }
    #expect(integers(.int4, [0x8f, 0x07], 3) == [-1, -8, 7])
    #expect(integers(.uint4, [0x8f, 0x07], 3) == [15, 8, 7])
    #expect(integers(.int2, [0b11_10_01_00], 4) == [0, 1, -2, -1])
    #expect(integers(.uint2, [0b11_10_01_00], 4) == [0, 1, 2, 3])
    #expect(integers(.bool, [0, 7], 2) == [0, 1])
    #expect(integers(.int16, [0xfe, 0xff, 0x34, 0x12], 2) == [-2, 0x1234])
    #expect(integers(.float32, [0, 0, 0, 0], 1) == nil)
  }

  /// The same entries, in the field for whole numbers: each its own, or a byte of several.
  @Test func entriesInTheFieldForWholeNumbers() {
    let four = ONNX.Tensor("w", .int4, [3], .integers([0x8f, 0x07]))
    #expect(four.integers(limit: 3) == [-1, -8, 7])
    let eight = ONNX.Tensor("w", .float8E4M3FN, [2], .integers([0x37, 0x91]))
    #expect(eight.numbers(limit: 2) == [0.9375, -0.03515625])
    let half = ONNX.Tensor("w", .bfloat16, [2], .integers([0x3f80, 0xc000]))
    #expect(half.numbers(limit: 2) == [1, -2])
    #expect(half.numbers(limit: 1) == nil)
  }
}
