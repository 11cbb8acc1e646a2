import ArchArguments
import ArchCalc
import ArchDocuments

/// The output and the exit status of a run of the program.
struct Outcome {
  var output = ""
  var errors = ""
  var status: Int32 = ExitStatus.success
  /// Writes binary output to a descriptor; returns false, with the cause in `errno`, if not all of it could be written.
  var writeBytes: ((Int32) -> Bool)?
}
