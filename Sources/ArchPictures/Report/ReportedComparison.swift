/// How the second network of a report differs from the first.
public struct ReportedComparison: Sendable {
  /// The figures that are compared.
  public var figures: [Figure]
  /// The lines of the comparison, whose differences lead from the first network's figures to the second's.
  public var lines: [Line]

  /// A comparison.
  public init(figures: [Figure], lines: [Line]) {
    self.figures = figures
    self.lines = lines
  }

  /// A figure that is compared.
  public struct Figure: Sendable {
    /// What it is a figure of, such as `multiply-adds`.
    public var title: String
    /// The first network's.
    public var before: Int
    /// The second network's.
    public var after: Int

    /// A figure.
    public init(_ title: String, before: Int, after: Int) {
      self.title = title
      self.before = before
      self.after = after
    }
  }

  /// What a line says of a part.
  public enum Sign: String, Sendable {
    /// Only the second network has it.
    case added = "+"
    /// Only the first network has it.
    case removed = "-"
    /// Both have it, otherwise.
    case changed = "~"
    /// Both have it alike.
    case alike = "="

    /// What is read aloud.
    var word: String {
      switch self {
      case .added: "added"
      case .removed: "removed"
      case .changed: "changed"
      case .alike: "alike"
      }
    }
  }

  /// A line of the comparison.
  public struct Line: Sendable {
    /// What it says.
    public var sign: Sign
    /// The part that it is about.
    public var path: String
    /// What has changed.
    public var text: String
    /// The difference that it makes to each of the figures, in their order.
    public var deltas: [Int]

    /// A line.
    public init(_ sign: Sign, path: String, text: String, deltas: [Int]) {
      self.sign = sign
      self.path = path
      self.text = text
      self.deltas = deltas
    }
  }
}
