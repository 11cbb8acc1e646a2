#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Double {
  /// The natural logarithm.
  var naturalLogarithm: Double { log(self) }

  /// This to a power.
  func raised(to exponent: Double) -> Double { pow(self, exponent) }
}
