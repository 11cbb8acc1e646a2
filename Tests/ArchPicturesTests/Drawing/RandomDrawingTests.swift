import ArchCalc
import Foundation
import Testing

@testable import ArchPictures

/// Networks drawn at random: values taken by several layers, parts in parts, blocks that repeat and that nearly do.
@Suite struct RandomDrawingTests {
  /// How many networks are tried; `RANDOM_NETWORKS` asks for more, `RANDOM_SEED` for others.
  private static let wanted = setting("RANDOM_NETWORKS") ?? 25
  private static let seed = UInt64(setting("RANDOM_SEED") ?? 1)

  private static func setting(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  @Test func everyDrawingIsClear() throws {
    for number in 0..<Self.wanted {
      var random = Numbers(state: Self.seed &* 1_000_003 &+ UInt64(number))
      let text = Self.network(&random)
      let analysis = try analysis(text: text)
      for depth in [nil, 1, 2, 3] as [Int?] {
        for width in [nil, 320, 1200] as [Double?] {
          var options = DrawingOptions()
          options.depth = depth
          options.width = width
          let drawing = NetworkDrawing(analysis, options)
          let faults = PictureGeometry(drawing.picture).faults + LineOverlaps.found(in: drawing)
          #expect(
            faults.isEmpty,
            "network \(number), depth \(depth ?? 0), width \(width ?? 0): \(faults.prefix(3))\n\(text)")
          if !faults.isEmpty { return }
        }
      }
    }
  }

  /// A network of layers that keep their shape, so that any value can go anywhere.
  private static func network(_ random: inout Numbers) -> String {
    var text = """
      block unit(n) {
          add {
              branch { conv(8, kernel: 3, padding: 1) -> relu -> conv(n, kernel: 1) }
              branch {}
          }
      }
      block deep(n) { repeat 3 { unit(n) } }
      block first(n) {
          conv(8, kernel: 3, padding: 1)
          repeat 2 { unit(n) }
      }
      block both {
          add {
              branch { unit(8) }
              branch { conv(8, kernel: 1) -> batch_norm -> relu }
              branch {}
          }
      }
      network n {

      """
    var values: [String] = []
    for index in 0..<(1 + random.below(3)) {
      text += "    input x\(index): [8, 16, 16]\n"
      values.append("x\(index)")
    }
    var unused = values
    for index in 0..<(2 + random.below(28)) {
      // Mostly the last value, sometimes any.
      func value() -> String {
        if random.below(3) > 0, let last = values.last { return last }
        return values[random.below(values.count)]
      }
      let source = value()
      var used = [source]
      let line: String
      switch random.below(10) {
      case 0...2: line = "\(source) -> conv(8, kernel: 3, padding: 1) -> relu"
      case 3: line = "\(source) -> unit(8)"
      case 4: line = "\(source) -> deep(8)"
      case 5: line = "\(source) -> first(8)"
      case 6: line = "\(source) -> both"
      case 7, 8:
        used += (0..<(1 + random.below(3))).map { _ in value() }
        line = "add(\(used.joined(separator: ", ")))"
      default:
        used += (0..<(1 + random.below(4))).map { _ in value() }
        line = "concat(\(used.joined(separator: ", "))) -> conv(8, kernel: 1)"
      }
      text += "    v\(index): \(line)\n"
      unused.removeAll(where: used.contains)
      values.append("v\(index)")
      unused.append("v\(index)")
    }
    return text + "    concat(\(unused.joined(separator: ", "))) -> global_avg_pool\n}\n"
  }
}

/// Random numbers that are the same in every run (SplitMix64).
private struct Numbers {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(bound))
  }
}
