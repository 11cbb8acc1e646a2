import ArchDocuments

/// A figure as somebody printed it, such as `4.145G`, `528 MB` or `25,557,032 params`.
package struct PrintedFigure: Hashable, Sendable {
  /// What was written.
  package let text: String
  /// How many significant digits it has.
  package let digits: Int
  /// Its possible meanings, the usual one first.
  package let readings: [Reading]

  /// What a figure is of.
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Work, in operations or multiply-adds.
    case work
    /// Parameters.
    case parameters
    /// Bytes of parameters or values.
    case bytes
  }

  /// One meaning of a figure: what it measures, and the range of numbers that print as its digits.
  package struct Reading: Hashable, Sendable {
    /// What it measures.
    package var kind: Kind
    /// The unit, if the text alone does not say: `MiB`.
    package var unit: String
    /// The size of the unit.
    package var factor: Double
    /// The least number that is printed this way.
    package var low: Double
    /// The greatest number that is printed this way.
    package var high: Double
    /// How unusual the meaning is; 0 for the plain one.
    package var cost: Double
    /// One unit in the last printed place.
    package var lastPlace: Double
    /// How the last digits came about.
    package var rounding = Rounding.nearest

    /// Whether a number is printed this way.
    package func contains(_ value: Double) -> Bool { low <= value && value <= high }
  }

  /// How a number became the printed digits.
  package enum Rounding: String, Hashable, Sendable {
    /// To the nearest.
    case nearest
    /// To the nearest, with zeros at the end as filling.
    case zeros = "zeros at the end not counted"
    /// Cut off, or rounded up.
    case cut = "cut off or rounded up"
  }

  /// Reads a figure, or returns `nil` if the text is not one.
  package init?(_ text: String) {
    let compact = text.filter { $0 != " " && $0 != "_" && $0 != "\u{202F}" && $0 != "\u{A0}" }
    guard compact.count <= 60, let number = Number(compact) else { return nil }
    let unit = Unit(number.rest)
    guard let unit else { return nil }
    self.text = text
    digits = number.digits
    var readings: [Reading] = []
    for (low, high, rounding, more) in number.intervals {
      for (kind, name, factor, cost) in unit.readings {
        readings.append(
          Reading(
            kind: kind, unit: name, factor: factor, low: low * factor, high: high * factor, cost: cost + more,
            lastPlace: number.lastPlace * factor, rounding: rounding))
      }
    }
    guard readings.contains(where: { $0.high < 1e19 }), readings[0].low > 0 else { return nil }
    self.readings = readings
  }

  /// The digits of a figure, and the range that their last place leaves open.
  private struct Number {
    var intervals: [(low: Double, high: Double, rounding: Rounding, cost: Double)]
    var lastPlace: Double
    var digits: Int
    var rest: Substring

    init?(_ text: String) {
      var body = text.prefix { $0.isNumber && $0.isASCII || $0 == "." || $0 == "," }
      while let last = body.last, last == "." || last == "," { body.removeLast() }
      var rest = text.dropFirst(body.count)
      // Thousands are in groups of three after commas; a single comma before any other number of digits is a decimal
      // point.
      let groups = body.split(separator: ",", omittingEmptySubsequences: false)
      var plain = body.filter { $0 != "," }
      if groups.count == 2, !body.contains("."), groups[1].count != 3 {
        plain = "\(groups[0]).\(groups[1])"
      } else if groups.count > 1 {
        let whole = groups.dropFirst().map { $0.prefix { $0 != "." } }
        guard whole.allSatisfy({ $0.count == 3 }), !groups[0].isEmpty else { return nil }
      }
      let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count <= 2, let mantissa = Double(plain.filter { $0 != "." }), mantissa > 0 else {
        return nil
      }
      let decimals = parts.count == 2 ? parts[1].count : 0
      var exponent = -decimals
      if let power = Self.power(&rest) { exponent += power }
      guard (-30...30).contains(exponent) else { return nil }
      let scale = (0..<abs(exponent)).reduce(1.0) { product, _ in product * 10 }
      func scaled(_ value: Double) -> Double { exponent < 0 ? value / scale : value * scale }
      lastPlace = scaled(1)
      intervals = [(scaled(mantissa - 0.5), scaled(mantissa + 0.5), .nearest, 0)]
      intervals.append((scaled(mantissa - 1), scaled(mantissa + 1), .cut, 1.5))
      let zeros = decimals == 0 ? plain.reversed().prefix { $0 == "0" }.count : 0
      if zeros > 0, zeros < plain.count {
        let half = (0..<zeros).reduce(0.5) { product, _ in product * 10 }
        intervals.append((scaled(mantissa - half), scaled(mantissa + half), .zeros, 1))
      }
      digits = max(1, plain.filter { $0 != "." }.drop { $0 == "0" }.count)
      self.rest = rest
    }

    /// The power of ten of `e9`, `x10^9` or `*10^9`, which is removed from the text.
    private static func power(_ rest: inout Substring) -> Int? {
      for start in ["x10^", "*10^", "\u{D7}10^", "e+", "E+", "e", "E"] where rest.hasPrefix(start) {
        let digits = rest.dropFirst(start.count).prefix { $0.isNumber && $0.isASCII }
        guard let power = Int(digits), power <= 30 else { continue }
        rest = rest.dropFirst(start.count + digits.count)
        return power
      }
      return nil
    }
  }

  /// The text after the digits.
  private struct Unit {
    var readings: [(kind: Kind, name: String, factor: Double, cost: Double)] = []

    init?(_ text: Substring) {
      let word = text.lowercased().filter { $0 != "-" && $0 != "." && $0 != "/" }
      // The longest name first, since others are its endings.
      let names: [(Kind, [String])] = [
        (
          .work,
          [
            "multiplyadds", "multiplyadd", "multadds", "multadd", "madds", "madd", "macs", "mac", "flops",
            "flop",
            "ops", "op",
          ]
        ),
        (.parameters, ["parameters", "parameter", "params", "param", "weights"]),
      ]
      for (kind, endings) in names {
        for ending in endings where word.hasSuffix(ending) {
          guard let prefixes = Self.decimal(word.dropLast(ending.count)) else { continue }
          readings = prefixes.map { (kind, "", $0.factor, $0.cost) }
          return
        }
      }
      if let bytes = Self.bytes(word) {
        readings = bytes
        return
      }
      guard let prefixes = Self.decimal(word[...]) else { return nil }
      for (factor, cost) in prefixes {
        readings.append((.work, "", factor, cost))
        readings.append((.parameters, "", factor, cost))
      }
      if word.isEmpty {
        // The unit may be in the head of a column.
        for (name, factor) in [("M", 1e6), ("G", 1e9), ("k", 1e3)] {
          readings.append((.work, name, factor, 0.5))
          readings.append((.parameters, name, factor, 0.5))
        }
        readings.append((.bytes, "MB", 1e6, 1.5))
        readings.append((.bytes, "MiB", 1_048_576, 1.5))
      }
      if word == "b" { readings.append((.bytes, "bytes", 1, 0)) }
      // Sizes of files are often written without their unit.
      for (factor, name) in [("m", 1e6, "MB"), ("g", 1e9, "GB")].filter({ $0.0 == word }).map({ ($0.1, $0.2) }
      ) {
        readings.append((.bytes, name, factor, 1.5))
        readings.append((.bytes, name == "MB" ? "MiB" : "GiB", name == "MB" ? 1_048_576 : 1_073_741_824, 1.5))
      }
    }

    /// The factor of a prefix; powers of 1,024 are sometimes taken for those of 1,000.
    private static func decimal(_ prefix: Substring) -> [(factor: Double, cost: Double)]? {
      switch prefix {
      case "": [(1, 0)]
      case "k", "thousand": [(1e3, 0)]
      case "m", "mm", "mn", "million": [(1e6, 0), (1_048_576, 2.5)]
      case "g", "b", "bn", "billion": [(1e9, 0), (1_073_741_824, 2.5)]
      case "t", "trillion": [(1e12, 0), (1_099_511_627_776, 2.5)]
      case "p": [(1e15, 0)]
      default: nil
      }
    }

    private static func bytes(_ word: String) -> [(kind: Kind, name: String, factor: Double, cost: Double)]? {
      let steps: [(letter: String, decimal: Double, binary: Double)] = [
        ("k", 1e3, 1024), ("m", 1e6, 1_048_576), ("g", 1e9, 1_073_741_824), ("t", 1e12, 1_099_511_627_776),
      ]
      if word == "bytes" || word == "byte" { return [(.bytes, "bytes", 1, 0)] }
      for (index, step) in steps.enumerated() {
        let upper = step.letter.uppercased()
        switch word {
        case step.letter + "ib": return [(.bytes, "\(upper)iB", step.binary, 0)]
        case step.letter + "b", step.letter + "bytes", step.letter + "byte":
          var readings: [(kind: Kind, name: String, factor: Double, cost: Double)] = [
            (.bytes, "\(upper)B", step.decimal, 0), (.bytes, "\(upper)iB", step.binary, 0.2),
          ]
          // Thousandths of the next unit of 1,024, and thousands of the one before.
          if index + 1 < steps.count {
            let next = steps[index + 1]
            readings.append((.bytes, "thousandths of a \(next.letter.uppercased())iB", next.binary / 1000, 9))
          }
          if index > 0 {
            let before = steps[index - 1]
            readings.append(
              (.bytes, "thousands of a \(before.letter.uppercased())iB", before.binary * 1000, 9))
          }
          return readings
        default: continue
        }
      }
      return nil
    }
  }
}
