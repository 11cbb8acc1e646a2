/// The exact work of one layer for one example: a vector of counts, never blended into one number.
///
/// Multiply-adds are those of convolutions, dense layers and matrix products, as papers count them; everything
/// else is in the other entries. Which entries make up "MACs" or "FLOPs" is a matter of view, see ``WorkView``.
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

    /// All entries; a stored list, as it is walked for every layer.
    public static let all = allCases

    /// Whether it is arithmetic, as opposed to movement of data.
    public var isArithmetic: Bool { rawValue < Kind.weightReads.rawValue }
  }

  private var storage: [Entry] = []

  private struct Entry: Hashable, Sendable {
    var kind: Kind
    var count: Count
  }

  /// Why the work depends on the data and cannot be known, or `nil` if it is known.
  public var unknown: String?

  /// The multiply-adds, among those counted, that compute or apply scores which a mask leaves out.
  public var masked = Count()
  /// The multiply-adds, among those counted, with zeros of a padding.
  public var padded = Count()
  /// The elements that layers inside it write and read again, if it consists of several: the projections of
  /// attention.
  public var inside = Count()

  /// No work at all: a view of the input, such as a reshape.
  public static let none = Work()

  /// No work yet.
  public init() {}

  /// Work that depends on the data, for this reason.
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
      if storage.isEmpty { storage.reserveCapacity(6) }
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
