import ArchGraph

/// What the positions of one axis of a tensor see of one axis of the network's input.
public enum AxisField: Hashable, Sendable {
  /// A stretch of `size` positions for each position, the first beginning at `offset` (negative in the padding),
  /// the next `stride` further on. The offset is nil where it depends on an extent that was left open.
  case regular(size: Int, stride: Int, offset: Int?)
  /// Stretches that repeat every few positions, or have holes.
  case periodic(Periodic)
  /// Any position of the axis.
  case everything

  /// The axis of the input itself.
  public static let identity = AxisField.regular(size: 1, stride: 1, offset: 0)

  /// Fields that repeat: position `o` sees `phases[o % phases.count]`, moved by `step` for each whole period.
  public struct Periodic: Hashable, Sendable {
    /// For each position of a period the input positions it sees, as ranges in order with gaps between.
    public var phases: [[Range<Int>]]
    /// How far the input moves on in one period; nil where positions are listed one by one.
    public var step: Int?
    /// Whether the phases are where they are only up to an unknown shift.
    public var isShifted: Bool
  }
}

extension AxisField {
  /// The largest extent of any position's field, holes included; nil where it is the whole axis.
  public var size: Int? {
    switch self {
    case .regular(let size, _, _): size
    case .periodic(let fields): fields.phases.map(Self.extent).max() ?? 0
    case .everything: nil
    }
  }

  /// How many input positions the field of one position has, holes left out; the most of any position.
  public var positions: Int? {
    switch self {
    case .regular(let size, _, _): size
    case .periodic(let fields): fields.phases.map { $0.reduce(0) { $0 + $1.count } }.max() ?? 0
    case .everything: nil
    }
  }

  /// How far the field moves for one step: a whole number, or a fraction after upsampling; nil where uneven.
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

  /// Where the first position's field begins; negative in the padding, nil where unknown.
  public var offset: Int? {
    switch self {
    case .regular(_, _, let offset): offset
    case .periodic(let fields): fields.isShifted ? nil : fields.phases.first?.first?.lowerBound
    case .everything: 0
    }
  }

  /// The middle of the first position's field.
  public var centre: Double? {
    switch self {
    case .regular(let size, _, let offset): offset.map { Double($0) + Double(size - 1) / 2 }
    case .periodic(let fields):
      fields.isShifted
        ? nil
        : fields.phases.first.flatMap { phase in
          guard let first = phase.first, let last = phase.last else { return nil }
          return Double(first.lowerBound + last.upperBound - 1) / 2
        }
    case .everything: nil
    }
  }

  /// The input positions that the field of an output position covers, as ranges.
  public func field(of output: Int) -> [Range<Int>]? {
    switch self {
    case .everything: return nil
    case .regular(let size, let stride, let offset):
      let (start, overflow) = output.multipliedReportingOverflow(by: stride)
      guard let offset, !overflow else { return nil }
      return [start + offset..<start + offset + size]
    case .periodic(let fields):
      guard !fields.phases.isEmpty else { return nil }
      guard let step = fields.step else { return fields.phases.indices.contains(output) ? fields.phases[output] : nil }
      let shift = output / fields.phases.count * step
      return fields.phases[output % fields.phases.count].map { $0.lowerBound + shift..<$0.upperBound + shift }
    }
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

// MARK: Steps through operators

extension AxisField {
  /// The most phases, taps and ranges that are followed one by one; beyond, the whole axis is given.
  static let mostPhases = 1 << 14

  /// The field behind an operator with the given reach.
  ///
  /// - Parameters:
  ///   - extent: the extent of the operator's output on this axis.
  ///   - isOpen: whether the extent of the network's input is left open, so that padding chosen for it is unknown.
  func stepped(by reach: AxisReach, extent: Int, isOpen: Bool) -> AxisField {
    if case .everything = self { return .everything }
    switch reach {
    case .everything: return .everything
    case .regular(let stretch): return stepped(by: stretch, isOpen: isOpen)
    case .listed(let ranges): return listed(ranges)
    }
  }

  private func stepped(by stretch: AxisReach.Stretch, isOpen: Bool) -> AxisField {
    let isUnknown = isOpen && stretch.dependsOnExtent
    if case .regular(let size, let stride, let offset) = self, stretch.upsampling == 1 {
      let (spacing, tooFar) = stretch.dilation.multipliedReportingOverflow(by: stride)
      guard !tooFar else { return .everything }
      if stretch.taps == 1 || spacing <= size {
        guard let grown = Self.size(size, stride, stretch), let widened = Self.stride(stride, stretch) else {
          return .everything
        }
        guard let start = offset else { return .regular(size: grown, stride: widened, offset: nil) }
        guard let moved = Self.offset(start, stride, stretch) else { return .everything }
        return .regular(size: grown, stride: widened, offset: isUnknown ? nil : moved)
      }
    }
    return general.steppedPhases(by: stretch, isUnknown: isUnknown)
  }

  /// The same field as phases; an unknown offset counts as zero and is marked.
  private var general: Periodic {
    switch self {
    case .regular(let size, let stride, let offset):
      Periodic(phases: [[(offset ?? 0)..<(offset ?? 0) + size]], step: stride, isShifted: offset == nil)
    case .periodic(let fields): fields
    case .everything: Periodic(phases: [], step: nil, isShifted: false)
    }
  }

  private func listed(_ ranges: [Range<Int>]) -> AxisField {
    guard ranges.count <= Self.mostPhases else { return .everything }
    var phases: [[Range<Int>]] = []
    for range in ranges {
      var union: [Range<Int>] = []
      guard range.count <= Self.mostPhases else { return .everything }
      for position in range {
        guard let field = general.field(of: position) else { return .everything }
        union += field
      }
      phases.append(Self.merged(union))
    }
    return .periodic(Periodic(phases: phases, step: nil, isShifted: general.isShifted))
  }

  /// The union with another path's field at a merge, and whether both are centred on the same input positions.
  func union(_ other: AxisField, extent: Int) -> (field: AxisField, isAligned: Bool) {
    if case .everything = self { return (.everything, true) }
    if case .everything = other { return (.everything, true) }
    if self == other { return (self, true) }
    if case .regular(let size, let stride, let offset) = self,
      case .regular(let otherSize, let otherStride, let otherOffset) = other, stride == otherStride
    {
      guard let offset, let otherOffset else {
        return (.regular(size: max(size, otherSize), stride: stride, offset: nil), true)
      }
      let isAligned = 2 * offset + size == 2 * otherOffset + otherSize
      let (first, second) = offset <= otherOffset ? (self, other) : (other, self)
      if case .regular(let size, _, let start?) = first, case .regular(let otherSize, _, let otherStart?) = second,
        start + size >= otherStart
      {
        let end = max(start + size, otherStart + otherSize)
        return (.regular(size: end - start, stride: stride, offset: start), isAligned)
      }
      return (general.union(other.general, extent: extent), isAligned)
    }
    let sameRate = self.stride.map { [$0.numerator, $0.denominator] } == other.stride.map { [$0.numerator, $0.denominator] }
    let sameCentre = self.centre == nil || other.centre == nil || self.centre == other.centre
    return (general.union(other.general, extent: extent), sameRate && sameCentre)
  }

  /// Ranges in order, those that touch or overlap joined.
  static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
      if let last = result.last, range.lowerBound <= last.upperBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }
}

extension AxisField.Periodic {
  func field(of position: Int) -> [Range<Int>]? {
    guard !phases.isEmpty else { return nil }
    guard let step else { return phases.indices.contains(position) ? phases[position] : [] }
    let period = phases.count
    let cycle = position >= 0 ? position / period : -((period - 1 - position) / period)
    let shift = cycle * step
    return phases[position - cycle * period].map { $0.lowerBound + shift..<$0.upperBound + shift }
  }

  func steppedPhases(by stretch: AxisReach.Stretch, isUnknown: Bool) -> AxisField {
    // A period of the output is one after which both the operator's taps and the input's phases repeat.
    let (cycle, tooLarge) = stretch.upsampling.multipliedReportingOverflow(by: phases.count)
    guard !tooLarge, cycle > 0, let step else { return .everything }
    let period = cycle / AxisField.greatestDivisor(stretch.stride, cycle)
    guard period <= AxisField.mostPhases, stretch.taps <= AxisField.mostPhases,
      period * stretch.taps <= AxisField.mostPhases * 16
    else { return .everything }
    var result: [[Range<Int>]] = []
    for output in 0..<period {
      var union: [Range<Int>] = []
      for tap in 0..<stretch.taps {
        let scaled = output * stretch.stride - stretch.before + tap * stretch.dilation
        guard scaled.quotientAndRemainder(dividingBy: stretch.upsampling).remainder == 0,
          let field = field(of: scaled / stretch.upsampling)
        else { continue }
        union += field
      }
      result.append(AxisField.merged(union))
    }
    guard result.reduce(0, { $0 + $1.count }) <= AxisField.mostPhases * 4 else { return .everything }
    // In one period of the output the input's own phases go round this many times.
    let rounds = period * stretch.stride / stretch.upsampling / phases.count
    return AxisField.Periodic(phases: result, step: rounds * step, isShifted: isShifted || isUnknown).simplified
  }

  func union(_ other: AxisField.Periodic, extent: Int) -> AxisField {
    let isShifted = isShifted || other.isShifted
    if let step, let otherStep = other.step, !phases.isEmpty, !other.phases.isEmpty,
      step * other.phases.count == otherStep * phases.count
    {
      let period = phases.count / AxisField.greatestDivisor(phases.count, other.phases.count) * other.phases.count
      guard period <= AxisField.mostPhases else { return .everything }
      let union = (0..<period).map { AxisField.merged((field(of: $0) ?? []) + (other.field(of: $0) ?? [])) }
      return AxisField.Periodic(phases: union, step: step * (period / phases.count), isShifted: isShifted).simplified
    }
    guard extent <= AxisField.mostPhases else { return .everything }
    let union = (0..<extent).map { AxisField.merged((field(of: $0) ?? []) + (other.field(of: $0) ?? [])) }
    return .periodic(AxisField.Periodic(phases: union, step: nil, isShifted: isShifted))
  }

  /// A regular field where all phases are one stretch that moves on evenly.
  private var simplified: AxisField {
    guard let step, step % phases.count == 0, let first = phases.first?.first,
      phases.allSatisfy({ $0.count == 1 })
    else { return .periodic(self) }
    let stride = step / phases.count
    for (index, phase) in phases.enumerated() {
      let shift = index * stride
      if phase[0] != first.lowerBound + shift..<first.upperBound + shift { return .periodic(self) }
    }
    return .regular(size: first.count, stride: stride, offset: isShifted ? nil : first.lowerBound)
  }
}

// MARK: The rules, for numbers and for their workings

extension AxisField {
  /// The size behind a window: `in_size + (kernel - 1)*dilation*in_stride`.
  public static func sizeFormula(_ size: Int, _ stride: Int, _ stretch: AxisReach.Stretch) -> Formula {
    grown(Formula.named("in_size", size), Formula.named("in_stride", stride), stretch)
  }

  /// The stride behind a window: `in_stride*stride`.
  public static func strideFormula(_ stride: Int, _ stretch: AxisReach.Stretch) -> Formula {
    widened(Formula.named("in_stride", stride), stretch)
  }

  /// The offset behind a window: `in_offset - padding*in_stride`.
  public static func offsetFormula(_ offset: Int, _ stride: Int, _ stretch: AxisReach.Stretch) -> Formula {
    moved(Formula.named("in_offset", offset), Formula.named("in_stride", stride), stretch)
  }

  private static func size(_ size: Int, _ stride: Int, _ stretch: AxisReach.Stretch) -> Int? {
    limited(grown(CheckedInteger(size), CheckedInteger(stride), stretch))
  }

  private static func stride(_ stride: Int, _ stretch: AxisReach.Stretch) -> Int? {
    limited(widened(CheckedInteger(stride), stretch))
  }

  private static func offset(_ offset: Int, _ stride: Int, _ stretch: AxisReach.Stretch) -> Int? {
    limited(moved(CheckedInteger(offset), CheckedInteger(stride), stretch))
  }

  /// Fields beyond this many positions are given as the whole axis; sums of such numbers cannot overflow.
  private static func limited(_ number: CheckedInteger) -> Int? {
    number.value.flatMap { abs($0) <= 1 << 50 ? $0 : nil }
  }

  private static func grown<Q: Quantity>(_ size: Q, _ stride: Q, _ stretch: AxisReach.Stretch) -> Q {
    let taps = Q.named("kernel", stretch.taps) - Q.literal(1)
    let spacing = stretch.dilation == 1 ? taps : taps * Q.named("dilation", stretch.dilation)
    return size + spacing * stride
  }

  private static func widened<Q: Quantity>(_ stride: Q, _ stretch: AxisReach.Stretch) -> Q {
    stride * Q.named("stride", stretch.stride)
  }

  private static func moved<Q: Quantity>(_ offset: Q, _ stride: Q, _ stretch: AxisReach.Stretch) -> Q {
    offset - Q.named("padding", stretch.before) * stride
  }
}
