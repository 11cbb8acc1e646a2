import ArchGraph

/// A number in double precision that counts the operations done with it, and knows from which tensors it was computed.
struct Observed: Number {
  /// The operations of a part of a run.
  ///
  /// A run uses a single task, so nothing else touches its record.
  private final class Record: @unchecked Sendable {
    var work = WorkVector()
    /// Whether operations count.
    var counts = true
  }

  @TaskLocal private static var record: Record?

  /// Runs `body` and counts its operations.
  static func counting<Result>(_ body: () -> Result) -> (Result, WorkVector) {
    let record = Record()
    return ($record.withValue(record) { body() }, record.work)
  }

  /// The number itself, whose derivative is not used.
  let number: Dual
  /// The tensors that were read to compute it, a bit for each.
  let reads: UInt64

  /// A number of a tensor, one of the first 64, or `nil` if it does not matter which.
  init(_ value: Double, of tensor: Int?) {
    self.init(Dual(value, slope: 0), tensor.map { 1 << UInt64(min($0, 63)) } ?? 0)
  }

  init(_ value: Float) { self.init(Double(value), of: nil) }

  private init(_ number: Dual, _ reads: UInt64) {
    self.number = number
    self.reads = reads
  }

  private static func count(_ kind: Work.Kind, _ reads: UInt64, result: Dual) -> Observed {
    if let record, record.counts { record.work[kind] += 1 }
    return Observed(result, reads)
  }

  static func + (a: Observed, b: Observed) -> Observed {
    count(.additions, a.reads | b.reads, result: a.number + b.number)
  }
  static func - (a: Observed, b: Observed) -> Observed {
    count(.subtractions, a.reads | b.reads, result: a.number - b.number)
  }
  static func * (a: Observed, b: Observed) -> Observed {
    count(.multiplications, a.reads | b.reads, result: a.number * b.number)
  }
  static func / (a: Observed, b: Observed) -> Observed {
    count(.divisions, a.reads | b.reads, result: a.number / b.number)
  }
  mutating func accumulate(_ a: Observed, times b: Observed) {
    self = Self.count(.multiplyAdds, reads | a.reads | b.reads, result: number + a.number * b.number)
  }
  static func maximum(_ a: Observed, _ b: Observed) -> Observed {
    count(.comparisons, a.reads | b.reads, result: .maximum(a.number, b.number))
  }
  static func minimum(_ a: Observed, _ b: Observed) -> Observed {
    count(.comparisons, a.reads | b.reads, result: .minimum(a.number, b.number))
  }
  static func ifNegative(_ condition: Observed, _ a: Observed, else b: Observed) -> Observed {
    count(
      .comparisons, condition.reads | a.reads | b.reads,
      result: .ifNegative(condition.number, a.number, else: b.number))
  }
  static func ifLess(_ a: Observed, _ b: Observed, _ x: Observed, else y: Observed) -> Observed {
    count(
      .comparisons, a.reads | b.reads | x.reads | y.reads,
      result: .ifLess(a.number, b.number, x.number, else: y.number))
  }
  static func ifEqual(_ a: Observed, _ b: Observed, _ x: Observed, else y: Observed) -> Observed {
    count(
      .comparisons, a.reads | b.reads | x.reads | y.reads,
      result: .ifEqual(a.number, b.number, x.number, else: y.number))
  }
  func magnitude() -> Observed { Self.count(.comparisons, reads, result: number.magnitude()) }
  func exponential() -> Observed { Self.count(.exponentials, reads, result: number.exponential()) }
  func logarithm() -> Observed { Self.count(.transcendentals, reads, result: number.logarithm()) }
  func squareRoot() -> Observed { Self.count(.transcendentals, reads, result: number.squareRoot()) }
  func hyperbolicTangent() -> Observed {
    Self.count(.transcendentals, reads, result: number.hyperbolicTangent())
  }
  func errorFunction() -> Observed { Self.count(.transcendentals, reads, result: number.errorFunction()) }
  func sine() -> Observed { Self.count(.transcendentals, reads, result: number.sine()) }
  func cosine() -> Observed { Self.count(.transcendentals, reads, result: number.cosine()) }
  func floor() -> Observed { Self.count(.comparisons, reads, result: number.floor()) }
  func ceiling() -> Observed { Self.count(.comparisons, reads, result: number.ceiling()) }
  func nearest() -> Observed { Self.count(.comparisons, reads, result: number.nearest()) }
  static func indexOfLargest(_ numbers: [Observed]) -> Observed {
    if let record, record.counts { record.work[.comparisons] += max(0, numbers.count - 1) }
    return Observed(Dual.indexOfLargest(numbers.map(\.number)), numbers.reduce(0) { $0 | $1.reads })
  }
  func entry(of count: Int, _ entry: (Int) -> Observed) -> Observed {
    let found = entry(indices(of: count)[0])
    return Observed(found.number, found.reads | reads)
  }
  func indices(of count: Int) -> [Int] { number.indices(of: count) }
  func detached() -> Observed { self }
  func masked() -> Observed { Observed(number.masked(), reads) }
  func power(_ exponent: Float) -> Observed {
    Self.count(.transcendentals, reads, result: number.power(exponent))
  }
  static func prepared(_ make: () -> Observed) -> Observed {
    guard let record, record.counts else { return make() }
    record.counts = false
    defer { record.counts = true }
    return make()
  }
}
