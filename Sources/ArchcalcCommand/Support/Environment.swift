import ArchSources

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the program knows about where it runs.
struct Environment {
  /// The columns of the terminal, or `nil` if the output goes elsewhere and may be as wide as it needs.
  var width: Int?
  /// Whether standard error is a terminal that shows colours.
  var errorHasColor = false
  /// Shows the progress of a long command, in place of what was shown before, or `nil` if nobody would see it.
  var progress: ((String) -> Void)?

  /// The environment of this process.
  static var current: Environment {
    let allowsColor = variable("NO_COLOR") == nil && variable("TERM") != "dumb"
    return Environment(
      width: isatty(1) == 1 ? terminalWidth ?? 80 : nil, errorHasColor: allowsColor && isatty(2) == 1,
      progress: isatty(2) == 1 ? { Standard.write("\r\u{1B}[K" + $0, to: Standard.error) } : nil)
  }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  private static var terminalWidth: Int? {
    var size = winsize()
    if ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return variable("COLUMNS").flatMap { Int($0) }
  }
}

/// The standard streams.
enum Standard {
  static let output: Int32 = 1
  static let error: Int32 = 2

  /// Writes all of a text; a reader that has gone away ends the program quietly, as in any Unix tool.
  static func write(_ text: String, to descriptor: Int32) {
    guard Files.writeAll(text, to: descriptor) else { fail(writing: descriptor, errno) }
  }

  /// Writes all bytes in the same way.
  static func write(with body: (Int32) -> Bool, to descriptor: Int32) {
    guard body(descriptor) else { fail(writing: descriptor, errno) }
  }

  /// Ends the program after a failed write, with the reason if it can still be reported.
  private static func fail(writing descriptor: Int32, _ code: Int32) -> Never {
    if descriptor == output {
      write("archcalc: cannot write standard output: \(Files.reason(code))\n", to: error)
    }
    exit(ExitStatus.failure)
  }

  static func exit(_ status: Int32) -> Never {
    #if canImport(Glibc)
      Glibc.exit(status)
    #elseif canImport(Musl)
      Musl.exit(status)
    #else
      Darwin.exit(status)
    #endif
  }
}
