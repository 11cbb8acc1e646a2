import ArchArguments
import ArchCalc
import ArchDocuments

/// One command of the program.
protocol Subcommand: Sendable {
  /// Its name, options and operands.
  static var declaration: Command { get }
  /// Does its work and leaves its output in the session.
  static func run(_ invocation: Invocation, _ session: inout Session) throws(Failure)
}
