/// Everything wrong with one input, in the order of the source.
public struct Diagnostics: Error, Sendable {
  /// The faults, at least one of them an error.
  public var items: [Diagnostic]

  /// Collects faults.
  public init(_ items: [Diagnostic]) { self.items = items }

  /// Whether any of the faults is an error.
  public var hasErrors: Bool { items.contains { $0.severity == .error } }
}
