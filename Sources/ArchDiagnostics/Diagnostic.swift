/// One thing that is wrong, ready to be drawn: what, where, the evidence and a way out.
///
/// Faults are facts in typed enums elsewhere (`SyntaxFault`, `Misfit`, `LanguageFault`); their wording turns
/// them into diagnostics, and a renderer draws those. Nothing here knows about any particular fault.
public struct Diagnostic: Hashable, Sendable {
  /// Whether the fault stops the work.
  public enum Severity: String, Sendable {
    /// The network has no meaning as written.
    case error
    /// The network has a meaning, perhaps not the intended one.
    case warning
  }

  /// A stable name of the kind of fault, such as `unknown-layer`.
  public var code: String
  /// Whether the fault stops the work.
  public var severity: Severity
  /// The fault in one line, without a full stop.
  public var title: String
  /// Where it is.
  public var place: Place
  /// The evidence, drawn under the source line: both numbers, both shapes, where each came from.
  public var evidence: [String]
  /// How the work led there: the calls of blocks and the repeats, innermost first.
  public var trail: [String]
  /// What would mend it, where one thing would.
  public var help: String?

  /// A fault with its wording.
  public init(
    _ code: String, severity: Severity = .error, _ title: String, at place: Place,
    evidence: [String] = [], trail: [String] = [], help: String? = nil
  ) {
    self.code = code
    self.severity = severity
    self.title = title
    self.place = place
    self.evidence = evidence
    self.trail = trail
    self.help = help
  }
}

/// Everything that was wrong with one input, in the order of the source.
public struct Diagnostics: Error, Sendable {
  /// The faults, at least one of them an error.
  public var items: [Diagnostic]

  /// Collects faults.
  public init(_ items: [Diagnostic]) { self.items = items }

  /// Whether any of the faults is an error.
  public var hasErrors: Bool { items.contains { $0.severity == .error } }
}
