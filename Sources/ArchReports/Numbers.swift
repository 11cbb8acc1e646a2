/// Numbers as people read them, written without Foundation.
public enum NumberText {
  /// A whole number with a separator between thousands: `138,357,544`.
  public static func grouped(_ value: Int) -> String {
    var digits = Array(String(value.magnitude).utf8)
    var place = digits.count - 3
    while place > 0 {
      digits.insert(UInt8(ascii: ","), at: place)
      place -= 3
    }
    return (value < 0 ? "-" : "") + String(decoding: digits, as: UTF8.self)
  }

  /// A number with a fixed count of decimals, rounded half away from zero: `527.79`.
  public static func fixed(_ value: Double, decimals: Int) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (value.magnitude * scale).rounded()
    guard scaled.isFinite, scaled < 9e18 else { return "\(value)" }
    let number = Int(scaled)
    let whole = grouped(number / Int(scale))
    let fraction = String(number % Int(scale))
    let sign = value < 0 && number != 0 ? "-" : ""
    guard decimals > 0 else { return sign + whole }
    return sign + whole + "." + String(repeating: "0", count: decimals - fraction.count) + fraction
  }

  /// A count with an SI prefix and four digits: `15.47 G`, `608`.
  public static func scaled(_ value: Int) -> String {
    let steps: [(limit: Double, prefix: String)] = [
      (1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"),
    ]
    let magnitude = Double(value.magnitude)
    for step in steps where magnitude >= step.limit {
      let scaled = Double(value) / step.limit
      return fixed(scaled, decimals: scaled.magnitude < 10 ? 3 : scaled.magnitude < 100 ? 2 : 1) + " "
        + step.prefix
    }
    return "\(value)"
  }

  /// An amount of memory with a binary prefix: `527.8 MiB`.
  public static func bytes(_ value: Double) -> String {
    let steps: [(limit: Double, prefix: String)] = [
      (1_125_899_906_842_624, "PiB"), (1_099_511_627_776, "TiB"), (1_073_741_824, "GiB"), (1_048_576, "MiB"),
      (1024, "KiB"),
    ]
    for step in steps where value >= step.limit {
      return fixed(value / step.limit, decimals: 1) + " " + step.prefix
    }
    return fixed(value, decimals: 0) + " B"
  }

  /// A number without a fraction where it has none, otherwise with up to two decimals: `4`, `0.5`, `1.33`.
  public static func short(_ value: Double) -> String {
    if let whole = Int(exactly: value) { return "\(whole)" }
    var text = fixed(value, decimals: 2)
    while text.hasSuffix("0") { text.removeLast() }
    return text
  }
}
