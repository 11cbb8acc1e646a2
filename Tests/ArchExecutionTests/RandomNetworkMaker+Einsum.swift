// Sums of products by equations.
extension RandomNetworkMaker {
  /// An equation of the current value and perhaps of learnt ones.
  mutating func einsum() -> String? {
    guard shape.count <= 4, shape.reduce(1, *) <= 300 else { return nil }
    var free = Array("cdhwijklmnAB")
    var extents: [Character: Int] = [:]
    var terms: [[Character]] = [[]]
    for extent in shape {
      // Axes of one extent may be a diagonal.
      let same = terms[0].filter { extents[$0] == extent }
      let letter = !same.isEmpty && dice.chance(25) ? dice.pick(same) : free.removeFirst()
      extents[letter] = extent
      terms[0].append(letter)
    }
    var values = ["it"]
    for _ in 0..<dice.number(0...2) {
      var term: [Character] = []
      for _ in 0..<dice.number(1...3) {
        let known = dice.chance(70)
        let letter = known ? dice.pick(extents.keys.sorted()) : free.removeFirst()
        if !known { extents[letter] = dice.number(1...4) }
        term.append(letter)
      }
      let isFirst = dice.chance(30)
      let value = "parameter(\(term.map { extents[$0] ?? 1 }))"
      terms.insert(term, at: isFirst ? 0 : terms.count)
      values.insert(value, at: isFirst ? 0 : values.count)
    }
    guard extents.values.reduce(1, *) <= 4000 else { return nil }
    var left = extents.keys.sorted()
    var result: [Character] = []
    for _ in 0..<(mayChangeRank ? dice.number(2...4) : shape.count) where !left.isEmpty {
      result.append(left.remove(at: dice.number(0...left.count - 1)))
    }
    guard result.count >= 2, mayChangeRank || result.count == shape.count else { return nil }
    shape = result.map { extents[$0] ?? 1 }
    let equation = terms.map { String($0) }.joined(separator: ",") + "->" + String(result)
    return values.count == 1
      ? "einsum(\"\(equation)\")" : "einsum(\"\(equation)\", \(values.joined(separator: ", ")))"
  }
}
