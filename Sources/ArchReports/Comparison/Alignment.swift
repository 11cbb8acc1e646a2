import ArchGraph

/// Which rows of two networks correspond to each other, in order on both sides.
///
/// First each convolution that became depthwise separable (or the reverse) is found by its shapes. The other rows are
/// then matched in passes, each within the gaps left by those before it. The passes have two orders: one trusts paths
/// first, which is right if widths or the input changed; one trusts operators, arguments and shapes first, which is
/// right if layers were inserted and shifted the numbers of those after them. People compare by paths: the second
/// order is used only if it leaves at most half as many differences.
struct Alignment {
  /// Rows that correspond to each other: one and one, or a convolution and its depthwise separable form.
  struct Block: Hashable {
    var old: Range<Int>
    var new: Range<Int>
    var isSeparation: Bool
  }

  /// The blocks in order.
  private(set) var blocks: [Block]
  /// Rows without a counterpart, and counterparts with other operators or arguments.
  private var edits = 0
  /// Counterparts that differ only in their shapes.
  private var reshapes = 0

  /// Aligns two networks.
  static func best(_ old: ComparedNetwork, _ new: ComparedNetwork) -> Alignment {
    let keys = RowKeys(old, new)
    let start = separations(old, new)
    let paths = Alignment(start, [.path, .weighted, .kinds, .row] + Pass.guesses, keys)
    // If only the surplus rows of one network are left, no order does better.
    if paths.reshapes == 0, paths.edits == abs(old.rows.count - new.rows.count), start.isEmpty {
      return paths
    }
    let structure = Alignment(start, [.weighted, .kinds, .row, .text, .path] + Pass.guesses, keys)
    let isShorter =
      2 * structure.edits <= paths.edits
      || structure.edits <= paths.edits && 2 * structure.reshapes <= paths.reshapes
    return isShorter ? structure : paths
  }

  private init(_ blocks: [Block], _ passes: [Pass], _ keys: RowKeys) {
    self.blocks = blocks
    for pass in passes { match(keys[pass], pass) }
    let (rows, texts) = (keys[.row], keys.texts)
    edits = rows.old.count + rows.new.count
    for block in self.blocks {
      edits -= block.old.count + block.new.count
      if block.isSeparation { continue }
      let (a, b) = (block.old.lowerBound, block.new.lowerBound)
      if texts.old[a] != texts.new[b] {
        edits += 1
      } else if rows.old[a] != rows.new[b] {
        reshapes += 1
      }
    }
  }

  /// Matches rows of equal keys within the gaps between the blocks.
  private mutating func match(_ keys: (old: [Int32], new: [Int32]), _ pass: Pass) {
    var found: [Block] = []
    found.reserveCapacity(max(keys.old.count, blocks.count))
    var start = (old: 0, new: 0)
    for index in 0...blocks.count {
      let block = index < blocks.count ? blocks[index] : nil
      let old = start.old..<(block?.old.lowerBound ?? keys.old.count)
      let new = start.new..<(block?.new.lowerBound ?? keys.new.count)
      if !old.isEmpty, !new.isEmpty, pass != .kinds || keys.old[old] == keys.new[new] {
        let pairs = CommonSubsequence.pairs(keys.old[old], keys.new[new])
        // A match that says little about a single row says more about a gap that is matched completely.
        if Double(pairs.count) >= pass.leastShare * Double(max(old.count, new.count)) {
          for pair in pairs {
            found.append(
              Block(
                old: pair.old..<pair.old + 1, new: pair.new..<pair.new + 1, isSeparation: false))
          }
        }
      }
      guard let block else { break }
      found.append(block)
      start = (block.old.upperBound, block.new.upperBound)
    }
    blocks = found
  }

  /// Convolutions of one network that are depthwise separable in the other, by their input and output shapes.
  private static func separations(_ old: ComparedNetwork, _ new: ComparedNetwork) -> [Block] {
    let forms = (SpatialConvolution.all(in: old), SpatialConvolution.all(in: new))
    guard forms.0.contains(where: \.isSeparable) || forms.1.contains(where: \.isSeparable) else { return [] }
    var numbers = Interner<[Shape]>()
    let keys = (
      forms.0.map { numbers.number([$0.input, $0.output]) },
      forms.1.map { numbers.number([$0.input, $0.output]) }
    )
    return CommonSubsequence.pairs(keys.0[...], keys.1[...]).compactMap { pair in
      let (a, b) = (forms.0[pair.old], forms.1[pair.new])
      guard a.isSeparable != b.isSeparable else { return nil }
      return Block(old: a.rows, new: b.rows, isSeparation: true)
    }
  }
}

/// What two rows must have in common to match.
private enum Pass: Int, CaseIterable {
  /// Path and operator.
  case path
  /// Operators, arguments and shapes, of a layer with weights and arguments.
  case weighted
  /// The operator, in gaps that have the same operators in the same order.
  case kinds
  /// Operators, arguments and shapes.
  case row
  /// Operators and arguments.
  case text
  /// The operator and the shape of its value.
  case operatorAndShape
  /// The operator.
  case operatorAlone

  /// The passes tried last.
  static let guesses: [Pass] = [.text, .operatorAndShape, .operatorAlone]

  /// How much of the larger side of a gap must match for the matches to count.
  var leastShare: Double {
    switch self {
    case .path, .weighted, .kinds, .row: 0
    case .text, .operatorAndShape: 1 / 2
    case .operatorAlone: 2 / 3
    }
  }
}

/// Numbers for keys, the same for equal keys.
private struct Interner<Key: Hashable> {
  private var numbers: [Key: Int32] = [:]

  mutating func number(_ key: Key) -> Int32 {
    if let number = numbers[key] { return number }
    let number = Int32(numbers.count)
    numbers[key] = number
    return number
  }
}

/// The keys of all rows of two networks in each pass; a negative key matches nothing.
private struct RowKeys {
  private var keys: [(old: [Int32], new: [Int32])] = []
  /// Numbers of the operators and arguments of all rows.
  let texts: (old: [Int32], new: [Int32])

  private struct RowKey: Hashable {
    var text: String
    var inputs: [Shape]
    var shape: Shape
  }

  private struct PathKey: Hashable {
    var path: String
    var text: Int32
  }

  private struct ShapeKey: Hashable {
    var text: Int32
    var shape: Shape
  }

  init(_ old: ComparedNetwork, _ new: ComparedNetwork) {
    var rows = Interner<RowKey>()
    var texts = Interner<String>()
    var paths = Interner<PathKey>()
    var shapes = Interner<ShapeKey>()
    var operators = Interner<String>()
    func keys(_ network: ComparedNetwork) -> (passes: [[Int32]], texts: [Int32]) {
      var rowTexts: [Int32] = []
      rowTexts.reserveCapacity(network.rows.count)
      var keys = Pass.allCases.map { _ in [Int32]() }
      for index in keys.indices { keys[index].reserveCapacity(network.rows.count) }
      for row in network.rows {
        let name = operators.number(row.operators[0].name)
        let whole = rows.number(RowKey(text: row.text, inputs: row.inputShapes, shape: row.shape))
        let text = texts.number(row.text)
        rowTexts.append(text)
        // Layers without arguments, such as batch norms, are alike everywhere.
        let hasArguments = row.operators[0].hasArguments
        func add(_ pass: Pass, _ key: Int32) { keys[pass.rawValue].append(key) }
        add(.path, paths.number(PathKey(path: Self.withoutFirstIndices(row.path), text: name)))
        add(.weighted, hasArguments && row.hasWeights ? whole : -1)
        add(.kinds, name)
        add(.row, whole)
        add(.text, hasArguments ? text : -1)
        add(.operatorAndShape, shapes.number(ShapeKey(text: name, shape: row.shape)))
        add(.operatorAlone, name)
      }
      return (keys, rowTexts)
    }
    let (old, new) = (keys(old), keys(new))
    self.keys = zip(old.passes, new.passes).map { ($0, $1) }
    self.texts = (old.texts, new.texts)
  }

  subscript(pass: Pass) -> (old: [Int32], new: [Int32]) { keys[pass.rawValue] }

  /// The path without first indices: a name that occurs once has no index, and gets `[0]` when another joins it.
  private static func withoutFirstIndices(_ path: String) -> String {
    let index = "[0]".utf8
    var kept: [UInt8] = []
    kept.reserveCapacity(path.utf8.count)
    for byte in path.utf8 {
      kept.append(byte)
      if byte == UInt8(ascii: "]"), kept.suffix(index.count).elementsEqual(index) {
        kept.removeLast(index.count)
      }
    }
    return kept.count == path.utf8.count ? path : String(decoding: kept, as: UTF8.self)
  }
}

extension Operator {
  /// Whether a call has any arguments.
  fileprivate var hasArguments: Bool {
    zip(Self.signature.arguments, arguments).contains { $1 != nil && $1 != $0.defaultValue }
  }
}
