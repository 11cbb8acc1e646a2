import ArchGraph

/// What the positions of one axis of a tensor see of one axis of the network's input.
public enum AxisField: Hashable, Sendable {
  /// A stretch of `size` positions for each position: the first begins at `offset` (negative in the padding), each next
  /// one `stride` further on. The offset is `nil` if it depends on an extent that was left open.
  case regular(size: Int, stride: Int, offset: Int?)
  /// Stretches that repeat every few positions, or have gaps.
  case periodic(Periodic)
  /// Any position of the axis.
  case everything

  /// The axis of the input itself.
  public static let identity = AxisField.regular(size: 1, stride: 1, offset: 0)

  /// Fields that repeat: position `o` sees `phases[o % phases.count]`, moved by `step` for each whole period.
  public struct Periodic: Hashable, Sendable {
    /// For each position of a period the input positions that it sees, as ranges in order with gaps between them.
    public var phases: [[Range<Int>]]
    /// How far the input moves on in one period, or `nil` if positions are listed one by one.
    public var step: Int?
    /// Whether the phases are known only up to a shift.
    public var isShifted: Bool
  }
}

extension AxisField {
  /// The largest extent of any position's field, gaps included, or `nil` if it is the whole axis.
  public var size: Int? {
    switch self {
    case .regular(let size, _, _): size
    case .periodic(let fields): fields.phases.map(Self.extent).max() ?? 0
    case .everything: nil
    }
  }

  /// How many input positions the field of one position has, gaps left out; the most of any position.
  public var positions: Int? {
    switch self {
    case .regular(let size, _, _): size
    case .periodic(let fields): fields.phases.map { $0.reduce(0) { $0 + $1.count } }.max() ?? 0
    case .everything: nil
    }
  }

  /// How far the field moves for one step: a whole number, or a fraction after upsampling, or `nil` if uneven.
  public var stride: (numerator: Int, denominator: Int)? {
    switch self {
    case .regular(_, let stride, _): return (stride, 1)
    case .periodic(let fields):
      guard let step = fields.step else { return nil }
      let divisor = Self.greatestDivisor(step, fields.phases.count)
      return (step / divisor, fields.phases.count / divisor)
    case .everything: return nil
    }
  }

  /// Where the first position's field begins, negative in the padding, or `nil` if unknown.
  public var offset: Int? {
    switch self {
    case .regular(_, _, let offset): offset
    case .periodic(let fields): fields.isShifted ? nil : fields.phases.first?.first?.lowerBound
    case .everything: 0
    }
  }

  /// The middle of the first position's field; after upsampling the middle of all phases of a period, each relative to
  /// its own position.
  public var centre: Double? {
    switch self {
    case .regular(let size, _, let offset): return offset.map { Double($0) + Double(size - 1) / 2 }
    case .periodic(let fields):
      guard !fields.isShifted, let step = fields.step, !fields.phases.isEmpty else { return nil }
      // In integers, so that a middle of 0 is exactly 0: (Σ (first + last) - step*(count - 1))/(2*count).
      let count = fields.phases.count
      var sum = CheckedInteger(0) - CheckedInteger(step) * CheckedInteger(count - 1)
      for phase in fields.phases {
        guard let first = phase.first, let last = phase.last else { return nil }
        sum = sum + CheckedInteger(first.lowerBound + last.upperBound - 1)
      }
      return sum.value.map { Double($0) / Double(2 * count) }
    case .everything: return nil
    }
  }

  /// The input positions that the field of an output position covers, as ranges, or `nil` if that is not known, or
  /// beyond ``limit``.
  public func field(of output: Int) -> [Range<Int>]? {
    switch self {
    case .everything: return nil
    case .regular(let size, let stride, let offset):
      guard let offset else { return nil }
      return Self.moved(
        0..<size, by: CheckedInteger(output) * CheckedInteger(stride) + CheckedInteger(offset)
      )
      .map { [$0] }
    case .periodic(let fields):
      guard fields.step != nil || fields.phases.indices.contains(output) else { return nil }
      return fields.field(of: output)
    }
  }

  /// Fields that reach further than this are treated as the whole axis: sums of a few such numbers cannot overflow.
  static let limit = 1 << 50

  /// A shifted range, or `nil` beyond ``limit``.
  static func moved(_ range: Range<Int>, by shift: CheckedInteger) -> Range<Int>? {
    let (lower, upper) = (CheckedInteger(range.lowerBound) + shift, CheckedInteger(range.upperBound) + shift)
    guard let lower = lower.value, let upper = upper.value, lower >= -limit, upper <= limit else {
      return nil
    }
    return lower..<upper
  }

  static func extent(_ ranges: [Range<Int>]) -> Int {
    guard let first = ranges.first, let last = ranges.last else { return 0 }
    return last.upperBound - first.lowerBound
  }

  static func greatestDivisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (abs(a), abs(b))
    while b != 0 { (a, b) = (b, a % b) }
    return max(a, 1)
  }
}
