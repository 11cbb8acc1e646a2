import Testing

@testable import ArchDocuments

/// Colours that can be told apart and read on each other, by day and in the dark.
@Suite struct InkTests {
  /// The relative luminance of `#rrggbb` (Web Content Accessibility Guidelines 2.1).
  private func luminance(_ color: String) throws -> Double {
    let value = try #require(Int(color.dropFirst(), radix: 16))
    try #require(color.count == 7 && color.hasPrefix("#"))
    let parts = [value >> 16, value >> 8 & 255, value & 255].map { part -> Double in
      let share = Double(part) / 255
      return share <= 0.03928 ? share / 12.92 : Self.power((share + 0.055) / 1.055)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  /// A number between 0 and 1 to the power of 12/5: the fifth root is found by halving.
  private static func power(_ number: Double) -> Double {
    var (low, high) = (0.0, 1.0)
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if middle * middle * middle * middle * middle < number { low = middle } else { high = middle }
    }
    let fifth = (low + high) / 2
    return number * number * fifth * fifth
  }

  private func contrast(_ a: String, _ b: String) throws -> Double {
    let (one, other) = (try luminance(a), try luminance(b))
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
  }

  @Test func seriesGoOverAgain() {
    for make in [Ink.series, Ink.tint] {
      let first = (0..<8).map { make($0) }
      #expect(Set(first.map(\.colors.light)).count == 8 && Set(first.map(\.colors.dark)).count == 8)
      #expect(Set(first.map(\.name)).count == 8)
      for index in 8..<40 {
        #expect(make(index).colors == first[index % 8].colors && make(index).name == first[index % 8].name)
      }
    }
    for step in [-1, Ink.most + 1, Int.max, Int.min] {
      #expect(Ink.shade(step).colors == Ink.shade(step < 0 ? 0 : Ink.most).colors)
    }
  }

  /// Text of the usual size needs 4.5 to 1, marks that mean something 3 to 1.
  @Test func textCanBeRead() throws {
    var pairs: [(Ink, Ink, Double)] = []
    for ground in [Ink.paper, .panel, .box] {
      pairs += [(.text, ground, 4.5), (.quiet, ground, 4.5), (.strong, ground, 3)]
      pairs += [(.added, ground, 3), (.removed, ground, 3), (.changed, ground, 3)]
    }
    pairs += (0..<8).map { (.text, .tint($0), 4.5) }
    pairs += (0...Ink.most).map { (.onShade($0), .shade($0), 4.5) }
    for (ink, ground, least) in pairs {
      let light = try contrast(ink.colors.light, ground.colors.light)
      let dark = try contrast(ink.colors.dark, ground.colors.dark)
      #expect(light >= least, "\(ink) on \(ground) by day: \(light)")
      #expect(dark >= least, "\(ink) on \(ground) in the dark: \(dark)")
    }
  }

  /// A greater share is a darker shade by day, and a lighter one in the dark.
  @Test func shadesAreInOrder() throws {
    let light = try (0...Ink.most).map { try luminance(Ink.shade($0).colors.light) }
    let dark = try (0...Ink.most).map { try luminance(Ink.shade($0).colors.dark) }
    #expect(light == light.sorted(by: >) && dark == dark.sorted())
    #expect(Ink.shade(share: 0) == .shade(0) && Ink.shade(share: 1) == .shade(Ink.most))
    #expect(Ink.shade(share: .nan) == .shade(0) && Ink.shade(share: 7) == .shade(Ink.most))
    #expect(Ink.shade(share: 0.5) == .shade(4))
  }
}
