/// How the second network of a report differs from the first.
package struct ReportedComparison: Sendable {
  /// The compared figures.
  package var figures: [Figure]
  /// The lines of the comparison, whose differences lead from the first network's figures to the second's.
  package var lines: [Line]

  /// A comparison.
  package init(figures: [Figure], lines: [Line]) {
    self.figures = figures
    self.lines = lines
  }

  /// A compared figure.
  package struct Figure: Sendable {
    /// Its name, such as `multiply-adds`.
    package var title: String
    /// Its value for the first network.
    package var before: Int
    /// Its value for the second network.
    package var after: Int

    /// A figure.
    package init(_ title: String, before: Int, after: Int) {
      self.title = title
      self.before = before
      self.after = after
    }
  }

  /// What happened to a part.
  package enum Sign: String, Sendable {
    /// Only the second network has it.
    case added = "+"
    /// Only the first network has it.
    case removed = "-"
    /// Both have it, but it differs.
    case changed = "~"
    /// Both have it, and it is the same.
    case alike = "="

    /// The word that is read aloud.
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
  package struct Line: Sendable {
    /// What happened to the part.
    package var sign: Sign
    /// The path of the part.
    package var path: String
    /// The change in words.
    package var text: String
    /// The difference in each of the figures, in order.
    package var deltas: [Int]

    /// A line.
    package init(_ sign: Sign, path: String, text: String, deltas: [Int]) {
      self.sign = sign
      self.path = path
      self.text = text
      self.deltas = deltas
    }
  }
}
