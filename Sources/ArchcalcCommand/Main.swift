import ArchEngines
import ArchKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

@main
enum Main {
  static func main() {
    // A file that grows beyond its limit is a write error, as on a full disk, and does not end the program.
    signal(SIGXFSZ, SIG_IGN)
    // A kernel's memory was counted before; if there is none all the same, another program was faster.
    LargeMemory.failure.withLock {
      $0 = { bytes in
        Interruption.removeAll()
        Standard.write(
          "error: there is not enough memory: the system refused \(bytes) bytes\n", to: Standard.error)
        Standard.exit(ExitStatus.failure)
      }
    }
    let outcome = CommandLineProgram.run(Array(CommandLine.arguments.dropFirst()), in: .current)
    // Everything is known before anything is written, so an error leaves no partial table behind.
    Standard.write(outcome.errors, to: Standard.error)
    Standard.write(outcome.output, to: Standard.output)
    if let writeBytes = outcome.writeBytes { Standard.write(with: writeBytes, to: Standard.output) }
    Standard.exit(outcome.status)
  }
}
