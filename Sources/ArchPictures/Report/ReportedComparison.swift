/// How the second network of a report differs from the first.
package struct ReportedComparison: Sendable {
  /// The figures that are compared.
  package var figures: [Figure]
  /// The lines of the comparison, whose differences lead from the first network's figures to the second's.
  package var lines: [Line]

  /// A comparison.
  package init(figures: [Figure], lines: [Line]) {
    self.figures = figures
    self.lines = lines
  }

  /// A figure that is compared.
  package struct Figure: Sendable {
    /// What it is a figure of, such as `multiply-adds`.
    package var title: String
    /// The first network's.
    package var before: Int
    /// The second network's.
    package var after: Int

    /// A figure.
    package init(_ title: String, before: Int, after: Int) {
      self.title = title
      self.before = before
      self.after = after
    }
  }

  /// What a line says of a part.
  package enum Sign: String, Sendable {
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
  package struct Line: Sendable {
    /// What it says.
    package var sign: Sign
    /// The part that it is about.
    package var path: String
    /// What has changed.
    package var text: String
    /// The difference that it makes to each of the figures, in their order.
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
