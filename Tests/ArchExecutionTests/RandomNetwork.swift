/// A network of the language, made up from a seed, as statements that can be taken away one by one.
struct RandomNetwork {
  /// A statement: a line, or a line with a body in braces.
  indirect enum Statement {
    case line(String)
    case group(String, [Statement])

    func text(_ indent: String) -> String {
      switch self {
      case .line(let text): indent + text + "\n"
      case .group(let head, let body):
        indent + head + " {\n" + body.map { $0.text(indent + "    ") }.joined() + indent + "}\n"
      }
    }

    /// The same with one statement less, for each that can be taken away.
    var smaller: [Statement?] {
      guard case .group(let head, let body) = self else { return [nil] }
      return [nil] + RandomNetwork.smaller(body).map { .group(head, $0) }
    }
  }

  var seed: UInt64
  var blocks: [Statement] = []
  var statements: [Statement] = []
  var batch = 1
  /// The shape that the last statement gives, computed here.
  var shape: [Int] = []

  /// The text of the network.
  var text: String {
    blocks.map { $0.text("") }.joined()
      + Statement.group("network random", statements).text("")
  }

  /// Networks with one statement less.
  var smaller: [RandomNetwork] {
    var found: [RandomNetwork] = []
    if batch > 1 {
      var one = self
      one.batch = 1
      found.append(one)
    }
    for statements in Self.smaller(statements) {
      var other = self
      other.statements = statements
      found.append(other)
    }
    for blocks in Self.smaller(blocks) {
      var other = self
      other.blocks = blocks
      found.append(other)
    }
    return found
  }

  private static func smaller(_ statements: [Statement]) -> [[Statement]] {
    statements.indices.reversed().flatMap { index in
      statements[index].smaller.map { replacement in
        var others = statements
        others.replaceSubrange(index...index, with: replacement.map { [$0] } ?? [])
        return others
      }
    }
  }

  /// The network of a seed.
  init(seed: UInt64) {
    self.seed = seed
    var maker = RandomNetworkMaker(seed: seed)
    maker.make()
    (blocks, statements) = (maker.blocks, maker.body)
    batch = maker.dice.chance(35) ? 2 : 1
    shape = maker.shape
  }
}

extension RandomNetwork {
  /// The network without the statements that can be taken away as long as it fails.
  func shrunk(while fails: (RandomNetwork) -> Bool) -> RandomNetwork {
    var smallest = self
    while let smaller = smallest.smaller.first(where: fails) { smallest = smaller }
    return smallest
  }
}
