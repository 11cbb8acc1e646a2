/// Numbers as people read them, written without Foundation.
package enum NumberText {
  /// A whole number with a separator between thousands: `138,357,544`.
  package static func grouped(_ value: Int) -> String {
    value.groupedDigits
  }

  /// A number with a fixed count of decimals, rounded half away from zero: `527.79`.
  package static func fixed(_ value: Double, decimals: Int, isGrouped: Bool = true) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (value.magnitude * scale).rounded()
    guard scaled.isFinite, scaled < 9e18 else { return "\(value)" }
    let number = Int(scaled)
    let whole = number / Int(scale)
    let fraction = String(number % Int(scale))
    let text = (value < 0 && number != 0 ? "-" : "") + (isGrouped ? grouped(whole) : "\(whole)")
    guard decimals > 0 else { return text }
    return text + "." + String(repeating: "0", count: decimals - fraction.count) + fraction
  }

  /// A count with an SI prefix and a number of significant digits, rounded half up: `15.47 G`; below 1,000 it is exact.
  ///
  /// It uses integer arithmetic, so no digit depends on how a fraction is stored.
  package static func scaled(_ value: Int, digits: Int) -> String {
    guard value.magnitude >= 1000 else { return "\(value)" }
    func power(_ exponent: Int) -> UInt { (0..<exponent).reduce(1) { product, _ in product * 10 } }
    let unit = power(max(0, String(value.magnitude).count - max(1, digits)))
    let (quotient, remainder) = value.magnitude.quotientAndRemainder(dividingBy: unit)
    let rounded = (quotient + (remainder > 0 && remainder >= unit - remainder ? 1 : 0)) * unit
    let length = String(rounded).count
    let exponent = min(18, (length - 1) / 3 * 3)
    let decimals = min(exponent, max(0, digits - (length - exponent)))
    let fraction = String(rounded % power(exponent) / power(exponent - decimals))
    var text = (value < 0 ? "-" : "") + "\(rounded / power(exponent))"
    if decimals > 0 { text += "." + String(repeating: "0", count: decimals - fraction.count) + fraction }
    return text + " " + ["k", "M", "G", "T", "P", "E"][exponent / 3 - 1]
  }

  /// An amount of memory with a binary prefix: `527.8 MiB`.
  package static func bytes(_ value: Double) -> String {
    let steps: [(limit: Double, prefix: String)] = [
      (1_125_899_906_842_624, "PiB"), (1_099_511_627_776, "TiB"), (1_073_741_824, "GiB"), (1_048_576, "MiB"),
      (1024, "KiB"),
    ]
    for step in steps where value >= step.limit {
      return fixed(value / step.limit, decimals: 1) + " " + step.prefix
    }
    return fixed(value, decimals: 0) + " B"
  }

  /// A number without a fraction if it has none, otherwise with up to two decimals: `4`, `0.5`, `1.33`.
  package static func short(_ value: Double) -> String {
    if let whole = Int(exactly: value) { return "\(whole)" }
    var text = fixed(value, decimals: 2)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}

extension NumberText {
  /// A difference with its sign: `+18,992,128`, `-1`, `0`.
  package static func signed(_ value: Int) -> String { (value > 0 ? "+" : "") + grouped(value) }

  /// A large number with four digits and a power of ten: `3.140e23`; below 10,000 it is an integer.
  package static func scientific(_ value: Double) -> String {
    guard value.isFinite, value.magnitude >= 10_000 else { return fixed(value, decimals: 0) }
    var (digits, exponent) = (value, 0)
    while digits.magnitude >= 9.9995 {
      digits /= 10
      exponent += 1
    }
    return fixed(digits, decimals: 3) + "e\(exponent)"
  }

  /// A quotient with about four digits, however small it is: `8.558`, `0.311`, `0.0000316`.
  package static func ratio(_ value: Double) -> String {
    guard value.isFinite, value > 0 else { return fixed(value, decimals: 0) }
    var decimals = value >= 1000 ? 0 : value >= 100 ? 1 : value >= 10 ? 2 : 3
    var scaled = value
    while scaled < 0.1, decimals < 15 {
      scaled *= 10
      decimals += 1
    }
    return fixed(value, decimals: decimals)
  }
}
