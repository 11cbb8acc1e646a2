import ArchArguments
import ArchCalc
import ArchDocuments

/// What a run of the program prints and returns.
struct Outcome {
  var output = ""
  var errors = ""
  var status: Int32 = ExitStatus.success
  /// Writes what is printed and is no text to a descriptor; false, with the cause in `errno`, where not all of it could be.
  var writeBytes: ((Int32) -> Bool)?
}

/// The exit statuses of the program.
enum ExitStatus {
  static let success: Int32 = 0
  /// A network that is faulty, a claim that fails, a file that cannot be read.
  static let failure: Int32 = 1
  /// A command line that is wrong (`EX_USAGE`).
  static let usage: Int32 = 64
}
