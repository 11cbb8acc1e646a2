import ArchCalc
import Testing

/// Figures as people print them, and what the last digit leaves open.
@Suite struct PrintedFigureTests {
  @Test(arguments: [
    ("4.145G", 4, 4_144_500_000.0, 4_145_500_000.0), ("3.86 GFLOPs", 3, 3_855_000_000, 3_865_000_000),
    ("25.6M", 3, 25_550_000, 25_650_000), ("25,557,032", 8, 25_557_031.5, 25_557_032.5),
    ("138M params", 3, 137_500_000, 138_500_000), ("0.3 G", 1, 250_000_000, 350_000_000),
    ("7.8e9", 2, 7_750_000_000, 7_850_000_000), ("1.5x10^9 MACs", 2, 1_450_000_000, 1_550_000_000),
    ("3,86G", 3, 3_855_000_000, 3_865_000_000), ("569", 3, 568.5, 569.5),
    ("65.879 BFLOPs", 5, 65_878_500_000, 65_879_500_000),
    ("13.9k", 3, 13_850, 13_950), ("1.2 T", 2, 1.15e12, 1.25e12), ("418 mult-adds", 3, 417.5, 418.5),
    ("7B", 1, 6_500_000_000, 7_500_000_000), ("4_089_184_256", 10, 4_089_184_255.5, 4_089_184_256.5),
    ("569 Million", 3, 568_500_000, 569_500_000),
  ])
  func reads(text: String, digits: Int, low: Double, high: Double) throws {
    let figure = try #require(PrintedFigure(text))
    #expect(figure.digits == digits)
    let first = figure.readings[0]
    #expect(abs(first.low - low) <= low * 1e-12 && abs(first.high - high) <= high * 1e-12, "\(first)")
  }

  @Test func units() throws {
    #expect(try Set(#require(PrintedFigure("528MB")).readings.map(\.unit)).isSuperset(of: ["MB", "MiB"]))
    #expect(try #require(PrintedFigure("97.5 MiB")).readings.allSatisfy { $0.unit == "MiB" })
    #expect(try #require(PrintedFigure("3.8 GFLOPs")).readings.allSatisfy { $0.kind == .work })
    #expect(try #require(PrintedFigure("25.6M params")).readings.allSatisfy { $0.kind == .parameters })
    #expect(
      try Set(#require(PrintedFigure("25.6M")).readings.map(\.kind)).isSuperset(of: [.work, .parameters]))
  }

  @Test(arguments: [
    "", "G", "abc", "-3G", "4.1.4G", "4,08,9", "1e400", "0", "0.0G", "4.1 apples", "\u{202E}4G", "9e30G",
    "4.1G4",
    String(repeating: "9", count: 100),
  ])
  func refuses(text: String) { #expect(PrintedFigure(text) == nil) }

  /// A figure has 60 signs at most, those between groups of digits aside.
  @Test func lengths() {
    for (zeros, isRead) in [(57, true), (58, true), (59, false), (60, false)] {
      let digits = String(repeating: "0", count: zeros)
      #expect((PrintedFigure(digits + "7G") != nil) == isRead, "\(zeros)")
      #expect((PrintedFigure(digits + " _7\u{202F}G") != nil) == isRead, "\(zeros)")
    }
  }

  /// Units of bytes: those of 1,024 alone where they say so, and both where they do not.
  @Test(arguments: [("K", 1), ("M", 2), ("G", 3), ("T", 4)]) func bytes(letter: String, power: Int) throws {
    func factors(_ text: String) throws -> [String: Double] {
      let readings = try #require(PrintedFigure(text)).readings.filter {
        $0.rounding == .nearest && $0.cost < 9
      }
      #expect(readings.allSatisfy { $0.kind == .bytes })
      return Dictionary(readings.map { ($0.unit, $0.factor) }) { a, _ in a }
    }
    let (decimal, binary) = (0..<power).reduce((1.0, 1.0)) { product, _ in
      (product.0 * 1000, product.1 * 1024)
    }
    #expect(try factors("3.5 \(letter)iB") == ["\(letter)iB": binary])
    for unit in ["\(letter)B", "\(letter.lowercased())b", "\(letter)Bytes"] {
      #expect(try factors("3.5 \(unit)") == ["\(letter)B": decimal, "\(letter)iB": binary], "\(unit)")
    }
  }
}
