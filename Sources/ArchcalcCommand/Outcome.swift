import ArchArguments
import ArchCalc
import ArchDocuments

/// What a run of the program prints and returns.
struct Outcome {
  var output = ""
  var errors = ""
  var status: Int32 = ExitStatus.success
  /// Writes what is printed and is not text to a descriptor; false, with the cause in `errno`, where not all of it could be.
  var writeBytes: ((Int32) -> Bool)?
}
