extension Int {
  /// The number with a separator between thousands: `138,357,544`.
  public var groupedDigits: String {
    var digits = Array(String(magnitude).utf8)
    var place = digits.count - 3
    while place > 0 {
      digits.insert(UInt8(ascii: ","), at: place)
      place -= 3
    }
    return (self < 0 ? "-" : "") + String(decoding: digits, as: UTF8.self)
  }
}
