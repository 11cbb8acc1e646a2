/// A number that knows only which element of which input it is: used to follow moves.
struct Moved: Number {
  /// An element of an input.
  struct Source {
    var input: Int
    var place: Int
  }

  /// The element that it is, or `nil` for constants.
  private(set) var source: Source?

  init(from source: Source) { self.source = source }

  init(_ value: Float) {}

  // The result of arithmetic is not an element of any input.
  static func + (a: Moved, b: Moved) -> Moved { Moved(0) }
  static func - (a: Moved, b: Moved) -> Moved { Moved(0) }
  static func * (a: Moved, b: Moved) -> Moved { Moved(0) }
  static func / (a: Moved, b: Moved) -> Moved { Moved(0) }
  mutating func accumulate(_ a: Moved, times b: Moved) { source = nil }
  static func maximum(_ a: Moved, _ b: Moved) -> Moved { Moved(0) }
  static func minimum(_ a: Moved, _ b: Moved) -> Moved { Moved(0) }
  static func ifNegative(_ condition: Moved, _ a: Moved, else b: Moved) -> Moved { Moved(0) }
  static func ifLess(_ a: Moved, _ b: Moved, _ x: Moved, else y: Moved) -> Moved { Moved(0) }
  static func ifEqual(_ a: Moved, _ b: Moved, _ x: Moved, else y: Moved) -> Moved { Moved(0) }
  func magnitude() -> Moved { Moved(0) }
  func exponential() -> Moved { Moved(0) }
  func logarithm() -> Moved { Moved(0) }
  func squareRoot() -> Moved { Moved(0) }
  func hyperbolicTangent() -> Moved { Moved(0) }
  func errorFunction() -> Moved { Moved(0) }
  func sine() -> Moved { Moved(0) }
  func cosine() -> Moved { Moved(0) }
  func floor() -> Moved { Moved(0) }
  func ceiling() -> Moved { Moved(0) }
  func nearest() -> Moved { Moved(0) }
  static func indexOfLargest(_ numbers: [Moved]) -> Moved { Moved(0) }
  func entry(of count: Int, _ entry: (Int) -> Moved) -> Moved { Moved(0) }
  func indices(of count: Int) -> [Int] { [] }
  func detached() -> Moved { self }
  func masked() -> Moved { Moved(0) }
  func power(_ exponent: Float) -> Moved { Moved(0) }
  static func prepared(_ make: () -> Moved) -> Moved { make() }
}
