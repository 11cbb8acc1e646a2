import ArchDocuments

/// Numbers of plots, built from integer digits so that no digit depends on how a fraction is stored.
enum PlotNumber {
  /// The largest magnitude that a plot shows, so that no difference or ratio of two values overflows.
  static let largest = 1e100
  /// The smallest positive number that a logarithmic axis shows.
  static let smallest = 1e-100

  static let siPrefixes = ["", "k", "M", "G", "T", "P", "E", "Z", "Y"]
  static let binaryUnits = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"]

  /// A power with an integer exponent, by multiplication alone: libraries differ in the last digit of `pow`.
  static func power(of base: Double = 10, _ exponent: Int) -> Double {
    var result = 1.0
    for _ in 0..<min(400, exponent.magnitude) { result *= base }
    return exponent < 0 ? 1 / result : result
  }

  /// A decimal logarithm with the same result on every machine, unlike those of libraries.
  static func log10(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 0 }
    var (significand, exponent) = (value.significand, Double(value.exponent))
    if significand > 1.414_213_562_373_095 {
      significand /= 2
      exponent += 1
    }
    // ln(m) = 2 artanh((m - 1) / (m + 1)); the argument is at most 0.172, so twelve terms are exact to a Double.
    let ratio = (significand - 1) / (significand + 1)
    let square = ratio * ratio
    var (term, sum) = (ratio, 0.0)
    for index in 0..<12 {
      sum += term / Double(2 * index + 1)
      term *= square
    }
    return (exponent * 0.693_147_180_559_945_3 + 2 * sum) / 2.302_585_092_994_046
  }

  /// Ten to any power, as exact as ``log10(_:)``.
  static func exp10(_ value: Double) -> Double {
    guard value.magnitude < 300 else { return value < 0 ? 1e-300 : 1e300 }
    let whole = value.rounded(.down)
    let rest = (value - whole) * 2.302_585_092_994_046
    var (term, sum) = (1.0, 1.0)
    for index in 1..<40 {
      term *= rest / Double(index)
      sum += term
    }
    return whole < 0 ? sum / power(Int(-whole)) : sum * power(Int(whole))
  }

  /// The exponent of the first digit of a positive number.
  static func exponent(of value: Double) -> Int {
    guard value > 0, value.isFinite else { return 0 }
    var exponent = Int(log10(value).rounded(.down))
    if power(exponent + 1) <= value { exponent += 1 }
    if power(exponent) > value { exponent -= 1 }
    return exponent
  }

  /// `digits` times ten to `exponent` in decimal notation: 15 and -1 give `1.5`.
  static func decimal(_ digits: Int, exponent: Int) -> String {
    guard digits != 0 else { return "0" }
    let sign = digits < 0 ? "−" : ""
    var text = String(digits.magnitude)
    guard exponent < 0 else {
      return sign + grouped(text + String(repeating: "0", count: min(exponent, 400)))
    }
    let decimals = -exponent
    if text.utf8.count <= decimals {
      text = String(repeating: "0", count: decimals - text.utf8.count + 1) + text
    }
    let point = text.index(text.endIndex, offsetBy: -decimals)
    return sign + grouped(String(text[..<point])) + "." + String(text[point...])
  }

  /// Four digits are kept together, as in years; longer numbers have separators.
  private static func grouped(_ digits: String) -> String {
    guard digits.utf8.count > 4, let value = Int(digits) else { return digits }
    return NumberText.grouped(value)
  }

  /// A value beside a mark of a plot, with three significant digits: `1.23 G`, `24.5 MiB`, `76.1`.
  ///
  /// Whole numbers below 1,000 and plain whole numbers are exact.
  ///
  /// - Parameter isPadded: whether numbers with a prefix keep zeros after the point, as in a column.
  static func text(_ value: Double, _ notation: PlotNotation, isPadded: Bool = false) -> String {
    guard !value.isNaN else { return "none" }
    guard value.magnitude <= largest else { return value < 0 ? "−∞" : "∞" }
    switch notation {
    case .plain:
      if value.magnitude < 1e15, value == value.rounded() { return decimal(Int(value), exponent: 0) }
      return significant(value, places: 4)
    case .si: return scaled(value, base: 1000, units: siPrefixes, isPadded)
    case .binary: return scaled(value, base: 1024, units: binaryUnits, isPadded)
    }
  }

  private static func scaled(_ value: Double, base: Double, units: [String], _ isPadded: Bool) -> String {
    var (rest, unit) = (value, 0)
    // 999.5 of one unit is rounded to 1 of the next.
    while rest.magnitude >= (base == 1000 ? 999.5 : 1023.5), unit + 1 < units.count {
      rest /= base
      unit += 1
    }
    let number = significant(rest, places: 3, isPadded: isPadded && unit > 0)
    return units[unit].isEmpty ? number : number + " " + units[unit]
  }

  /// A number with some significant digits, without zeros at the end of its fraction unless they are wanted.
  static func significant(_ value: Double, places: Int, isPadded: Bool = false) -> String {
    // Powers of ten below these are no longer exact.
    guard value.magnitude >= 1e-290, value.isFinite else { return "0" }
    let first = exponent(of: value.magnitude)
    if first >= 7 || first < -4 {
      let digits = Int((value.magnitude / power(first - 2)).rounded())
      // 9.996 is rounded to 10.
      let (mantissa, shift) = digits >= 1000 ? (digits / 10, 1) : (digits, 0)
      return (value < 0 ? "−" : "") + trimmed(decimal(mantissa, exponent: -2)) + "e\(first + shift)"
    }
    let decimals = max(0, places - 1 - first)
    var digits = Int((value * power(decimals)).rounded())
    var shown = decimals
    // 9.996 has become 10.00, which has one digit more than wanted.
    if shown > 0, digits.magnitude >= UInt(power(places)) { (digits, shown) = (digits / 10, shown - 1) }
    let text = decimal(digits, exponent: -shown)
    return isPadded ? text : trimmed(text)
  }

  private static func trimmed(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: ".")) else { return text }
    var text = text
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
