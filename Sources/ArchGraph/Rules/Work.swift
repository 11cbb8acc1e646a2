/// The exact work of one layer for one example: a vector of counts, never one blended number.
///
/// Multiply-adds are those of convolutions, dense layers and matrix products, as papers count them; everything
/// else stands in the other entries. Which entries make up "MACs" or "FLOPs" is a view, see ``WorkView``.
/// The counts are those of the operator's definition: padding zeros are multiplied like any other element, and
/// constants that do not depend on the input (a batch norm's scale and shift) are prepared ahead.
public struct Work: Hashable, Sendable {
  /// One entry of the vector.
  public enum Kind: Int, CaseIterable, Sendable {
    /// Products added to a sum, in convolutions, dense layers and matrix products.
    case multiplyAdds
    /// Additions: biases, sums of pooling, merges.
    case additions
    /// Subtractions.
    case subtractions
    /// Multiplications that are not part of a multiply-add.
    case multiplications
    /// Divisions.
    case divisions
    /// Comparisons and choices: maximum, minimum, absolute value, sign tests.
    case comparisons
    /// Exponentials.
    case exponentials
    /// Other calls of the mathematics library: logarithm, square root, power, tangent, error function.
    case transcendentals
    /// Weight elements read, each once.
    case weightReads
    /// Input elements read, each once.
    case activationReads
    /// Output elements written.
    case writes

    /// The name in tables and JSON, in snake case.
    public var name: String {
      switch self {
      case .multiplyAdds: "multiply_adds"
      case .additions: "additions"
      case .subtractions: "subtractions"
      case .multiplications: "multiplications"
      case .divisions: "divisions"
      case .comparisons: "comparisons"
      case .exponentials: "exponentials"
      case .transcendentals: "transcendentals"
      case .weightReads: "weight_reads"
      case .activationReads: "activation_reads"
      case .writes: "writes"
      }
    }

    /// The name in sentences and explanations.
    public var title: String {
      self == .multiplyAdds ? "multiply-adds" : String(name.map { $0 == "_" ? " " : $0 })
    }

    /// Whether it is arithmetic, as opposed to movement of data.
    public var isArithmetic: Bool { rawValue < Kind.weightReads.rawValue }
  }

  private var storage: [Entry] = []

  private struct Entry: Hashable, Sendable {
    var kind: Kind
    var count: Count
  }

  /// Why the work depends on the data and cannot be known, where that is so.
  public var unknown: String?

  /// No work at all: a view of the input, such as a reshape.
  public static let none = Work()

  /// No work yet.
  public init() {}

  /// Work that depends on the data, with the reason.
  public static func unknown(_ reason: String) -> Work {
    var work = Work()
    work.unknown = reason
    return work
  }

  /// The count of one entry.
  public subscript(kind: Kind) -> Count {
    get {
      for entry in storage where entry.kind == kind { return entry.count }
      return .none
    }
    set {
      for index in storage.indices where storage[index].kind == kind {
        storage[index].count = newValue
        return
      }
      storage.append(Entry(kind: kind, count: newValue))
    }
  }

  /// The entries that have a count.
  public var entries: [(kind: Kind, count: Count)] {
    storage.filter { !$0.count.isEmpty }.map { ($0.kind, $0.count) }
      .sorted { $0.kind.rawValue < $1.kind.rawValue }
  }

  /// The numbers of all entries.
  public func vector() throws(Overflow) -> WorkVector {
    var vector = WorkVector()
    for entry in storage { vector[entry.kind] = try entry.count.value() }
    return vector
  }
}

/// The numbers of a ``Work``.
public struct WorkVector: Hashable, Sendable {
  private var values: InlineValues = .init()

  /// All zero.
  public init() {}

  /// The number of one entry.
  public subscript(kind: Work.Kind) -> Int {
    get { values[kind.rawValue] }
    set { values[kind.rawValue] = newValue }
  }

  /// Adds `other` taken `times` times.
  public mutating func add(_ other: WorkVector, times: Int = 1) throws(Overflow) {
    for kind in Work.Kind.allCases where other[kind] != 0 {
      guard let sum = (CheckedInteger(self[kind]) + CheckedInteger(other[kind]) * CheckedInteger(times)).value else {
        throw Overflow()
      }
      self[kind] = sum
    }
  }
}

/// Eleven integers in place; an array would cost an allocation for every layer.
private struct InlineValues: Hashable, Sendable {
  private var a = SIMD8<Int>(repeating: 0)
  private var b = SIMD4<Int>(repeating: 0)

  subscript(index: Int) -> Int {
    get { index < 8 ? a[index] : b[index - 8] }
    set { if index < 8 { a[index] = newValue } else { b[index - 8] = newValue } }
  }
}
