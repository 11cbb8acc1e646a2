import ArchGraph

// MARK: Steps through operators

extension AxisField {
  /// The most phases, taps and ranges followed one by one; beyond that, the field is the whole axis.
  static let mostPhases = 1 << 14

  /// The field after an operator with the given reach.
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
      if case .regular(let size, _, let start?) = first,
        case .regular(let otherSize, _, let otherStart?) = second,
        start + size >= otherStart
      {
        let end = max(start + size, otherStart + otherSize)
        return (.regular(size: end - start, stride: stride, offset: start), isAligned)
      }
      return (general.union(other.general, extent: extent), isAligned)
    }
    let sameRate =
      self.stride.map { [$0.numerator, $0.denominator] }
      == other.stride.map { [$0.numerator, $0.denominator] }
    let sameCentre = !general.deviates(from: other.general)
    return (general.union(other.general, extent: extent), sameRate && sameCentre)
  }

  /// Ranges in order; those that touch or overlap are joined.
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
  /// Whether every position of a period is shifted to the same side of what the other path's position sees.
  ///
  /// Positions after an upsampling are around those of the coarser map, some before and some after; only a shift that
  /// all of them share is a shift of the path.
  fileprivate func deviates(from other: AxisField.Periodic) -> Bool {
    guard !isShifted, !other.isShifted, !phases.isEmpty, !other.phases.isEmpty else { return false }
    let divisor = AxisField.greatestDivisor(phases.count, other.phases.count)
    let (period, tooMany) = (phases.count / divisor).multipliedReportingOverflow(by: other.phases.count)
    guard !tooMany, period <= AxisField.mostPhases else { return false }
    var signs: Set<Int> = []
    for position in 0..<period {
      guard let own = centreTwice(of: position), let theirs = other.centreTwice(of: position) else {
        continue
      }
      signs.insert((own - theirs).signum())
    }
    return signs == [1] || signs == [-1]
  }

  /// Twice the middle of a position's field, a whole number.
  private func centreTwice(of position: Int) -> Int? {
    guard let field = field(of: position), let first = field.first, let last = field.last else { return nil }
    return first.lowerBound + last.upperBound - 1
  }

  /// The field of a position, empty beyond the listed ones, or `nil` if it reaches too far.
  func field(of position: Int) -> [Range<Int>]? {
    guard !phases.isEmpty else { return nil }
    guard let step else { return phases.indices.contains(position) ? phases[position] : [] }
    let period = phases.count
    let cycle = position >= 0 ? position / period : -((period - 1 - position) / period)
    let shift = CheckedInteger(cycle) * CheckedInteger(step)
    let phase = phases[position - cycle * period]
    let moved = phase.compactMap { AxisField.moved($0, by: shift) }
    return moved.count == phase.count ? moved : nil
  }

  /// The fields of the first positions, joined with those of another path, or `nil` if one reaches too far.
  private func joined(with other: AxisField.Periodic, count: Int) -> [[Range<Int>]]? {
    var union: [[Range<Int>]] = []
    union.reserveCapacity(count)
    for position in 0..<count {
      guard let own = field(of: position), let theirs = other.field(of: position) else { return nil }
      union.append(AxisField.merged(own + theirs))
    }
    return union
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
        // All are at most 2^40, except for the period and the taps.
        let scaled = output * stretch.stride - stretch.before + tap * stretch.dilation
        guard scaled % stretch.upsampling == 0 else { continue }
        guard let field = field(of: scaled / stretch.upsampling) else { return .everything }
        union += field
      }
      result.append(AxisField.merged(union))
    }
    guard result.reduce(0, { $0 + $1.count }) <= AxisField.mostPhases * 4 else { return .everything }
    // How many times the input's own phases repeat in one period of the output.
    let rounds = period * stretch.stride / stretch.upsampling / phases.count
    let moved = (CheckedInteger(rounds) * CheckedInteger(step)).value
    guard let moved, moved <= AxisField.limit else { return .everything }
    return AxisField.Periodic(phases: result, step: moved, isShifted: isShifted || isUnknown).simplified
  }

  func union(_ other: AxisField.Periodic, extent: Int) -> AxisField {
    let isShifted = isShifted || other.isShifted
    func product(_ step: Int, _ count: Int) -> Int? { (CheckedInteger(step) * CheckedInteger(count)).value }
    if let step, let otherStep = other.step, !phases.isEmpty, !other.phases.isEmpty,
      let rate = product(step, other.phases.count), rate == product(otherStep, phases.count)
    {
      let period =
        phases.count / AxisField.greatestDivisor(phases.count, other.phases.count) * other.phases.count
      guard period <= AxisField.mostPhases, let moved = product(step, period / phases.count),
        moved <= AxisField.limit, let union = joined(with: other, count: period)
      else { return .everything }
      return AxisField.Periodic(phases: union, step: moved, isShifted: isShifted).simplified
    }
    guard extent <= AxisField.mostPhases, let union = joined(with: other, count: extent) else {
      return .everything
    }
    return .periodic(AxisField.Periodic(phases: union, step: nil, isShifted: isShifted))
  }

  /// A regular field if all phases are a single range that moves on evenly.
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
