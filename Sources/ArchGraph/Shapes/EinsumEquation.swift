/// An equation in Einstein's notation, such as `bij,bjk->bik`: the axes of several values and of their result.
///
/// A letter is an axis, the same one wherever it occurs. Three points are any further axes, aligned at the last of
/// each value. An unwritten result has the axes of the points, followed by the letters that occur once, in the
/// order of the alphabet with capital letters first.
package struct EinsumEquation: Hashable, Sendable {
  /// The axes of one value.
  package struct Term: Hashable, Sendable {
    /// The letters before the points, or all.
    package var before: [Character] = []
    /// The letters after the points, or `nil` if there are no points.
    package var after: [Character]?

    /// All letters.
    package var letters: [Character] { before + (after ?? []) }

    /// The term as written.
    package var text: String { String(before) + (after.map { "..." + String($0) } ?? "") }

    /// The axes of a value of this rank, with digits for those of the points, or `nil` if it cannot have that many.
    package func axes(rank: Int) -> [Character]? {
      let others = rank - letters.count
      guard let after else { return others == 0 ? before : nil }
      guard 0...EinsumEquation.mostPointed ~= others else { return nil }
      return before + EinsumEquation.pointed(others) + after
    }
  }

  /// The axes of each value.
  package let factors: [Term]
  /// The axes of the result, written or implied.
  package let result: Term

  /// How many axes the points can represent.
  static let mostPointed = 10

  /// The names of this many axes that points represent: the last is always `0`.
  fileprivate static func pointed(_ count: Int) -> [Character] {
    (0..<count).reversed().map { Character("\($0)") }
  }

  /// Reads an equation.
  ///
  /// - Throws: what is wrong with it.
  package init(_ text: String) throws(EinsumFault) {
    var terms: [[Term]] = [[Term()]]
    var rest = text.utf8.filter { $0 != UInt8(ascii: " ") }[...]
    while let byte = rest.popFirst() {
      let (side, last) = (terms.count - 1, terms[terms.count - 1].count - 1)
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
        let letter = Character(UnicodeScalar(byte))
        if terms[side][last].after == nil {
          terms[side][last].before.append(letter)
        } else {
          terms[side][last].after?.append(letter)
        }
      case UInt8(ascii: "."):
        guard rest.prefix(2).elementsEqual("..".utf8), terms[side][last].after == nil else { throw .points }
        rest = rest.dropFirst(2)
        terms[side][last].after = []
      case UInt8(ascii: ",") where side == 0: terms[side].append(Term())
      case UInt8(ascii: "-") where side == 0 && rest.first == UInt8(ascii: ">"):
        rest = rest.dropFirst()
        terms.append([Term()])
      default: throw .sign(Self.sign(in: text, byte))
      }
    }
    factors = terms[0]
    let hasPoints = factors.contains { $0.after != nil }
    let all = factors.flatMap(\.letters)
    if terms.count == 2 {
      result = terms[1][0]
      if let other = result.letters.first(where: { !all.contains($0) }) { throw .unknownLetter(other) }
      if let twice = result.letters.first(where: { letter in result.letters.count { $0 == letter } > 1 }) {
        throw .repeatedLetter(twice)
      }
      if hasPoints != (result.after != nil) { throw hasPoints ? .pointsLeftOut : .pointsOfNone }
    } else {
      let single = all.filter { letter in all.count { $0 == letter } == 1 }.sorted()
      result = hasPoints ? Term(before: [], after: single) : Term(before: single, after: nil)
    }
  }

  /// The character that begins with a byte, if that is not a letter of the alphabet.
  private static func sign(in text: String, _ byte: UInt8) -> Character {
    text.first { $0.utf8.first == byte } ?? "?"
  }

  /// The axes of values of these ranks, and of the result; the axes that points represent have digits for names.
  ///
  /// - Returns: `nil` if a value cannot have that many, or if there are more or fewer values.
  package func axes(ranks: [Int]) -> (factors: [[Character]], result: [Character])? {
    guard ranks.count == factors.count else { return nil }
    var found: [[Character]] = []
    for (factor, rank) in zip(factors, ranks) {
      guard let axes = factor.axes(rank: rank) else { return nil }
      found.append(axes)
    }
    let pointed = zip(factors, ranks).map { $0.after == nil ? 0 : $1 - $0.letters.count }.max() ?? 0
    guard let axes = result.axes(rank: result.letters.count + pointed) else { return nil }
    return (found, axes)
  }

  /// The equation with its result, and a letter for the batch before the axes of every value.
  ///
  /// - Parameter isBatched: whether it has the letter.
  package func text(isBatched: Bool) -> String {
    let used = Set(factors.flatMap(\.letters))
    let letter = isBatched ? Self.batchLetters.first { !used.contains($0) }.map(String.init) ?? "" : ""
    return factors.map { letter + $0.text }.joined(separator: ",") + "->" + letter + result.text
  }

  /// An equation of axes with any names, keeping those that are letters, or `nil` if there are too many.
  package static func text(_ factors: [[Character]], _ result: [Character]) -> String? {
    var names: [Character: Character] = [:]
    let all = factors.flatMap { $0 } + result
    var free = batchLetters.filter { !all.contains($0) }[...]
    for name in all where names[name] == nil {
      let isLetter = batchLetters.contains(name)
      guard let letter = isLetter ? name : free.popLast() else { return nil }
      names[name] = letter
    }
    func text(_ term: [Character]) -> String { String(term.compactMap { names[$0] }) }
    return factors.map(text).joined(separator: ",") + "->" + text(result)
  }

  /// Whether a letter is left for the batch.
  package var leavesBatch: Bool { Set(factors.flatMap(\.letters)).count < Self.batchLetters.count }

  /// Possible letters for the batch, the likeliest first.
  private static let batchLetters: [Character] = Array("bnzBNZacdefghijklmopqrstuvwxyACDEFGHIJKLMOPQRSTUVWXY")
}

/// Why a text is not an equation.
package enum EinsumFault: Error, Hashable, Sendable {
  /// A character that means nothing there.
  case sign(Character)
  /// Points that are not three in a row, or a second three in one value.
  case points
  /// The values have points, but the written result has none.
  case pointsLeftOut
  /// The result has points, but no value has.
  case pointsOfNone
  /// The result has a letter that no value has.
  case unknownLetter(Character)
  /// The result has a letter twice.
  case repeatedLetter(Character)

  /// The error, in a sentence without its beginning.
  package var description: String {
    switch self {
    case .sign(let sign): "`\(sign)` cannot stand there: an equation is letters, `,`, `...` and one `->`"
    case .points: "points are three, `...`, and stand once for a value"
    case .pointsLeftOut: "`...` has axes of the values, so the result must have it too"
    case .pointsOfNone: "`...` is in the result, but in none of the values"
    case .unknownLetter(let letter): "`\(letter)` is in the result, but in none of the values"
    case .repeatedLetter(let letter): "`\(letter)` is in the result twice"
    }
  }
}
