import ArchArguments
import ArchCalc
import ArchDocuments
import ArchSources

/// One run of a command: its request, and its output.
struct Session {
  let environment: Environment
  let invocation: Invocation
  var outcome = Outcome()
  private var diagnostics: [Diagnostic] = []
  private var isReported: Set<Diagnostic> = []

  /// The longest line of a message.
  private static let longestLine = 400
  /// The most faults shown; nobody reads more.
  private static let mostShown = 60

  init(environment: Environment, invocation: Invocation) {
    self.environment = environment
    self.invocation = invocation
  }

  /// Prints a text, with hidden characters written out.
  mutating func print(_ text: String) { outcome.output += text.visibleLines }

  /// Prints the user's own text, unchanged.
  mutating func printUnchanged(_ text: String) { outcome.output += text }

  /// Prints a text, or writes it to a file, completely or not at all.
  mutating func deliver(_ text: String, to path: String?) throws(Failure) {
    guard let path else { return print(text) }
    do throws(Files.Fault) {
      try Files.write(text.visibleLines, to: path)
    } catch {
      throw .command(.unwritable(path, reason: error.reason))
    }
  }

  /// Prints a report, or writes it to the file of `--output`.
  mutating func deliver(
    _ report: some Report, as form: DocumentForm, _ numbers: NumberStyle? = nil
  ) throws(Failure) {
    let width = invocation.outputFile == nil ? environment.width : nil
    try deliver(report.written(as: form, width: width, numbers: numbers), to: invocation.outputFile)
  }

  /// Reports why the command cannot continue; its output is dropped.
  mutating func report(_ failure: Failure) {
    switch failure {
    case .usage(let fault):
      outcome.errors += "archcalc: \(fault.message.visible)\n"
      outcome.status = ExitStatus.usage
    case .command(let fault) where fault.isUsage: reportUsage(fault.diagnostic)
    case .command(let fault):
      report([fault.diagnostic])
      outcome.status = ExitStatus.failure
    case .source(let fault) where fault.isUsage: reportUsage(fault.diagnostics[0])
    case .source(let fault):
      report(fault.diagnostics)
      outcome.status = ExitStatus.failure
    case .diagnostics(let diagnostics):
      report(diagnostics)
      outcome.status = ExitStatus.failure
    }
    outcome.output = ""
  }

  /// Reports what is wrong with the command line.
  private mutating func reportUsage(_ diagnostic: Diagnostic) {
    let help = diagnostic.help.map { "  \($0.visible(most: Self.longestLine))\n" } ?? ""
    outcome.errors += "archcalc: \(diagnostic.title.visible(most: Self.longestLine))\n" + help
    outcome.status = ExitStatus.usage
  }

  /// Notes diagnostics, each once; they are written at the end, as one text or one document.
  mutating func report(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics where isReported.insert(diagnostic).inserted {
      self.diagnostics.append(diagnostic)
    }
  }

  /// The output of the command, with its diagnostics.
  var finished: Outcome {
    var outcome = outcome
    guard !diagnostics.isEmpty else { return outcome }
    if invocation.value("diagnostics") == "json" {
      outcome.errors += JSONText.diagnostics(diagnostics)
    } else {
      let style: DiagnosticStyle = hasColor(environment.errorHasColor) ? .ansi : .plain
      outcome.errors += DiagnosticRenderer(style: style).render(Array(diagnostics.prefix(Self.mostShown)))
      let more = diagnostics.count - Self.mostShown
      if more > 0 { outcome.errors += "\n… and \(more) more\n" }
    }
    return outcome
  }

  private func hasColor(_ usual: Bool) -> Bool {
    switch invocation.value("color") {
    case "always": true
    case "never": false
    default: usual
    }
  }
}
