import ArchAnalysis
import ArchGraph

/// A line of the waterfall from the totals of one network to those of another.
package struct DifferenceLine: Sendable {
  /// What happened to its rows; `changed` if several things did.
  package var kind: NetworkDifference.Kind
  /// The layer, the block, the blocks or the stretch that it is about.
  package var path: String
  /// What changed, in a few words.
  package var text: String
  /// The shape of the value in the second network, or in the first if it is gone; only for a single layer.
  package var shape: Shape?
  /// How much more the second network costs.
  package var difference = Tally()
  /// Whether work that depends on the data is part of the difference.
  package var hasUnknownWork = false

  /// The mark before the line.
  package var mark: String {
    switch kind {
    case .alike: ""
    case .added: "+"
    case .removed: "-"
    case .changed, .replaced: "~"
    }
  }

  fileprivate mutating func add(_ entry: NetworkDifference.Entry) {
    difference += entry.difference
    hasUnknownWork = hasUnknownWork || entry.hasUnknownWork
  }
}

/// Lays out the lines of a difference.
struct DifferenceLines {
  private let old: ComparedNetwork
  private let new: ComparedNetwork
  private let difference: NetworkDifference
  private let layout: Layout

  init(_ difference: NetworkDifference, _ old: ComparedNetwork, _ new: ComparedNetwork, _ layout: Layout) {
    self.difference = difference
    self.old = old
    self.new = new
    self.layout = layout
  }

  /// The fewest consecutive layers without a difference that get a line; a line for fewer would be a distraction.
  private static let shortestStretch = 3

  /// A line for each layer that differs, for each block added or removed as a whole, and for each longer stretch
  /// between them.
  ///
  /// - Parameter listing: whether every layer has its own line.
  func lines(listing: Bool) -> [DifferenceLine] {
    let entries = difference.entries
    if listing { return entries.map(line) }
    var lines: [DifferenceLine] = []
    lazy var oldScopes = ScopeExtents(old)
    lazy var newScopes = ScopeExtents(new)
    var start = 0
    while start < entries.count {
      let kind = entries[start].kind
      guard kind == .alike || kind == .added || kind == .removed else {
        lines.append(line(entries[start]))
        start += 1
        continue
      }
      var end = start
      while end < entries.count, entries[end].kind == kind { end += 1 }
      let run = entries[start..<end]
      if kind == .alike {
        if run.count >= Self.shortestStretch { lines.append(alike(run, newScopes)) }
      } else {
        let isAdded = kind == .added
        let rows =
          isAdded
          ? run[start].new.lowerBound..<run[end - 1].new.upperBound
          : run[start].old.lowerBound..<run[end - 1].old.upperBound
        for part in (isAdded ? newScopes : oldScopes).parts(of: rows) {
          var line = DifferenceLine(kind: kind, path: part.path, text: part.text, shape: part.shape)
          for row in part.rows { line.add(run[start + row - rows.lowerBound]) }
          lines.append(line)
        }
      }
      start = end
    }
    return lines
  }

  private func alike(_ run: ArraySlice<NetworkDifference.Entry>, _ scopes: ScopeExtents) -> DifferenceLine {
    guard let first = run.first, let last = run.last, run.count > 1 else { return line(run[run.startIndex]) }
    let (start, end) = scopes.ends(of: first.new.lowerBound..<last.new.upperBound)
    return DifferenceLine(
      kind: .alike, path: Self.stretch(start, end), text: "\(run.count) layers alike")
  }

  /// From one path to another, without repeating their common part: `stage[0].unit[1] … [3]`.
  static func stretch(_ start: String, _ end: String) -> String {
    if start == end { return start }
    let (first, last) = (start.split(separator: "."), end.split(separator: "."))
    var common = zip(first, last).prefix { $0 == $1 }.count
    if common == last.count { common -= 1 }
    var rest = last[common...].joined(separator: ".")
    if common == first.count - 1, let open = rest.firstIndex(of: "["),
      first[common].prefix(while: { $0 != "[" }) == rest[..<open]
    {
      rest = String(rest[open...])
    }
    return "\(start) … \(rest)"
  }

  /// The line of one entry.
  private func line(_ entry: NetworkDifference.Entry) -> DifferenceLine {
    let row = entry.new.isEmpty ? old.rows[entry.old.upperBound - 1] : new.rows[entry.new.upperBound - 1]
    var line = DifferenceLine(kind: entry.kind, path: row.path, text: row.text, shape: row.shape)
    switch entry.kind {
    case .alike: line.text = "alike"
    case .changed:
      line.text = difference.changes(of: entry, from: old, to: new).map { $0.text(layout) }.joined(
        separator: ", ")
    case .replaced:
      line.path = path(ofReplaced: entry)
      line.text = entry.old.count == 1 ? "standard -> separable" : "separable -> standard"
    case .added, .removed: break
    }
    line.add(entry)
    return line
  }

  /// The part that contains both rows of a separable convolution, or the standard one that they replace.
  func path(ofReplaced entry: NetworkDifference.Entry) -> String {
    let isFirst = entry.old.count == 1
    let separable = isFirst ? new.rows[entry.new] : old.rows[entry.old]
    let paths = [separable.first, separable.last].compactMap { $0?.path.split(separator: ".") }
    let common = zip(paths[0], paths[1]).prefix { $0 == $1 }.map { String($0.0) }
    guard common.isEmpty else { return common.joined(separator: ".") }
    return isFirst ? old.rows[entry.old.lowerBound].path : new.rows[entry.new.lowerBound].path
  }

  /// A line for each part of the networks down to `depth` names of a path.
  func parts(depth: Int) -> [DifferenceLine] {
    var lines: [DifferenceLine] = []
    var counts: [[NetworkDifference.Kind: Int]] = []
    var places: [String: Int] = [:]
    for entry in difference.entries {
      let row = entry.new.isEmpty ? old.rows[entry.old.lowerBound] : new.rows[entry.new.lowerBound]
      let path = row.path.split(separator: ".").prefix(depth).joined(separator: ".")
      let place = places[path] ?? lines.count
      if place == lines.count {
        places[path] = place
        lines.append(DifferenceLine(kind: entry.kind, path: path, text: ""))
        counts.append([:])
      }
      lines[place].add(entry)
      counts[place][entry.kind, default: 0] += 1
    }
    for index in lines.indices {
      let count = counts[index]
      if count.count > 1 { lines[index].kind = .changed }
      let words: [(NetworkDifference.Kind, String)] = [
        (.changed, "changed"), (.replaced, "replaced"), (.added, "added"), (.removed, "removed"),
        (.alike, "alike"),
      ]
      lines[index].text = words.compactMap { kind, word in count[kind].map { "\($0) \(word)" } }.joined(
        separator: ", ")
    }
    return lines
  }
}

/// Where the parts of a network begin and end.
private struct ScopeExtents {
  private let rows: [ComparedRow]
  /// For each path of a part its first row, its last row and its number of rows.
  private var extents: [String: (first: Int, last: Int, count: Int)] = [:]

  init(_ network: ComparedNetwork) {
    rows = network.rows
    for (index, row) in rows.enumerated() {
      for path in Self.prefixes(of: row.path) {
        extents[path, default: (index, index, 0)].last = index
        extents[path]?.count += 1
      }
    }
  }

  /// A path and the paths of the parts around it, outermost first.
  private static func prefixes(of path: String) -> [String] {
    var prefixes: [String] = []
    for index in path.utf8.indices where path.utf8[index] == UInt8(ascii: ".") {
      prefixes.append(String(path[..<index]))
    }
    return prefixes + [path]
  }

  /// The largest part that begins at a row and stays within a stretch.
  private func largest(from row: Int, within stretch: Range<Int>) -> (path: String, rows: Range<Int>) {
    for path in Self.prefixes(of: rows[row].path) {
      guard let extent = extents[path], extent.first == row, extent.last < stretch.upperBound,
        extent.count == extent.last - extent.first + 1
      else { continue }
      // A part of one layer is named as that layer.
      return (extent.count == 1 ? rows[row].path : path, row..<extent.last + 1)
    }
    return (rows[row].path, row..<row + 1)
  }

  /// The parts at which a stretch begins and ends.
  func ends(of stretch: Range<Int>) -> (String, String) {
    let start = largest(from: stretch.lowerBound, within: stretch).path
    for path in Self.prefixes(of: rows[stretch.upperBound - 1].path) {
      guard let extent = extents[path], extent.first >= stretch.lowerBound,
        extent.last == stretch.upperBound - 1,
        extent.count == extent.last - extent.first + 1
      else { continue }
      return (start, path)
    }
    return (start, rows[stretch.upperBound - 1].path)
  }

  /// The rows of a stretch that share one line.
  struct Part {
    var path: String
    var text: String
    var shape: Shape?
    var rows: Range<Int>
  }

  /// A stretch as its largest parts; neighbours that differ only in their number share one line.
  func parts(of stretch: Range<Int>) -> [Part] {
    var found: [(path: String, rows: Range<Int>)] = []
    var next = stretch.lowerBound
    while next < stretch.upperBound {
      found.append(largest(from: next, within: stretch))
      next = found[found.count - 1].rows.upperBound
    }
    var parts: [Part] = []
    var start = 0
    while start < found.count {
      var end = start + 1
      while end < found.count, Self.follows(found[end].path, found[end - 1].path),
        hasSameLayers(found[start].rows, found[end].rows)
      {
        end += 1
      }
      let first = found[start]
      let count = end - start
      let size = first.rows.count
      var part = Part(path: first.path, text: rows[first.rows.lowerBound].text, rows: first.rows)
      if size == 1, count == 1 { part.shape = rows[first.rows.lowerBound].shape }
      if size > 1 { part.text = count == 1 ? "block of \(size) layers" : "\(count) blocks of \(size) layers" }
      if count > 1 {
        if size == 1 { part.text = "\(count) times \(part.text)" }
        let last = found[end - 1]
        part.path = DifferenceLines.stretch(first.path, last.path)
        part.rows = first.rows.lowerBound..<last.rows.upperBound
      }
      parts.append(part)
      start = end
    }
    return parts
  }

  private func hasSameLayers(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { rows[$0].operators[0].name == rows[$1].operators[0].name }
      && (a.count > 1 || rows[a.lowerBound].text == rows[b.lowerBound].text)
  }

  /// Whether a path is another one with the next number at its end.
  private static func follows(_ path: String, _ before: String) -> Bool {
    guard path.hasSuffix("]"), before.hasSuffix("]"), let open = path.lastIndex(of: "["),
      let openBefore = before.lastIndex(of: "["), path[..<open] == before[..<openBefore],
      let number = Int(path[path.index(after: open)...].dropLast()),
      let numberBefore = Int(before[before.index(after: openBefore)...].dropLast())
    else { return false }
    return number == numberBefore + 1
  }
}
