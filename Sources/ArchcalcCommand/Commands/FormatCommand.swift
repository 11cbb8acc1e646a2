import ArchArguments
import ArchCalc
import ArchDocuments
import ArchSources

/// `archcalc format`: architecture files in their canonical form.
enum FormatCommand: Subcommand {
  static let declaration = Command(
    "format", summary: "Writes architecture files in their canonical form.",
    discussion: [
      "Files are changed in place, each atomically; `-` formats standard input to standard output."
    ],
    examples: [Example("archcalc format ./mine.arch"), Example("archcalc format --check networks/*.arch")],
    operands: [
      Operand(
        "FILE", repeatable: true, completion: .files(extensions: ["arch"]), help: "architecture files, or `-`"
      )
    ],
    options: [.flag("check", help: "change nothing; the exit status says whether all files are formatted")]
      + SharedOptions.diagnostics)

  static func run(_ invocation: Invocation, _ session: inout Session) throws(Failure) {
    let isCheck = invocation.flag("check")
    var faults: [Diagnostic] = []
    for path in invocation.operands {
      let name = path == "-" ? "standard input" : path
      do throws(Files.Fault) {
        let bytes = try Files.read(path)
        let formatted: String
        do throws(Diagnostics) {
          formatted = try ArchitectureFormatter.format(SourceText(name: name, bytes: bytes))
        } catch {
          faults += error.items
          continue
        }
        let isFormatted = formatted.utf8.elementsEqual(bytes)
        if isCheck {
          guard !isFormatted else { continue }
          session.print("\(name.visible) is not formatted\n")
          session.outcome.status = ExitStatus.failure
        } else if path == "-" {
          session.printUnchanged(formatted)
        } else if !isFormatted {
          try Files.write(formatted, to: path)
        }
      } catch {
        faults.append(Diagnostic("unreadable", "cannot format `\(name)`: \(error.reason)", at: .unknown))
      }
    }
    session.report(faults)
    if !faults.isEmpty { session.outcome.status = ExitStatus.failure }
  }
}
