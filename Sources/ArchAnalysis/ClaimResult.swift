import ArchDiagnostics
import ArchDocuments
import ArchGraph

/// A claim of a network's file and the value found for it.
public struct ClaimResult: Sendable {
  /// The claim.
  package var claim: Expectation
  /// The figure that the analysis gives, as text.
  public var found: String
  /// Whether the claim holds.
  public var holds: Bool
  /// The figure as a number, if it is one.
  public var number: Int?
  /// Its working, if the claim does not hold and only a few layers contribute: `(3*3*3 + 1)*8`.
  public var working: String?
  /// What the numbers of the working are, or how a figure that is not a sum comes about.
  public var explanation: [String] = []

  /// The claim as a diagnostic, if it does not hold.
  public var diagnostic: Diagnostic? {
    holds
      ? nil
      : Diagnostic(
        "claim-fails", "a claim does not hold: `expect \(claim.text)`", at: claim.place,
        evidence: [evidence] + explanation)
  }

  private var evidence: String {
    guard let number else { return "it is \(found)" }
    var text =
      "it is \(working.map { $0 == number.groupedDigits ? "" : "\($0) = " } ?? "")\(number.groupedDigits)"
    let claimed: Double? =
      switch claim.value {
      case .integer(let value): Double(value)
      case .decimal(let value): value
      case .list: nil
      }
    // The ratio shows at a glance how far off a budget is.
    if let claimed, claimed > 0, number > 0, Double(number) != claimed {
      let ratio = Double(number) / claimed
      let hundredths = (ratio * 100).rounded()
      if hundredths != 100, hundredths >= 1, hundredths < 1e9 {
        let whole = Int(hundredths)
        let digits = whole % 100 < 10 ? "0\(whole % 100)" : "\(whole % 100)"
        text += ", \((whole / 100).groupedDigits).\(digits) times as much"
      }
    }
    return text
  }
}
