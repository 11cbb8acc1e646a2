import ArchSources

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A program that is run to its end.
package enum Subprocess {
  /// How a program ended.
  package enum Ending: Equatable {
    /// Normally, with a status.
    case exited(Int32)
    /// By a signal.
    case killed(Int32)
  }

  /// The result of a program.
  package struct Result {
    package var ending: Ending
    /// Its output, up to the bound.
    package var output: String
    package var errors: String
  }

  /// Why a program could not be run, as a clause.
  package struct Fault: Error {
    package var reason: String
  }

  /// Runs a program, found on the `PATH` unless it has a slash, with nothing on its standard input.
  ///
  /// - Parameter bound: the most bytes of each stream that are kept; further ones are read and dropped.
  package static func run(_ program: String, _ arguments: [String], bound: Int = 1 << 20) throws(Fault)
    -> Result
  {
    var output: [Int32] = [-1, -1]
    var errors: [Int32] = [-1, -1]
    guard pipe(&output) == 0 else { throw Fault(reason: Files.reason(errno)) }
    guard pipe(&errors) == 0 else {
      let code = errno
      output.forEach { _ = close($0) }
      throw Fault(reason: Files.reason(code))
    }
    let process: pid_t
    do throws(Fault) {
      process = try spawn(program, arguments, output: output, errors: errors)
    } catch {
      (output + errors).forEach { _ = close($0) }
      throw error
    }
    close(output[1])
    close(errors[1])
    let (written, complaints) = drain(output[0], errors[0], bound: bound)
    close(output[0])
    close(errors[0])
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { throw Fault(reason: Files.reason(errno)) }
    }
    let signal = status & 0x7f
    return Result(
      ending: signal == 0 ? .exited(status >> 8 & 0xff) : .killed(signal),
      output: String(decoding: written, as: UTF8.self), errors: String(decoding: complaints, as: UTF8.self))
  }

  private static func spawn(
    _ program: String, _ arguments: [String], output: [Int32], errors: [Int32]
  ) throws(Fault) -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    // It gets an empty signal mask, whatever ours is.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output[1], 1)
    posix_spawn_file_actions_adddup2(&actions, errors[1], 2)
    for descriptor in output + errors { posix_spawn_file_actions_addclose(&actions, descriptor) }
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    let code = posix_spawnp(&process, program, &actions, &attributes, &words, environ)
    guard code == 0 else { throw Fault(reason: Files.reason(code)) }
    return process
  }

  /// Reads both streams to their ends, whichever has something first: a full pipe would stop the program.
  private static func drain(_ output: Int32, _ errors: Int32, bound: Int) -> ([UInt8], [UInt8]) {
    var texts: [[UInt8]] = [[], []]
    var polled = [
      pollfd(fd: output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
    ]
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while polled.contains(where: { $0.fd >= 0 }) {
      guard poll(&polled, nfds_t(polled.count), -1) >= 0 || errno == EINTR else { break }
      for index in polled.indices where polled[index].fd >= 0 && polled[index].revents != 0 {
        polled[index].revents = 0
        let count = buffer.withUnsafeMutableBytes { read(polled[index].fd, $0.baseAddress, $0.count) }
        if count > 0 {
          texts[index] += buffer[..<min(count, max(0, bound - texts[index].count))]
        } else if count == 0 || errno != EINTR {
          polled[index].fd = -1
        }
      }
    }
    return (texts[0], texts[1])
  }
}
