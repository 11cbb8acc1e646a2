import ArchAnalysis
import ArchDocuments

/// Possible explanations of a figure that somebody printed, as a report.
package struct FigureReport: Sendable {
  private let search: FigureSearch

  /// A report of a search.
  package init(_ search: FigureSearch) { self.search = search }

  /// The most explanations shown; further ones do not help.
  private static let mostShown = 8
  /// The most counts of one explanation that are named.
  private static let mostCounts = 6

  private var name: String { search.variants.first?.label ?? "" }

  private func table(_ explanations: [FigureSearch.Explanation]) -> Table {
    var table = Table([
      .init("", key: "rank"), .init("network", .left, mayShrink: true),
      .init("count", .left, mayShrink: true),
      .init("exact", key: "value"), .init("unit", .left, sacrifice: 1),
      .init("by chance", key: "chance", sacrifice: 2),
    ])
    for (index, explanation) in explanations.prefix(Self.mostShown).enumerated() {
      table.rows.append([
        .extent(index + 1), .text(networks(explanation)),
        .text(Self.counts(explanation)), .count(Self.whole(explanation.candidates[0].value)),
        .text(Self.unit(explanation.reading)),
        .decimal(explanation.chance * 100, decimals: explanation.chance < 0.1 ? 1 : 0, unit: " %"),
      ])
    }
    return table
  }

  /// The network, and how many like it are explained by the same count.
  private func networks(_ explanation: FigureSearch.Explanation) -> String {
    let name = search.variants[explanation.variant].label
    let others = explanation.others.map { search.variants[$0].label }
    if others.isEmpty { return name }
    return others.count == 1 ? "\(name) or \(others[0])" : "\(name) or \(others.count) like it"
  }

  /// The counts that are printed this way; those with another number show it.
  private static func counts(_ explanation: FigureSearch.Explanation) -> String {
    let first = explanation.candidates[0]
    var names = explanation.candidates.prefix(mostCounts).enumerated().map { index, candidate in
      let name =
        index > 0 && first.convention != nil ? candidate.convention ?? candidate.what : candidate.what
      return candidate.value == first.value ? name : "\(name) \(NumberText.grouped(whole(candidate.value)))"
    }
    let more = explanation.candidates.count - names.count
    if more > 0 { names.append("\(more) more") }
    return names.joined(separator: "; ")
  }

  /// The unit in which the figure is read, if its text leaves it open.
  private static func unit(_ reading: PrintedFigure.Reading) -> String {
    var words: [String] = []
    switch reading.factor {
    case _ where !reading.unit.isEmpty: words.append(reading.unit)
    case 1_048_576: words.append("2^20")
    case 1_073_741_824: words.append("2^30")
    case 1_099_511_627_776: words.append("2^40")
    default: break
    }
    if reading.rounding != .nearest { words.append(reading.rounding.rawValue) }
    return words.joined(separator: ", ")
  }

  private static func whole(_ value: Double) -> Int { Int(exactly: value.rounded()) ?? .max }

  /// How sure the first explanation is, in words.
  private var verdict: String {
    guard let first = search.explanations.first else {
      return "nothing common explains \(search.figure.text)"
    }
    let others = "\(share(first.chance)) would have an explanation as common"
    // The plain count of the network itself needs no search.
    if first.cost == 0 { return "the count of \(search.variants[first.variant].label) itself" }
    return first.chance < FigureSearch.sure
      ? "the first is hardly a coincidence: \(others)" : "the first may be a coincidence: \(others)"
  }

  /// A share of the figures that could have been printed.
  private func share(_ chance: Double) -> String {
    let percent = NumberText.fixed(chance * 100, decimals: chance < 0.1 ? 1 : 0)
    return
      "\(percent) % of the figures with \(search.figure.digits) \(search.figure.digits == 1 ? "digit" : "digits")"
  }

  private var notes: [TableDocument.Note] {
    var notes = [TableDocument.Note]()
    notes.append(
      .init(
        "tried",
        "\(NumberText.grouped(search.tried)) counts of \(search.variants.count) "
          + (search.variants.count == 1 ? "network" : "networks, this one and others like it")))
    notes.append(.init("by chance", "\(share(search.chanceOfAny)) would have some common explanation"))
    let more = search.explanations.count - Self.mostShown
    if more > 0 {
      notes.append(.init("left out", "\(more) less likely \(more == 1 ? "explanation" : "explanations")"))
    }
    notes.append(.init("verdict", verdict))
    for explanation in search.unusual.prefix(1) {
      notes.append(.init("mixed up", "it would be \(described(explanation))"))
    }
    for (candidate, reading) in search.nearest {
      let value = candidate.value / reading.factor
      let unit = reading.unit.isEmpty ? "" : " " + reading.unit
      let off = (candidate.value / ((reading.low + reading.high) / 2) - 1) * 100
      notes.append(
        .init(
          "nearest",
          "\(candidate.what) of \(search.variants[candidate.variant].label): "
            + (reading.factor == 1
              ? NumberText.grouped(Self.whole(candidate.value))
              : NumberText.fixed(value, decimals: 3) + Self.prefix(reading))
            + "\(unit), \(NumberText.fixed(abs(off), decimals: 1)) % \(off < 0 ? "less" : "more")"))
    }
    return notes
  }

  private static func prefix(_ reading: PrintedFigure.Reading) -> String {
    guard reading.unit.isEmpty else { return "" }
    switch reading.factor {
    case 1e3: return " k"
    case 1e6: return " M"
    case 1e9: return " G"
    case 1e12: return " T"
    case 1e15: return " P"
    default: return " x \(unit(reading))"
    }
  }

  /// An explanation by units that were mixed up: `0.515 GiB`.
  private func described(_ explanation: FigureSearch.Explanation) -> String {
    let candidate = explanation.candidates[0]
    let network = search.variants[explanation.variant].label
    let size = NumberText.grouped(Self.whole(candidate.value))
    return "\(candidate.what) of \(network), \(size) bytes or \(Self.mixed(candidate.value)), "
      + "in \(explanation.reading.unit)"
  }

  /// Bytes in the largest unit of 1,024 with three decimals.
  private static func mixed(_ bytes: Double) -> String {
    bytes >= 1e8
      ? NumberText.fixed(bytes / 1_073_741_824, decimals: 3) + " GiB"
      : NumberText.fixed(bytes / 1_048_576, decimals: 3) + " MiB"
  }

  private var details: [String] {
    var ranges: [String] = []
    for kind in PrintedFigure.Kind.allCases {
      for reading in search.figure.readings
      where reading.kind == kind && reading.cost < 1 && reading.rounding == .nearest
        && reading.low.rounded(.up) <= reading.high
      {
        let (low, high) = (reading.low, reading.high)
        let unit = reading.unit.isEmpty || reading.factor == 1 ? "" : " (\(reading.unit))"
        ranges.append("\(Self.range(low, high)) \(kind == .work ? "operations" : kind.rawValue)\(unit)")
      }
    }
    return ["\(search.figure.text) is " + ranges.joined(separator: ", or ")]
  }

  private static func range(_ low: Double, _ high: Double) -> String {
    let (first, last) = (whole(low.rounded(.up)), whole(high.rounded(.down)))
    return first == last
      ? NumberText.grouped(first) : "\(NumberText.grouped(first)) to \(NumberText.grouped(last))"
  }
}

extension FigureReport: Report {
  /// The explanations.
  package var documents: [TableDocument] {
    [
      TableDocument(
        label: "\(name)-figure", title: "\(name): what \(search.figure.text) may be", details: details,
        table: table(search.explanations), notes: notes)
    ]
  }

  /// The explanations, and what was tried.
  package func text(width: Int?) -> String {
    let document = documents[0]
    var text = document.title + "\n" + document.details.joined(separator: "\n") + "\n"
    if !search.explanations.isEmpty { text += "\n" + document.table.text(width: width).text }
    return text + "\n" + document.notes.map { "\($0.term): \($0.text)\n" }.joined()
  }

  /// The explanations in JSON, see `docs/json.md`.
  package var json: String {
    var json = JSONText()
    json.object { json in
      json.integer("schema", SummaryReport.schema)
      json.string("network", name)
      json.string("figure", search.figure.text)
      json.integer("digits", search.figure.digits)
      json.integer("tried", search.tried)
      json.integer("networks", search.variants.count)
      json.number("chance_of_any", search.chanceOfAny)
      json.boolean("explained", !search.explanations.isEmpty)
      json.string("verdict", verdict)
      for (key, explanations) in [("explanations", search.explanations), ("mixed_up", search.unusual)] {
        json.array(key) { json in
          for explanation in explanations.prefix(40) { json.object { write(explanation, &$0) } }
        }
      }
      json.array("nearest") { json in
        for (candidate, reading) in search.nearest {
          json.object { json in
            json.string("network", search.variants[candidate.variant].label)
            json.string("count", candidate.what)
            json.number("value", candidate.value)
            json.string("unit", reading.unit)
          }
        }
      }
    }
    return json.text + "\n"
  }

  private func write(_ explanation: FigureSearch.Explanation, _ json: inout JSONText) {
    json.string("network", search.variants[explanation.variant].label)
    json.array("or") { json in
      for other in explanation.others.prefix(40) { json.string(nil, search.variants[other].label) }
    }
    json.string("kind", explanation.reading.kind.rawValue)
    json.string("unit", explanation.reading.unit)
    json.string("rounding", explanation.reading.rounding.rawValue)
    json.number("low", explanation.reading.low)
    json.number("high", explanation.reading.high)
    json.number("chance", explanation.chance)
    json.array("counts") { json in
      for candidate in explanation.candidates {
        json.compact { json in
          json.object { json in
            json.string("count", candidate.what)
            json.number("value", candidate.value)
          }
        }
      }
    }
  }
}
