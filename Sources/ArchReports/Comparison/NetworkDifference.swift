import ArchAnalysis
import ArchGraph

/// How one network differs from another, row by row.
///
/// The differences of the entries add up exactly to the differences of the totals.
package struct NetworkDifference: Sendable {
  /// What happened to some rows.
  package enum Kind: String, Sendable {
    /// Nothing, except for a name.
    case alike
    /// An argument, a shape, the wiring or a figure changed.
    case changed
    /// Not in the first network.
    case added
    /// Not in the second network.
    case removed
    /// A standard convolution became depthwise separable, or the reverse.
    case replaced
  }

  /// Rows of the two networks that correspond to each other, or a row without a counterpart.
  package struct Entry: Sendable {
    /// What happened to them.
    package let kind: Kind
    /// The rows of the first network.
    package let old: Range<Int>
    /// The rows of the second network.
    package let new: Range<Int>
    /// How much more the second costs than the first.
    package let difference: Tally
    /// Whether work that depends on the data is on either side and not the same on both.
    package let hasUnknownWork: Bool
    /// Both forms, if a convolution was replaced.
    package let separation: DepthwiseSeparation?
  }

  /// The entries in the order of the networks.
  package let entries: [Entry]
  let wiring: Wiring

  /// Compares two networks.
  ///
  /// The time grows as the number of rows times the number of edits up to 1,000 edits, and hardly beyond.
  package init(from old: ComparedNetwork, to new: ComparedNetwork) {
    let blocks = Alignment.best(old, new).blocks
    var entries: [Entry] = []
    entries.reserveCapacity(max(old.rows.count, new.rows.count))
    func sum(_ network: ComparedNetwork, _ rows: Range<Int>) -> Tally {
      rows.reduce(into: Tally()) { $0 += network.rows[$1].figures }
    }
    func add(_ kind: Kind, _ a: Range<Int>, _ b: Range<Int>, _ separation: DepthwiseSeparation? = nil) {
      let (before, after) = (sum(old, a), sum(new, b))
      entries.append(
        Entry(
          kind: kind, old: a, new: b, difference: after - before,
          hasUnknownWork: kind != .alike && before.unknownLayers + after.unknownLayers > 0,
          separation: separation))
    }
    let wiring = Wiring(blocks, old, new)
    var place = (old: 0, new: 0)
    func addUnmatched(until end: (old: Int, new: Int)) {
      for row in place.old..<end.old { add(.removed, row..<row + 1, end.new..<end.new) }
      for row in place.new..<end.new { add(.added, end.old..<end.old, row..<row + 1) }
    }
    for block in blocks {
      addUnmatched(until: (block.old.lowerBound, block.new.lowerBound))
      let (a, b) = (block.old, block.new)
      if block.isSeparation {
        let isFirst = a.count == 1
        let standard = isFirst ? old.rows[a.lowerBound] : new.rows[b.lowerBound]
        let separable = isFirst ? new.rows[b] : old.rows[a]
        add(.replaced, a, b, DepthwiseSeparation(standard, separable, isStandardFirst: isFirst))
      } else {
        let isAlike =
          old.rows[a.lowerBound].isAlike(new.rows[b.lowerBound])
          && !wiring.differs(a.lowerBound, b.lowerBound)
        add(isAlike ? .alike : .changed, a, b)
      }
      place = (a.upperBound, b.upperBound)
    }
    addUnmatched(until: (old.rows.count, new.rows.count))
    self.entries = entries
    self.wiring = wiring
  }

  /// Whether the networks differ in nothing but names.
  package var isEmpty: Bool { entries.allSatisfy { $0.kind == .alike } }

  /// Whether work that depends on the data differs.
  package var hasUnknownWork: Bool { entries.contains(where: \.hasUnknownWork) }
}

extension ComparedRow {
  /// Whether two rows are the same except for their names and inputs.
  fileprivate func isAlike(_ other: ComparedRow) -> Bool {
    text == other.text && shape == other.shape && inputShapes == other.inputShapes
      && figures == other.figures && sharesWeights == other.sharesWeights && isFrozen == other.isFrozen
  }
}

/// Finds matched rows whose inputs do not correspond to each other.
struct Wiring: Sendable {
  private var partnerOfOld: [Int]
  private var partnerOfNew: [Int]
  private let old: ComparedNetwork
  private let new: ComparedNetwork

  fileprivate init(_ blocks: [Alignment.Block], _ old: ComparedNetwork, _ new: ComparedNetwork) {
    self.old = old
    self.new = new
    partnerOfOld = Array(repeating: -1, count: old.rows.count)
    partnerOfNew = Array(repeating: -1, count: new.rows.count)
    for block in blocks {
      // The value of a block is that of its last row.
      partnerOfOld[block.old.upperBound - 1] = block.new.upperBound - 1
      partnerOfNew[block.new.upperBound - 1] = block.old.upperBound - 1
    }
  }

  /// Whether an input of one row corresponds to another layer in the other network.
  ///
  /// An input that was added or removed has its own entry, and the order of merged values is up to the writer.
  func differs(_ a: Int, _ b: Int) -> Bool {
    let wanted = old.rows[a].inputs.map { partnerOfOld[$0] }
    let found = new.rows[b].inputs
    return wanted.contains { $0 >= 0 && !found.contains($0) }
      && found.contains { partnerOfNew[$0] >= 0 && !wanted.contains($0) }
  }
}
