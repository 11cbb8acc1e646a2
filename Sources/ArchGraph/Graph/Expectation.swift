import ArchDiagnostics

/// A claim that a network's file makes about the network, such as a published number of parameters.
package struct Expectation: Sendable {
  /// The figure, such as `params` or `receptive_field`.
  package var metric: String
  /// The part that the figure describes.
  package var subject: Subject
  /// The element type that a figure in bytes assumes, or `nil` for the usual one.
  package var element: ElementType?
  /// How the figure and the claimed value are related.
  package var relation: Relation
  /// The claimed value.
  package var value: Value
  /// The claim as written.
  package var text: String
  /// Where it was written.
  package var place: Place

  /// States a claim.
  package init(
    metric: String, subject: Subject, element: ElementType? = nil, relation: Relation, value: Value,
    text: String,
    place: Place
  ) {
    self.element = element
    self.metric = metric
    self.subject = subject
    self.relation = relation
    self.value = value
    self.text = text
    self.place = place
  }

  /// The part that a figure describes.
  package enum Subject: Hashable, Sendable {
    /// The whole network.
    case network
    /// A labelled part: its value, if it is a single value, and its layers.
    case part(value: Node.ID?, layers: [Range<Node.ID>])
  }

  /// A relation between a figure and a claimed value.
  package enum Relation: Hashable, Sendable {
    /// Exactly equal.
    case equal
    /// Not equal.
    case unequal
    /// Smaller.
    case less
    /// At most.
    case lessOrEqual
    /// Larger.
    case greater
    /// At least.
    case greaterOrEqual
    /// Off by at most this many per cent.
    case within(percent: Double)
  }

  /// A claimed value.
  package enum Value: Hashable, Sendable {
    /// A whole number.
    case integer(Int)
    /// A decimal.
    case decimal(Double)
    /// A shape, or one number for each axis.
    case list([Int])
  }
}
