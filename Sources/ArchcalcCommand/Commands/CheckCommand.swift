import ArchArguments
import ArchCalc

/// `archcalc check`: whether networks are well formed and their claims hold.
enum CheckCommand: Subcommand {
  static let declaration = Command(
    "check", summary: "Whether networks are well formed and their `expect` claims hold.",
    discussion: [
      "The exit status is 0 only if all hold, and 1 otherwise.",
      "Merges of paths that see the input shifted against each other are named, with what shifts them: it may be meant.",
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
      .flag("quiet", short: "q", help: "say nothing of what holds"),
    ] + SharedOptions.expansion + SharedOptions.diagnostics)

  static func run(_ invocation: Invocation, _ session: inout Session) throws(Failure) {
    let settings = try invocation.settings()
    var isFaulty = false
    let sources = try session.sources(invocation, isFaulty: &isFaulty)
    let width = sources.flatMap(\.names).map(\.count).max() ?? 0
    for source in sources {
      for name in source.names {
        let (isHeld, line) = check(source, name, settings, &session)
        isFaulty = isFaulty || !isHeld
        let space = String(repeating: " ", count: width - name.count)
        if !isHeld || !invocation.flag("quiet") { session.print("\(name)\(space)  \(line)\n") }
      }
    }
    if isFaulty { session.outcome.status = ExitStatus.failure }
  }

  private static func check(
    _ source: NetworkSource, _ name: String, _ settings: Settings, _ session: inout Session
  ) -> (isHeld: Bool, line: String) {
    var settings = settings
    settings.values += source.settings
    do throws(Failure) {
      let analysis = try session.analyse(
        source.source, name, settings: settings, batch: 1, reportsShifts: !source.isEmbedded)
      let claims = analysis.claims()
      let failed = claims.compactMap(\.diagnostic)
      session.report(failed)
      let count = claims.count == 1 ? "1 claim" : "\(claims.count) claims"
      if failed.isEmpty { return (true, claims.isEmpty ? "ok (no claims)" : "ok (\(count))") }
      return (false, "fails in \(failed.count) of \(count)")
    } catch {
      let output = session.outcome.output
      session.report(error)
      session.outcome.output = output
      return (false, "has errors")
    }
  }
}
