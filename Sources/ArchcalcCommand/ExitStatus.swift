/// The exit statuses of the program.
enum ExitStatus {
  static let success: Int32 = 0
  /// A network that is faulty, a claim that fails, a file that cannot be read.
  static let failure: Int32 = 1
  /// A command line that is wrong (`EX_USAGE`).
  static let usage: Int32 = 64
}
