import ArchArguments
import ArchCalc
import ArchDocuments

/// Why a command cannot do its work.
enum Failure: Error {
  case usage(UsageFault)
  case command(CommandFault)
  case source(SourceFault)
  case diagnostics([Diagnostic])

  /// A mistake in a request for a picture.
  static func picture(_ mistake: PictureMistake) -> Failure { .command(.picture(mistake)) }
}
