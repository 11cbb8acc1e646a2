/// The merging of two lists of steps into one list, from which each leaves some out.
struct Alignment {
  /// One place in the merged list.
  enum Place {
    /// Steps of the same form.
    case same
    /// Merges or pieces whose inner lists differ in the same way.
    case inside([Alignment])
    /// Steps that only one list has.
    case only(Side, count: Int)
  }

  /// One of the two lists.
  enum Side { case first, second }

  private(set) var places: [Place] = []
  /// Roughly how much text they have in common, minus the cost of saying what is left out.
  private(set) var saved = 0.0
  /// The number of rows of steps that only one of them has.
  private(set) var gaps: (first: Int, second: Int) = (0, 0)

  /// The cost of a condition, in layers.
  private static let gapCost = 1.5
  /// Below this depth, lists inside lists are no longer compared.
  private static let deepest = 8
  /// The most steps of lists that are compared.
  private static let longest = 64

  /// The alignment that saves most, or `nil` if the lists are too long.
  ///
  /// The method is that of sequences with a cost for opening a gap (Gotoh 1982).
  init?(_ first: StepList, _ second: StepList, depth: Int = 0) {
    let (a, b) = (first.steps, second.steps)
    guard a.count <= Self.longest, b.count <= Self.longest, depth < Self.deepest else { return nil }
    var table = Table(rows: a.count, columns: b.count)
    for i in stride(from: a.count, through: 0, by: -1) {
      for j in stride(from: b.count, through: 0, by: -1) where i < a.count || j < b.count {
        let match = i < a.count && j < b.count ? Self.match(a[i], b[j], depth: depth) : nil
        for gap in Gap.all {
          if let match { table.consider(.both(match.place), match.saved, i + 1, j + 1, [], at: (i, j, gap)) }
          if i < a.count {
            let cost = gap.contains(.first) ? 0 : Self.gapCost
            table.consider(.one(.first), -cost, i + 1, j, gap.union(.first), at: (i, j, gap))
          }
          if j < b.count {
            let cost = gap.contains(.second) ? 0 : Self.gapCost
            table.consider(.one(.second), -cost, i, j + 1, gap.union(.second), at: (i, j, gap))
          }
        }
      }
    }
    saved = table[0, 0, []].saved
    var (i, j, gap) = (0, 0, Gap())
    while let move = table[i, j, gap].move {
      switch move {
      case .both(let place):
        add(place)
        (i, j, gap) = (i + 1, j + 1, [])
      case .one(.first):
        add(.only(.first, count: 1))
        (i, gap) = (i + 1, gap.union(.first))
      case .one(.second):
        add(.only(.second, count: 1))
        (j, gap) = (j + 1, gap.union(.second))
      }
    }
  }

  /// The lists whose steps are being left out.
  private struct Gap: OptionSet {
    var rawValue = 0
    static let first = Gap(rawValue: 1)
    static let second = Gap(rawValue: 2)
    static let all: [Gap] = [[], .first, .second, [.first, .second]]
  }

  private enum Move {
    case both(Place)
    case one(Side)
  }

  /// The most that can be saved from two places on, and how.
  private struct Table {
    private var cells: [(saved: Double, move: Move?)]
    private let columns: Int

    init(rows: Int, columns: Int) {
      cells = Array(repeating: (-.infinity, nil), count: (rows + 1) * (columns + 1) * 4)
      self.columns = columns
      for gap in Gap.all { cells[index(rows, columns, gap)].saved = 0 }
    }

    private func index(_ i: Int, _ j: Int, _ gap: Gap) -> Int { (i * (columns + 1) + j) * 4 + gap.rawValue }

    subscript(i: Int, j: Int, gap: Gap) -> (saved: Double, move: Move?) { cells[index(i, j, gap)] }

    /// Takes a move to another cell if it saves more.
    mutating func consider(
      _ move: Move, _ gain: Double, _ i: Int, _ j: Int, _ gap: Gap, at cell: (Int, Int, Gap)
    ) {
      let saved = gain + cells[index(i, j, gap)].saved
      let here = index(cell.0, cell.1, cell.2)
      if saved > cells[here].saved { cells[here] = (saved, move) }
    }
  }

  private mutating func add(_ place: Place) {
    switch place {
    case .same: break
    case .inside(let lists):
      for list in lists { gaps = (gaps.first + list.gaps.first, gaps.second + list.gaps.second) }
    case .only(let side, _):
      // Adjacent steps that one list leaves out are one row, whatever the other leaves out between them.
      for index in places.indices.reversed() {
        guard case .only(let other, let count) = places[index] else { break }
        if other == side {
          places[index] = .only(side, count: count + 1)
          return
        }
      }
      if side == .first { gaps.first += 1 } else { gaps.second += 1 }
    }
    places.append(place)
  }

  /// How two steps combine into one and what that saves, or `nil` if they do not.
  private static func match(_ one: Step, _ other: Step, depth: Int) -> (place: Place, saved: Double)? {
    if one.form == other.form { return (.same, Double(one.size)) }
    guard one.frame == other.frame, one.frame != nil else { return nil }
    var (lists, saved) = ([Alignment](), Double(one.frameSize))
    for (a, b) in zip(one.lists, other.lists) {
      guard let list = Alignment(a, b, depth: depth + 1) else { return nil }
      lists.append(list)
      saved += list.saved
    }
    return saved > 0 ? (.inside(lists), saved) : nil
  }

  /// Inserts the steps that only the other list has, as left out, and marks those that the other does not have.
  ///
  /// - Parameters:
  ///   - side: which of the two the list is.
  ///   - number: the number of the first row that one leaves out; later ones count on.
  func apply(to list: StepList, as side: Side, number: inout Int) {
    var steps: [Step] = []
    var index = 0
    for place in places {
      switch place {
      case .same:
        steps.append(list.steps[index])
        index += 1
      case .inside(let lists):
        let step = list.steps[index]
        for (inner, alignment) in zip(step.lists, lists) {
          alignment.apply(to: inner, as: side, number: &number)
        }
        steps.append(step)
        index += 1
      case .only(side, let count):
        let row = Array(list.steps[index..<index + count])
        let body = StepList(row, entry: row[0].entry)
        steps.append(
          Step(
            .optional(number, body), entry: body.entry,
            nodes: row[0].nodes.lowerBound...row[count - 1].nodes.upperBound))
        number += 1
        index += count
      case .only:
        if let value = steps.last?.nodes.upperBound ?? list.entry {
          steps.append(Step(.optional(number, nil), entry: value, nodes: value...value))
        }
        number += 1
      }
    }
    list.steps = steps
  }
}
