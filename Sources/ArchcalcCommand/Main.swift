@main
enum Main {
  static func main() {
    let outcome = CommandLineProgram.run(Array(CommandLine.arguments.dropFirst()), in: .current)
    // Everything is known before anything is written: an error leaves no part of a table behind.
    Standard.write(outcome.errors, to: Standard.error)
    Standard.write(outcome.output, to: Standard.output)
    Standard.exit(outcome.status)
  }
}
