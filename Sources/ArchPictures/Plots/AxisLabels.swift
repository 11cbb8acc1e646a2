import ArchDocuments

/// Finds round values for the ticks of an axis, as many as there is room for their labels.
struct AxisLabels {
  let low: Double
  let high: Double
  let scale: PlotAxis.Scale
  let notation: PlotNotation
  let direction: PlotAxis.Direction
  let length: Double

  /// A round value: `digits` times ten to `exponent`, in a unit.
  private struct Round {
    var digits: Int
    var exponent: Int
    var unit: Int
  }

  private var base: Double { notation == .binary ? 1024 : 1000 }

  // MARK: Linear

  /// Ticks at equal steps of 1, 2 or 5 times a power of ten, the closest ones whose labels have room.
  ///
  /// - Parameter reaching: whether the last tick is the first at or above the greatest value.
  func linear(reaching: Bool = false) -> [PlotAxis.Tick] {
    let unit = unit(for: max(low.magnitude, high.magnitude))
    let factor = PlotNumber.power(of: base, unit)
    let (start, end) = (low / factor, high / factor)
    // Twenty-one steps go from a hundredth of the range to a hundred thousand times it.
    let first = PlotNumber.exponent(of: end - start) - 2
    var sparsest: [PlotAxis.Tick] = []
    for candidate in 0..<21 {
      let (mantissa, exponent) = ([1, 2, 5][candidate % 3], first + candidate / 3)
      // There are no halves of a byte, unless the axis shows nothing else.
      if notation == .binary, unit == 0, exponent < 0, end - start >= 2 { continue }
      let step = Double(mantissa) * PlotNumber.power(exponent)
      let lowest = (start / step - 1e-9).rounded(.up)
      let highest = reaching ? (end / step - 1e-9).rounded(.up) : (end / step + 1e-9).rounded(.down)
      guard lowest <= highest, highest.magnitude < 1e12, lowest.magnitude < 1e12 else { continue }
      guard highest - lowest < 200 else { continue }
      let ticks = (Int(lowest)...Int(highest)).map {
        tick(Round(digits: $0 * mantissa, exponent: exponent, unit: unit))
      }
      let top = reaching ? max(high, ticks.last?.value ?? high) : high
      if scale == .logarithmic, ticks.contains(where: { $0.value <= 0 }) { continue }
      if ticks.count <= 9, fits(ticks, top: top) { return ticks }
      sparsest = ticks
    }
    return Array(sparsest.prefix(1))
  }

  // MARK: Logarithmic

  /// Ticks at 1, 2 and 5 times the powers of ten if there is room, otherwise at powers of ten; and minor ones between.
  func logarithmic() -> (ticks: [PlotAxis.Tick], minor: [Double]) {
    let all = roundValues()
    let decades = all.filter { $0.digits == 1 }
    let few = all.filter { [1, 2, 5].contains($0.digits) }
    func minor(without ticks: [PlotAxis.Tick]) -> [Double] {
      let labelled = Set(ticks.map(\.value))
      return all.map { value(of: $0) }.filter { !labelled.contains($0) }
    }
    for candidate in few.count < 3 ? [] : [few, decades] where candidate.count > 1 {
      let ticks = labelled(candidate)
      guard fits(ticks, top: high) else { continue }
      // Closer than two pixels, minor ticks would be a bar.
      let decade = length / max(1e-9, PlotNumber.log10(high) - PlotNumber.log10(low))
      return (ticks, decade * 0.045 >= 2 ? minor(without: ticks) : [])
    }
    if decades.count > 3 {
      for step in 2..<decades.count {
        let chosen = decades.enumerated().filter { $0.offset % step == 0 }.map(\.element)
        let ticks = labelled(chosen)
        let marked = Set(ticks.map(\.value))
        if fits(ticks, top: high) {
          return (ticks, decades.map { value(of: $0) }.filter { !marked.contains($0) })
        }
      }
    }
    let ticks = linear()
    return (ticks, [])
  }

  /// Every digit of every power of ten in the range; in bytes, of every power of ten below 1,000 in every unit.
  private func roundValues() -> [Round] {
    var result: [Round] = []
    func add(_ exponents: ClosedRange<Int>, unit: Int) {
      for exponent in exponents {
        for digits in 1...9 {
          let value = value(of: Round(digits: digits, exponent: exponent, unit: unit))
          guard value >= low * (1 - 1e-9), value <= high * (1 + 1e-9) else { continue }
          result.append(Round(digits: digits, exponent: exponent, unit: unit))
        }
      }
    }
    if notation == .binary, low >= 1, high < PlotNumber.power(of: 1024, 9) {
      for unit in 0...8 { add(0...2, unit: unit) }
    } else {
      add(PlotNumber.exponent(of: low)...(PlotNumber.exponent(of: high) + 1), unit: 0)
    }
    return result
  }

  /// Labels in one unit if that takes at most two decimals, otherwise each in its own.
  private func labelled(_ values: [Round]) -> [PlotAxis.Tick] {
    guard notation == .si, let first = values.first, let last = values.last else { return values.map(tick) }
    let common = max(0, min(PlotNumber.siPrefixes.count - 1, floored(last.exponent, 3)))
    let agree = first.exponent >= 3 * common - 2
    return values.map { value in
      let unit =
        agree ? common : max(0, min(PlotNumber.siPrefixes.count - 1, floored(value.exponent, 3)))
      return tick(Round(digits: value.digits, exponent: value.exponent - 3 * unit, unit: unit))
    }
  }

  private func floored(_ a: Int, _ b: Int) -> Int { a >= 0 ? a / b : -((b - 1 - a) / b) }

  // MARK: Labels

  /// The unit in which the greatest value of an axis is at least one.
  private func unit(for value: Double) -> Int {
    guard notation != .plain else { return 0 }
    var (rest, unit) = (value, 0)
    while rest >= base, unit + 1 < PlotNumber.siPrefixes.count {
      rest /= base
      unit += 1
    }
    return unit
  }

  private func value(of round: Round) -> Double {
    let decimal =
      round.exponent < 0
      ? Double(round.digits) / PlotNumber.power(-round.exponent)
      : Double(round.digits) * PlotNumber.power(round.exponent)
    return decimal * PlotNumber.power(of: base, round.unit)
  }

  private func tick(_ round: Round) -> PlotAxis.Tick {
    let value = value(of: round)
    guard round.digits != 0 else { return PlotAxis.Tick(value: 0, label: "0") }
    // Beyond these a row of zeros says less than a power of ten.
    guard (-6...6).contains(round.exponent) else {
      return PlotAxis.Tick(value: value, label: PlotNumber.significant(value, places: 4))
    }
    let number = PlotNumber.decimal(round.digits, exponent: round.exponent)
    let unit =
      switch notation {
      case .plain: ""
      case .si: PlotNumber.siPrefixes[round.unit]
      case .binary: PlotNumber.binaryUnits[round.unit]
      }
    return PlotAxis.Tick(value: value, label: unit.isEmpty ? number : number + " " + unit)
  }

  /// Whether all labels are far enough apart to be read easily.
  private func fits(_ ticks: [PlotAxis.Tick], top: Double) -> Bool {
    func place(_ value: Double) -> Double {
      guard scale == .logarithmic else { return (value - low) / (top - low) * length }
      let start = PlotNumber.log10(low)
      return (PlotNumber.log10(value) - start) / (PlotNumber.log10(top) - start) * length
    }
    for (a, b) in zip(ticks, ticks.dropFirst()) {
      let distance = place(b.value) - place(a.value)
      let size = PlotAxis.labelSize
      let needed =
        direction == .up
        ? 2 * size
        : (TextMetrics.width(of: a.label, size: size) + TextMetrics.width(of: b.label, size: size)) / 2 + 18
      if distance < needed { return false }
    }
    return true
  }
}
