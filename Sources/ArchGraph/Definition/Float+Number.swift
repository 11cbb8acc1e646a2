#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Float: Number {
  /// Adds `a * b`.
  @inlinable public mutating func accumulate(_ a: Float, times b: Float) { self += a * b }
  /// The larger; NaN wins, as in PyTorch.
  public static func maximum(_ a: Float, _ b: Float) -> Float { a.isNaN || a > b ? a : b }
  /// The smaller; NaN wins.
  public static func minimum(_ a: Float, _ b: Float) -> Float { a.isNaN || a < b ? a : b }
  /// A choice by sign.
  public static func ifNegative(_ condition: Float, _ a: Float, else b: Float) -> Float {
    condition.isNaN ? condition : condition < 0 ? a : b
  }
  /// A choice by order; NaN if either is NaN.
  public static func ifLess(_ a: Float, _ b: Float, _ x: Float, else y: Float) -> Float {
    a.isNaN || b.isNaN ? .nan : a < b ? x : y
  }
  /// A choice by equality; NaN if either is NaN.
  public static func ifEqual(_ a: Float, _ b: Float, _ x: Float, else y: Float) -> Float {
    a.isNaN || b.isNaN ? .nan : a == b ? x : y
  }
  /// The absolute value.
  public func magnitude() -> Float { Swift.abs(self) }
  /// e to this power.
  public func exponential() -> Float { expf(self) }
  /// The natural logarithm.
  public func logarithm() -> Float { logf(self) }
  /// The square root.
  public func squareRoot() -> Float { sqrtf(self) }
  /// The hyperbolic tangent.
  public func hyperbolicTangent() -> Float { tanhf(self) }
  /// The error function.
  public func errorFunction() -> Float { erff(self) }
  /// The sine.
  public func sine() -> Float { sinf(self) }
  /// The cosine.
  public func cosine() -> Float { cosf(self) }
  /// The largest whole number that is not above this.
  public func floor() -> Float { rounded(.down) }
  /// The smallest whole number that is not below this.
  public func ceiling() -> Float { rounded(.up) }
  /// The nearest whole number, the even one if two are equally near.
  public func nearest() -> Float { rounded(.toNearestOrEven) }
  /// The index of the largest; the last NaN wins, as in PyTorch's pooling.
  public static func indexOfLargest(_ numbers: [Float]) -> Float {
    var best = 0
    for index in numbers.indices.dropFirst()
    where numbers[index] > numbers[best] || numbers[index].isNaN { best = index }
    return Float(best)
  }
  /// The entry with this index; NaN is not an index, and stays NaN.
  public func entry(of count: Int, _ entry: (Int) -> Float) -> Float {
    isNaN ? self : entry(index(of: count))
  }
  /// The index that this is among `count` entries; the first if this is NaN.
  public func index(of count: Int) -> Int {
    self > 0 ? Int(Swift.min(rounded(.down), Float(Swift.max(0, count - 1)))) : 0
  }
  /// The index alone.
  public func indices(of count: Int) -> [Int] { [index(of: count)] }
  /// Itself.
  public func detached() -> Float { self }
  /// Minus infinity.
  public func masked() -> Float { -.infinity }
  /// This to a power.
  public func power(_ exponent: Float) -> Float { powf(self, exponent) }
  /// The value itself.
  public static func prepared(_ make: () -> Float) -> Float { make() }
}
