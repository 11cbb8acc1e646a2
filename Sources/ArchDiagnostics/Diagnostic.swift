import ArchDocuments

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
  /// The evidence, drawn under the source line: both numbers, both shapes, and where each came from.
  public var evidence: [String]
  /// How the work led there: the calls of blocks and the repeats, innermost first.
  public var trail: [String]
  /// A correction, if there is a single one.
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

extension Diagnostic {
  /// The longest title, or line of evidence, that is shown in full.
  static let longestLine = 400
  /// The most lines of evidence that are shown.
  static let mostEvidence = 12

  /// The fault as it is shown: without hidden characters, and short however long the input is.
  var shown: Diagnostic {
    var shown = self
    shown.title = title.visible(most: Self.longestLine)
    shown.evidence = evidence.prefix(Self.mostEvidence).map { $0.visible(most: Self.longestLine) }
    if evidence.count > Self.mostEvidence {
      shown.evidence.append("… and \(evidence.count - Self.mostEvidence) more")
    }
    shown.trail = trail.map { $0.visible(most: Self.longestLine) }
    shown.help = help?.visible(most: Self.longestLine)
    return shown
  }
}
