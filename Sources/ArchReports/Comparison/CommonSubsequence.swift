/// The longest common subsequence of two sequences, in time that never grows with their product.
///
/// Myers' O(ND) algorithm (An O(ND) Difference Algorithm and Its Variations, 1986) over the elements that both have, up
/// to ``mostEdits`` insertions and deletions. Beyond that, elements unique in both are taken as anchors, as patience
/// diff does, and the stretches between them are aligned separately; a stretch without anchors stays unmatched.
enum CommonSubsequence {
  /// The most insertions and deletions that are followed one by one.
  static let mostEdits = 1000
  /// How often stretches between anchors are split by further anchors.
  private static let mostSplits = 32

  /// Pairs of positions that hold equal keys, increasing on both sides.
  ///
  /// A negative key equals nothing. If several pairings are longest, equal elements at the front pair first.
  static func pairs(_ old: ArraySlice<Int32>, _ new: ArraySlice<Int32>) -> [(old: Int, new: Int)] {
    var pairs: [(old: Int, new: Int)] = []
    align(Array(old.indices), Array(new.indices), old, new, splits: 0, &pairs)
    return pairs
  }

  private static func align(
    _ oldPlaces: [Int], _ newPlaces: [Int], _ old: ArraySlice<Int32>, _ new: ArraySlice<Int32>, splits: Int,
    _ pairs: inout [(old: Int, new: Int)]
  ) {
    guard !oldPlaces.isEmpty, !newPlaces.isEmpty else { return }
    // Elements that only one side has cannot be matched, and cost nothing from here on.
    let inOld = Set(oldPlaces.lazy.map { old[$0] })
    var inBoth = Set<Int32>()
    for place in newPlaces where new[place] >= 0 && inOld.contains(new[place]) { inBoth.insert(new[place]) }
    var a = oldPlaces.filter { inBoth.contains(old[$0]) }[...]
    var b = newPlaces.filter { inBoth.contains(new[$0]) }[...]
    while let i = a.first, let j = b.first, old[i] == new[j] {
      pairs.append((i, j))
      a.removeFirst()
      b.removeFirst()
    }
    var tail: [(old: Int, new: Int)] = []
    while let i = a.last, let j = b.last, old[i] == new[j] {
      tail.append((i, j))
      a.removeLast()
      b.removeLast()
    }
    if !a.isEmpty, !b.isEmpty {
      let keys = (a.map { old[$0] }, b.map { new[$0] })
      if let matches = myers(keys.0, keys.1) {
        for match in matches {
          pairs.append((a[a.startIndex + match.old], b[b.startIndex + match.new]))
        }
      } else if splits < mostSplits {
        var start = (a.startIndex, b.startIndex)
        let anchors = uniquePairs(keys.0, keys.1)
        for anchor in anchors {
          let end = (a.startIndex + anchor.old, b.startIndex + anchor.new)
          align(
            Array(a[start.0..<end.0]), Array(b[start.1..<end.1]), old, new, splits: splits + 1, &pairs)
          pairs.append((a[end.0], b[end.1]))
          start = (end.0 + 1, end.1 + 1)
        }
        if !anchors.isEmpty {
          align(Array(a[start.0...]), Array(b[start.1...]), old, new, splits: splits + 1, &pairs)
        }
      }
    }
    pairs += tail.reversed()
  }

  /// Myers' algorithm, or `nil` if more than ``mostEdits`` edits are needed.
  private static func myers(_ a: [Int32], _ b: [Int32]) -> [(old: Int, new: Int)]? {
    guard abs(a.count - b.count) <= mostEdits else { return nil }
    let most = min(mostEdits, a.count + b.count)
    // furthest[k + most + 1]: how far along `a` the furthest path on diagonal k = i - j has come.
    let middle = most + 1
    var furthest = [Int32](repeating: 0, count: 2 * most + 3)
    var history: [[Int32]] = []
    for edits in 0...most {
      history.append(Array(furthest[(middle - edits - 1)...(middle + edits + 1)]))
      for k in stride(from: -edits, through: edits, by: 2) {
        let isInsertion = k == -edits || k != edits && furthest[middle + k - 1] < furthest[middle + k + 1]
        var i = Int(isInsertion ? furthest[middle + k + 1] : furthest[middle + k - 1] + 1)
        while i < a.count, i - k < b.count, a[i] == b[i - k] { i += 1 }
        furthest[middle + k] = Int32(i)
        if i >= a.count, i - k >= b.count { return path(history, a.count, b.count) }
      }
    }
    return nil
  }

  /// Walks back along the path that reached the end.
  private static func path(_ history: [[Int32]], _ oldCount: Int, _ newCount: Int) -> [(old: Int, new: Int)] {
    var pairs: [(old: Int, new: Int)] = []
    var (i, j) = (oldCount, newCount)
    for edits in stride(from: history.count - 1, through: 0, by: -1) {
      let furthest = history[edits]
      let k = i - j
      let middle = edits + 1
      let isInsertion = k == -edits || k != edits && furthest[middle + k - 1] < furthest[middle + k + 1]
      let before = isInsertion ? k + 1 : k - 1
      let start = edits == 0 ? 0 : Int(furthest[middle + before])
      let (startI, startJ) = edits == 0 ? (0, 0) : (start, start - before)
      while i > startI, j > startJ {
        i -= 1
        j -= 1
        pairs.append((i, j))
      }
      (i, j) = (startI, startJ)
    }
    return pairs.reversed()
  }

  /// Elements that occur once on each side, as the longest run increasing on both.
  private static func uniquePairs(_ a: [Int32], _ b: [Int32]) -> [(old: Int, new: Int)] {
    func places(_ keys: [Int32]) -> [Int32: Int?] {
      var places: [Int32: Int?] = [:]
      for (index, key) in keys.enumerated() {
        places.updateValue(places.keys.contains(key) ? nil : index, forKey: key)
      }
      return places
    }
    let inOld = places(a)
    let candidates = places(b).compactMap { key, place -> (old: Int, new: Int)? in
      guard let j = place, case let i?? = inOld[key] else { return nil }
      return (i, j)
    }.sorted { $0.old < $1.old }
    // Longest increasing subsequence by piles (patience sorting).
    var piles: [Int] = []
    var before = [Int](repeating: -1, count: candidates.count)
    for (index, candidate) in candidates.enumerated() {
      var (low, high) = (0, piles.count)
      while low < high {
        let pile = (low + high) / 2
        if candidates[piles[pile]].new < candidate.new { low = pile + 1 } else { high = pile }
      }
      if low > 0 { before[index] = piles[low - 1] }
      if low == piles.count { piles.append(index) } else { piles[low] = index }
    }
    var chain: [(old: Int, new: Int)] = []
    var next = piles.last ?? -1
    while next >= 0 {
      chain.append(candidates[next])
      next = before[next]
    }
    return chain.reversed()
  }
}
