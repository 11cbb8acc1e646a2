import ArchDiagnostics
import ArchGraph

/// Outputs, and required conditions.
extension Expander {
  /// The loop being run, and its round.
  struct Round: Equatable {
    var loop: Int
    var number: Int
  }

  /// The last output with a name: the rounds of the loops around it, and its place in the list of outputs in loops.
  struct LastOutput {
    var rounds: [Round]
    var place: [Int]
  }

  /// `output name: chain`: an output ends its own path, and the value before it stays current.
  func output(_ word: Word, _ elements: [Element]) throws(Stop) {
    let before = frame.current
    let isNew = !isAlias(elements)
    let point = try run(elements, label: isNew ? word : nil)
    if isNew || frame.find(word.name) == nil { try declare(word, point.value) }
    frame.current = before ?? point
    let place = try placeOfOutput(word)
    try output(point.value, named: text(word.name) + Self.indices(place), at: word.span)
  }

  /// Adds an output, or all outputs of a list.
  private func output(_ value: Value, named name: String, at span: Span) throws(Stop) {
    switch value {
    case .tensor(let point): if let node = point.node { builder.output(node, named: name) }
    case .points(let list):
      for (index, value) in list.values.enumerated() {
        try step(at: span)
        try output(value, named: "\(name)[\(index)]", at: span)
      }
    default: break
    }
  }

  private static func indices(_ place: [Int]) -> String { place.map { "[\($0)]" }.joined() }

  /// The place of an output in the list of its name: one index for each loop, counted as the outputs appear.
  ///
  /// Labels in loops work the same way. The name is taken if another output has the same rounds, or is elsewhere.
  private func placeOfOutput(_ word: Word) throws(Stop) -> [Int] {
    var place = rounds.map { _ in 0 }
    if let last = outputs[word.name] {
      guard last.rounds.count == rounds.count,
        let next = rounds.indices.first(where: { rounds[$0] != last.rounds[$0] }),
        rounds[next].loop == last.rounds[next].loop
      else { throw fail(.duplicate(text(word.name), line: nil), at: word.span) }
      place.replaceSubrange(...next, with: last.place[...next])
      place[next] += 1
    }
    outputs[word.name] = LastOutput(rounds: rounds, place: place)
    return place
  }

  private func isAlias(_ elements: [Element]) -> Bool {
    guard elements.count == 1, let first = elements.first else { return false }
    switch first {
    case .word(let word):
      if word.name == Keyword.it.name || word.name == Keyword.in.name { return true }
      switch frame.find(word.name) {
      case .tensor?, .poison?, .points?: return true
      default: return false
      }
    case .value: return true
    default: return false
    }
  }

  // MARK: Requirements

  /// `require condition, "message"`.
  func require(_ condition: Expression, _ message: String) throws(Stop) {
    guard let holds = try truth(condition) else { throw Stop() }
    if holds { return }
    var sides: [String] = []
    try describe(condition, into: &sides)
    // The rest relies on it.
    frame.isAbandoned = true
    throw fail(.unmetRequirement(message, sides: sides), at: condition.span)
  }

  /// Collects the values of both sides of the comparisons that make a condition false, except those the text shows.
  private func describe(_ condition: Expression, into sides: inout [String]) throws(Stop) {
    if case .not(let inner) = condition.kind { return try describe(inner, into: &sides) }
    guard sides.count < 8, case .binary(let operation, let left, let right) = condition.kind else { return }
    switch operation {
    case .and:
      guard let first = try truth(left) else { return }
      // If a condition must not hold, both of its sides do.
      if first, try truth(right) == true { try describe(left, into: &sides) }
      try describe(first ? right : left, into: &sides)
    case .or:
      try describe(left, into: &sides)
      try describe(right, into: &sides)
    case .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual, .isIn:
      for side in [left, right] {
        let (value, words) = (shown(try evaluate(side)), source(of: side.span))
        let line = "`\(words)` is \(value)"
        if value != words, !sides.contains(line) { sides.append(line) }
      }
    default: break
    }
  }
}
