#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files and directories that are removed when a signal ends the program, such as that of Ctrl-C.
///
/// Little may be done while a signal is handled: paths are recorded beforehand, and removed one by one.
package enum Interruption {
  private typealias Path = UnsafeMutablePointer<CChar>

  /// The most paths that are kept.
  private static let most = 32

  /// The paths in the order in which they were made; only the main thread makes temporary files.
  nonisolated(unsafe) private static let paths: UnsafeMutablePointer<Path?> = {
    let paths = UnsafeMutablePointer<Path?>.allocate(capacity: most)
    paths.initialize(repeating: nil, count: most)
    return paths
  }()

  private static let handlers: Void = {
    for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] {
      let before = signal(number) { number in
        Interruption.removeAll()
        signal(number, SIG_DFL)
        raise(number)
      }
      // A process told to ignore a signal, as by `nohup`, goes on ignoring it.
      if let before, unsafeBitCast(before, to: Int.self) == 1 { signal(number, SIG_IGN) }
    }
  }()

  /// Removes everything recorded; a signal may do so at any time.
  package static func removeAll() {
    // Files are in directories that were made before them.
    var index = most
    while index > 0 {
      index -= 1
      if let path = paths[index], unlink(path) != 0 { rmdir(path) }
    }
  }

  /// Has a path removed on exit; beyond the most that are kept it stays.
  package static func remove(_ path: String) {
    guard let free = (0..<most).first(where: { paths[$0] == nil }) else { return }
    paths[free] = strdup(path)
    handlers
  }

  /// Forgets the paths with a prefix, which have been removed.
  package static func forget(beginningWith prefix: String) {
    for index in 0..<most {
      guard let path = paths[index], String(cString: path).hasPrefix(prefix) else { continue }
      paths[index] = nil
      free(path)
    }
  }
}
