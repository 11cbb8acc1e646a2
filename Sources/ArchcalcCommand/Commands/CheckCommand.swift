import ArchArguments
import ArchCalc
import ArchDocuments

/// `archcalc check`: whether networks are well formed and their claims hold.
enum CheckCommand: Subcommand {
  static let declaration = Command(
    "check", summary: "Checks that networks are well formed and that their `expect` claims hold.",
    discussion: [
      "The exit status is 0 if all of them hold, and 1 otherwise.",
      "It also names merges whose paths see the input shifted against each other, and what shifts them; that may be intended.",
    ],
    examples: [
      Example("archcalc check ./mine.arch"),
      Example("archcalc check --all", "every network that archcalc knows"),
    ],
    operands: [
      Operand(
        "NETWORK", optional: true, repeatable: true, completion: SharedOptions.networkCompletion,
        help: "names of networks, or files")
    ],
    options: [
      .flag("all", help: "every network that archcalc knows"),
      .flag("quiet", short: "q", help: "print only what fails"),
    ] + SharedOptions.expansion + SharedOptions.document() + SharedOptions.diagnostics)

  static func run(_ invocation: Invocation, _ session: inout Session) throws(Failure) {
    let form = try invocation.documentForm()
    let settings = try invocation.settings()
    var isFaulty = false
    let sources = try session.sources(invocation, isFaulty: &isFaulty)
    var entries: [CheckReport.Entry] = []
    for source in sources {
      for name in source.names {
        entries.append(CheckReport.Entry(name: name, claims: claims(of: source, name, settings, &session)))
      }
    }
    if isFaulty || entries.contains(where: { !$0.holds }) { session.outcome.status = ExitStatus.failure }
    try session.deliver(CheckReport(entries, isQuiet: invocation.flag("quiet")), as: form)
  }

  /// The number of claims of a network and of failed ones, which are reported, or `nil` if the network has errors.
  private static func claims(
    of source: NetworkSource, _ name: String, _ settings: Settings, _ session: inout Session
  ) -> (made: Int, failed: Int)? {
    var settings = settings
    settings.values += source.settings
    do throws(Failure) {
      let analysis = try session.analyse(
        source.source, name, settings: settings, batch: 1, reportsShifts: !source.isEmbedded)
      let claims = analysis.claims()
      let failed = claims.compactMap(\.diagnostic)
      session.report(failed)
      return (claims.count, failed.count)
    } catch {
      session.report(error)
      return nil
    }
  }
}
