import ArchDocuments
import Testing

@testable import ArchPictures

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct AxisTests {
  @Test func logarithmsAgreeWithTheLibrary() {
    var chance = Chance(state: 5)
    for _ in 0..<500 {
      let value = pow(10, chance.next() * 200 - 100)
      #expect((PlotNumber.log10(value) - log10(value)).magnitude < 1e-13 * max(1, log10(value).magnitude))
      let back = PlotNumber.exp10(PlotNumber.log10(value))
      #expect((back / value - 1).magnitude < 1e-11)
    }
    #expect(PlotNumber.log10(1) == 0)
  }

  @Test(arguments: [
    (1_234_567_890.0, "1.23 G"), (15_470_264_320, "15.5 G"), (999, "999"), (999.6, "1 k"), (999_999, "1 M"),
    (0, "0"), (76.13, "76.1"), (9.996, "10"), (-2_500_000, "−2.5 M"), (0.00012, "0.00012"),
    (1e30, "1,000,000 Y"),
    (.infinity, "∞"), (.nan, "none"),
  ])
  func numbersHaveThreeDigits(_ value: Double, _ text: String) {
    #expect(PlotNumber.text(value, .si) == text)
  }

  @Test func paddedNumbersKeepZeros() {
    #expect(PlotNumber.text(2_100_000, .si, isPadded: true) == "2.10 M")
    #expect(PlotNumber.text(9_996_000, .si, isPadded: true) == "10.0 M")
    #expect(PlotNumber.text(15, .si, isPadded: true) == "15")
    #expect(PlotNumber.text(25_690_112, .binary) == "24.5 MiB")
  }

  /// A label read back: its number times its prefix.
  private func reading(_ label: String) -> Double? {
    let parts = label.replacing("−", with: "-").replacing(",", with: "").split(separator: " ")
    guard let first = parts.first, let number = Double(first) else { return nil }
    guard parts.count > 1 else { return number }
    if let power = ["k", "M", "G", "T", "P", "E", "Z", "Y"].firstIndex(of: parts[1]) {
      return number * pow(1000, Double(power + 1))
    }
    guard let power = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"].firstIndex(of: parts[1])
    else {
      return nil
    }
    return number * pow(1024, Double(power))
  }

  @Test(arguments: [PlotNotation.plain, .si, .binary], [PlotAxis.Scale.linear, .logarithmic])
  func ticksAreRoundReadableAndApart(_ notation: PlotNotation, _ scale: PlotAxis.Scale) throws {
    var chance = Chance(state: 11)
    for _ in 0..<250 {
      let low = pow(10, chance.next() * 14 - (notation == .binary ? 0 : 3))
      let high = low * pow(10, chance.next() * chance.next() * 8)
      let length = 120 + chance.next() * 700
      let direction: PlotAxis.Direction = chance.next() < 0.5 ? .across : .up
      let axis = try PlotAxis(
        values: [low, high], scale: scale, notation: notation, direction: direction, length: length)
      #expect(!axis.ticks.isEmpty, "no ticks for \(low)…\(high) in \(length)")
      #expect(axis.ticks.map(\.value) == axis.ticks.map(\.value).sorted())
      var ends: Double?
      for tick in axis.ticks {
        #expect(tick.value >= axis.low - 1e-6 * axis.high && tick.value <= axis.high * (1 + 1e-9))
        let read = try #require(reading(tick.label), "\(tick.label)")
        #expect((read - tick.value).magnitude <= 1e-3 * tick.value.magnitude + 1e-12, "\(tick)")
        let place = axis.share(of: tick.value) * length
        let half =
          direction == .across ? TextMetrics.width(of: tick.label, size: 10) / 2 : PlotAxis.labelSize / 2
        if let ends { #expect(place - half >= ends, "labels touch: \(axis.ticks)") }
        ends = place + half
      }
      #expect(axis.minorTicks.allSatisfy { $0 >= axis.low * 0.999 && $0 <= axis.high * 1.001 })
    }
  }

  @Test func linearTicksAreOneTwoFive() throws {
    let axis = try PlotAxis(values: [0, 15_470_264_320], room: .fromZero, length: 200)
    #expect(axis.ticks.map(\.label) == ["0", "5 G", "10 G", "15 G"])
    #expect(axis.ticks.map(\.value) == [0, 5e9, 10e9, 15e9])
    let bytes = try PlotAxis(
      values: [25_690_112], notation: .binary, room: .fromZeroToTick, direction: .up, length: 200)
    #expect(bytes.ticks.map(\.label) == ["0", "5 MiB", "10 MiB", "15 MiB", "20 MiB", "25 MiB"])
    #expect(bytes.high == 25 * 1_048_576)
  }

  /// Where there is room for any label, steps are the closest with nine ticks at most.
  @Test(arguments: 1...120) func nineTicksAtMost(end: Int) throws {
    let axis = try PlotAxis(values: [0, Double(end)], room: .fromZero, length: 10_000)
    let tenths = [1, 2, 5, 10, 20, 50, 100, 200, 500]
    let step = try #require(tenths.first { end * 10 / $0 + 1 <= 9 })
    #expect(axis.ticks.count == end * 10 / step + 1)
    for (index, tick) in axis.ticks.enumerated() {
      #expect((tick.value - Double(index * step) / 10).magnitude < 1e-9, "\(axis.ticks)")
    }
  }

  @Test func logarithmicLabelsAgree() throws {
    let axis = try PlotAxis(values: [3e8, 3e10], scale: .logarithmic, length: 560)
    #expect(axis.ticks.map(\.label) == ["0.5 G", "1 G", "2 G", "5 G", "10 G", "20 G"])
    #expect(axis.minorTicks.contains { ($0 / 3e9 - 1).magnitude < 1e-9 })
    // Equal ratios are equally far apart.
    let distances = [1e9, 1e10].map { axis.share(of: 2 * $0) - axis.share(of: $0) }
    #expect((distances[0] - distances[1]).magnitude < 1e-9)
  }

  @Test func whatHasNoPlaceIsRefused() {
    #expect(throws: Never.self) { try PlotAxis(values: [1], length: .infinity) }
    #expect(throws: PlotError.noValues) { try PlotAxis(values: [], length: 100) }
    #expect(throws: PlotError.notPositive(0)) {
      try PlotAxis(values: [1, 0], scale: .logarithmic, length: 100)
    }
    #expect(throws: PlotError.notFinite) { try PlotAxis(values: [.infinity], length: 100) }
    #expect(throws: PlotError.notFinite) { try PlotAxis(values: [.nan], length: 100) }
  }

  @Test func anyNumbersMakeAnAxis() throws {
    let rooms: [PlotAxis.Room] = [
      .padded(0), .padded(0.06), .padded(.nan), .padded(-1), .padded(1e300), .fromZero, .fromZeroToTick,
    ]
    for (place, first) in badNumbers.enumerated() {
      // In either order it is the same axis.
      for second in badNumbers[place...] {
        for scale in [PlotAxis.Scale.linear, .logarithmic] {
          for (room, notation) in zip(
            rooms + rooms, [PlotNotation.si, .binary, .plain] + [.si, .binary, .plain])
          {
            for length in [0, 300.0] {
              guard
                let axis = try? PlotAxis(
                  values: [first, second], scale: scale, notation: notation, room: room, length: length)
              else { continue }
              let isSound =
                axis.high > axis.low && (-0.001...1.001).contains(axis.share(of: first))
                && axis.ticks.allSatisfy { $0.value.isFinite && $0.label.count < 20 }
              if !isSound { Issue.record("\(first), \(second): \(axis)") }
            }
          }
        }
      }
    }
  }
}
