/// The exit statuses of the program.
enum ExitStatus {
  static let success: Int32 = 0
  /// A network with errors, a claim that fails, or a file that cannot be read.
  static let failure: Int32 = 1
  /// A wrong command line (`EX_USAGE`).
  static let usage: Int32 = 64
}
