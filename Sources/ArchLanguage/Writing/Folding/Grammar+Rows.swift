import ArchGraph

/// The row of steps that saves most.
extension Grammar {
  /// The longest row that may become a block.
  private static let longest = 32
  /// The most occurrences that are searched for parameters.
  private static let mostSamples = 12

  /// Adjacent steps that occur several times in the text.
  struct Row {
    var steps: ArraySlice<Step>
    var times: Int
    /// Some of the occurrences.
    var samples: [ArraySlice<Step>] = []
    /// The step that follows all of them, or `nil` if they differ or nothing follows.
    var follower: Step?
    /// Whether all of them follow a layer with weights.
    var isBehindWeights = true
  }

  /// Where a row of steps begins, and a number shared by all rows of the same form.
  private struct Start {
    var list: Int
    var step: Int
    var key: UInt64
  }

  /// How often rows of one form have occurred.
  fileprivate struct Seen {
    var list: Int
    var step: Int
    /// The occurrences that do not overlap, and all of them.
    var times = 0
    var all = 0
    /// The list of the last occurrence counted, and where it ended.
    var lastList = -1
    var lastEnd = 0
  }

  /// A row that may become a block.
  private struct Candidate {
    /// An upper bound for what it saves.
    var saved: Double
    var steps: ArraySlice<Step>
    /// Whether its first step changes the shape, as the first of a stage does.
    var changesShape: Bool
    var place: (Int, Int, Int)

    /// Of those that save as much, rows that begin with a change of shape come first, then those earlier in the graph.
    static func isBetter(_ one: Candidate, _ other: Candidate) -> Bool {
      if one.saved != other.saved { return one.saved > other.saved }
      if one.changesShape != other.changesShape { return one.changesShape }
      return one.place < other.place
    }
  }

  /// The steps that save most as a block, or `nil` if none save anything.
  mutating func bestRow() -> ArraySlice<Step>? {
    let lists = writtenLists()
    var candidates = candidates(lists)
    candidates.sort(by: Candidate.isBetter)
    var best: (saved: Double, steps: ArraySlice<Step>)?
    for candidate in candidates {
      if let best, best.saved >= candidate.saved { break }
      let row = row(candidate.steps, lists)
      guard let saved = saved(by: row) else { continue }
      let left = saved - cost(ofParametersOf: row)
      if left > best?.saved ?? 0 { best = (left, candidate.steps) }
    }
    return best?.steps
  }

  /// The rows that repeat, each with an upper bound for what it saves.
  private mutating func candidates(_ lists: [StepList]) -> [Candidate] {
    var found: [Candidate] = []
    var starts = lists.indices.flatMap { list in
      lists[list].steps.indices.map { Start(list: list, step: $0, key: 14_695_981_039_346_656_037) }
    }
    // A row repeats only if all but its last step do.
    for length in 1...Self.longest where starts.count > 1 {
      looked += starts.count
      var seen: [UInt64: Seen] = Dictionary(minimumCapacity: starts.count)
      var next: [Start] = []
      next.reserveCapacity(starts.count)
      for var start in starts {
        let steps = lists[start.list].steps
        let end = start.step + length
        // A value named from outside may only end a row.
        guard end <= steps.count, length == 1 || !pinned.contains(steps[end - 2].nodes.upperBound) else {
          continue
        }
        start.key = (start.key ^ UInt64(truncatingIfNeeded: steps[end - 1].form)) &* 1_099_511_628_211
        start.key ^= start.key >> 29
        next.append(start)
        seen[start.key, default: Seen(list: start.list, step: start.step)].count(start.list, start.step..<end)
      }
      for row in seen.values where row.times > 1 {
        let steps = lists[row.list].steps[row.step..<row.step + length]
        guard let saved = bound(steps, times: row.times), saved > 0 else { continue }
        found.append(
          Candidate(saved: saved, steps: steps, changesShape: changesShape(steps), place: Self.place(steps)))
      }
      starts = next.filter { (seen[$0.key]?.all ?? 0) > 1 }
    }
    return found
  }

  /// A row with its occurrences: those that have its form, whatever their keys.
  private func row(_ steps: ArraySlice<Step>, _ lists: [StepList]) -> Row {
    let forms = steps.map(\.form)
    var row = Row(steps: steps, times: 0)
    for list in lists where list.steps.count >= forms.count {
      var start = 0
      while start + forms.count <= list.steps.count {
        let occurrence = list.steps[start..<start + forms.count]
        guard occurrence.first?.form == forms[0], zip(occurrence, forms).allSatisfy({ $0.form == $1 }),
          !occurrence.dropLast().contains(where: { pinned.contains($0.nodes.upperBound) })
        else {
          start += 1
          continue
        }
        let before = start > 0 ? list.steps[start - 1] : nil
        let isBehind = if case .layer(let id)? = before?.kind { table.weight(id) == .heavy } else { false }
        row.isBehindWeights = row.isBehindWeights && isBehind
        start += forms.count
        let follower = start < list.steps.count ? list.steps[start] : nil
        if row.times == 0 { row.follower = follower }
        if follower?.form != row.follower?.form { row.follower = nil }
        if row.samples.count < Self.mostSamples { row.samples.append(occurrence) }
        row.times += 1
      }
    }
    return row
  }

  private func changesShape(_ steps: ArraySlice<Step>) -> Bool {
    guard let step = steps.first, let entry = step.entry else { return false }
    return graph.nodes[entry].shape != graph.nodes[step.nodes.upperBound].shape
  }

  /// The place of a row: its layers, and how many steps they are.
  private static func place(_ steps: ArraySlice<Step>) -> (Int, Int, Int) {
    (steps.first?.nodes.lowerBound ?? 0, steps.last?.nodes.upperBound ?? 0, steps.count)
  }
}

extension Grammar.Seen {
  /// Counts one more occurrence in a list.
  fileprivate mutating func count(_ list: Int, _ steps: Range<Int>) {
    all += 1
    guard lastList != list || steps.lowerBound >= lastEnd else { return }
    times += 1
    (lastList, lastEnd) = (list, steps.upperBound)
  }
}
