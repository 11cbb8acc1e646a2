/// The counts of a ``Work`` as plain numbers.
public struct WorkVector: Hashable, Sendable {
  // Stored one by one: an array would cost an allocation for every layer.
  private var multiplyAdds = 0
  private var additions = 0
  private var subtractions = 0
  private var multiplications = 0
  private var divisions = 0
  private var comparisons = 0
  private var exponentials = 0
  private var transcendentals = 0
  private var weightReads = 0
  private var activationReads = 0
  private var writes = 0

  /// All zero.
  public init() {}

  /// The count of one entry.
  public subscript(kind: Work.Kind) -> Int {
    get {
      switch kind {
      case .multiplyAdds: multiplyAdds
      case .additions: additions
      case .subtractions: subtractions
      case .multiplications: multiplications
      case .divisions: divisions
      case .comparisons: comparisons
      case .exponentials: exponentials
      case .transcendentals: transcendentals
      case .weightReads: weightReads
      case .activationReads: activationReads
      case .writes: writes
      }
    }
    set {
      switch kind {
      case .multiplyAdds: multiplyAdds = newValue
      case .additions: additions = newValue
      case .subtractions: subtractions = newValue
      case .multiplications: multiplications = newValue
      case .divisions: divisions = newValue
      case .comparisons: comparisons = newValue
      case .exponentials: exponentials = newValue
      case .transcendentals: transcendentals = newValue
      case .weightReads: weightReads = newValue
      case .activationReads: activationReads = newValue
      case .writes: writes = newValue
      }
    }
  }

  /// Adds another vector.
  public mutating func add(_ other: WorkVector) throws(Overflow) {
    var overflows = false
    func add(_ term: Int, to sum: inout Int) {
      let (result, overflow) = sum.addingReportingOverflow(term)
      sum = result
      overflows = overflows || overflow
    }
    add(other.multiplyAdds, to: &multiplyAdds)
    add(other.additions, to: &additions)
    add(other.subtractions, to: &subtractions)
    add(other.multiplications, to: &multiplications)
    add(other.divisions, to: &divisions)
    add(other.comparisons, to: &comparisons)
    add(other.exponentials, to: &exponentials)
    add(other.transcendentals, to: &transcendentals)
    add(other.weightReads, to: &weightReads)
    add(other.activationReads, to: &activationReads)
    add(other.writes, to: &writes)
    if overflows { throw Overflow() }
  }

  /// Adds a vector if the sum is known to be in range.
  public static func &+= (sum: inout WorkVector, term: WorkVector) {
    sum.multiplyAdds &+= term.multiplyAdds
    sum.additions &+= term.additions
    sum.subtractions &+= term.subtractions
    sum.multiplications &+= term.multiplications
    sum.divisions &+= term.divisions
    sum.comparisons &+= term.comparisons
    sum.exponentials &+= term.exponentials
    sum.transcendentals &+= term.transcendentals
    sum.weightReads &+= term.weightReads
    sum.activationReads &+= term.activationReads
    sum.writes &+= term.writes
  }

  /// Subtracts a vector; entries may become negative.
  public static func &-= (a: inout WorkVector, b: WorkVector) {
    a.multiplyAdds &-= b.multiplyAdds
    a.additions &-= b.additions
    a.subtractions &-= b.subtractions
    a.multiplications &-= b.multiplications
    a.divisions &-= b.divisions
    a.comparisons &-= b.comparisons
    a.exponentials &-= b.exponentials
    a.transcendentals &-= b.transcendentals
    a.weightReads &-= b.weightReads
    a.activationReads &-= b.activationReads
    a.writes &-= b.writes
  }
}

extension WorkVector {
  /// All arithmetic, counting each operation as one; `Int.max` if it is more.
  public var operations: Int {
    Work.Kind.all.reduce(CheckedInteger(0)) { $1.isArithmetic ? $0 + CheckedInteger(self[$1]) : $0 }.value
      ?? .max
  }

  /// Whether both have the same arithmetic, kind by kind, whatever they read and write.
  public func hasArithmetic(of other: WorkVector) -> Bool {
    Work.Kind.all.allSatisfy { !$0.isArithmetic || self[$0] == other[$0] }
  }
}
