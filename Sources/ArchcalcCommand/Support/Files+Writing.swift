import ArchEngines
import ArchSources

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Files {
  /// Replaces the contents of a file by a text, completely or not at all.
  static func write(_ text: String, to path: String) throws(Fault) {
    try write(to: path) { writeAll(text, to: $0) }
  }

  /// Replaces a file completely or not at all: the new one is written beside it first, and leaves no trace there,
  /// however the program ends.
  ///
  /// Something that is not a file but takes bytes, such as a pipe or `/dev/null`, is written to and not replaced.
  ///
  /// - Parameter body: writes the contents to a descriptor; returns false, with the cause in `errno`, if not all of it
  ///   could be written.
  static func write(to path: String, _ body: (Int32) -> Bool) throws(Fault) {
    var target = path
    if let resolved = realpath(path, nil) {
      target = String(cString: resolved)
      free(resolved)
    } else {
      var link = stat()
      if lstat(path, &link) == 0, link.st_mode & S_IFMT == S_IFLNK {
        throw Fault(reason: "it is a link to a file that does not exist")
      }
    }
    var before = stat()
    let exists = stat(target, &before) == 0
    if exists {
      if before.st_mode & S_IFMT == S_IFDIR { throw Fault(reason: reason(EISDIR)) }
      if before.st_mode & 0o222 == 0 { throw Fault(reason: "it is read-only") }
      if before.st_mode & S_IFMT != S_IFREG { return try writeInPlace(to: target, body) }
    }
    let (temporary, descriptor) = try makeTemporary(beside: target)
    defer { Interruption.forget(beginningWith: temporary) }
    if exists { _ = fchmod(descriptor, before.st_mode & 0o7777) }
    let isWritten = body(descriptor)
    let failure = errno
    guard close(descriptor) == 0, isWritten, rename(temporary, target) == 0 else {
      let cause = isWritten ? errno : failure
      unlink(temporary)
      throw Fault(reason: reason(cause))
    }
  }

  /// A new file beside another, under an unused name, which is removed if a signal ends the program.
  private static func makeTemporary(beside target: String) throws(Fault) -> (path: String, descriptor: Int32)
  {
    var attempts = 0
    while true {
      let path = "\(target).\(String(UInt64.random(in: 0...UInt64.max), radix: 36)).part"
      // Before it exists, so that there is no moment in which it would stay.
      Interruption.remove(path)
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o666)
      if descriptor >= 0 { return (path, descriptor) }
      let code = errno
      Interruption.forget(beginningWith: path)
      attempts += 1
      guard code == EEXIST || code == EINTR, attempts < 100 else {
        throw Fault(reason: code == ENOENT ? "there is no such directory" : reason(code))
      }
    }
  }

  private static func writeInPlace(to path: String, _ body: (Int32) -> Bool) throws(Fault) {
    let descriptor = open(path, O_WRONLY)
    guard descriptor >= 0 else { throw Fault(reason: reason(errno)) }
    defer { close(descriptor) }
    guard body(descriptor) else { throw Fault(reason: reason(errno)) }
  }
}
