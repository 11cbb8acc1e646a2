/// How two lists of steps are one list, of which each leaves some out.
struct Alignment {
  /// One place in the list that both have together.
  enum Place {
    /// Steps of one form.
    case same
    /// Merges or pieces whose inner lists differ in the same way.
    case inside([Alignment])
    /// Steps that only one has.
    case only(Side, count: Int)
  }

  /// One of the two.
  enum Side { case first, second }

  private(set) var places: [Place] = []
  /// About how much text they have in common, less what it costs to say what is left out.
  private(set) var saved = 0.0
  /// How many rows of steps each of them has alone.
  private(set) var gaps: (first: Int, second: Int) = (0, 0)

  /// What a condition costs, in layers.
  private static let gapCost = 1.5
  /// Beyond this, lists inside lists are no longer compared.
  private static let deepest = 8
  /// The most steps of lists that are compared.
  private static let longest = 64

  /// The alignment that saves most; nil where lists are too long.
  ///
  /// The way is that of sequences whose gaps cost something to begin (Gotoh 1982).
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

  /// In which of the two steps are being left out.
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

  /// What is saved at best from two places on, and how.
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
      // What one leaves out side by side is one row, whatever the other leaves out between.
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

  /// How two steps are one, and what that saves; nil where they are not.
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

  /// Puts the steps that the other has into a list, as left out, and marks those that the other has not.
  ///
  /// - Parameters:
  ///   - side: which of the two the list is.
  ///   - number: the number of the first row that one leaves out; those that follow count on.
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
