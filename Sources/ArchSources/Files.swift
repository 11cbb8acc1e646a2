import ArchONNX

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads whole files.
package enum Files {
  /// The largest architecture that is read.
  package static let largest = 4 << 20
  /// The largest report that is read: some 30,000 layers.
  package static let largestReport = 32 << 20
  /// The largest file of numbers that is read: some million numbers.
  package static let largestData = 16 << 20

  /// Why a file cannot be read or written, as a clause.
  package struct Fault: Error {
    /// The clause.
    package var reason: String

    /// A fault.
    package init(reason: String) { self.reason = reason }
  }

  /// The bytes of a file, or of standard input if the path is `-`.
  ///
  /// - Parameters:
  ///   - largest: the most bytes that it may have.
  ///   - noun: what it is, for the message if it has more.
  package static func read(
    _ path: String, largest: Int = Files.largest, as noun: String = "an architecture"
  ) throws(Fault) -> [UInt8] {
    let descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_NONBLOCK)
    guard descriptor >= 0 else { throw Fault(reason: reason(errno)) }
    defer { if descriptor != 0 { close(descriptor) } }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Fault(reason: reason(errno)) }
    let kind = status.st_mode & S_IFMT
    if kind == S_IFDIR { throw Fault(reason: "it is a directory") }
    if path != "-", kind != S_IFREG { throw Fault(reason: "it is not a regular file") }
    func tooLarge(_ size: Int) -> Fault {
      Fault(reason: "it has \(size) bytes, but \(noun) can have at most \(largest)")
    }
    if Int(status.st_size) > largest { throw tooLarge(Int(status.st_size)) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(status.st_size) + 1)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Fault(reason: reason(errno)) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
      if bytes.count > largest { throw tooLarge(bytes.count) }
    }
  }

  /// A model file of any size without the numbers of its large tensors, which are not loaded.
  static func model(_ path: String) throws(Fault) -> ModelFile {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK)
    guard descriptor >= 0 else { throw Fault(reason: reason(errno)) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Fault(reason: reason(errno)) }
    let kind = status.st_mode & S_IFMT
    if kind == S_IFDIR { throw Fault(reason: "it is a directory") }
    guard kind == S_IFREG else { throw Fault(reason: "it is not a regular file") }
    do throws(ModelFault) {
      return ModelFile(
        try Skeleton.of(size: Int(status.st_size)) { offset, buffer in
          while true {
            let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
            if count < 0, errno == EINTR { continue }
            return count
          }
        })
    } catch {
      throw Fault(reason: error.reason)
    }
  }

  /// A number of bytes of a regular file from an offset, or `nil` if they are not available.
  static func part(of path: String, from offset: Int, count: Int) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, offset >= 0,
      offset <= Int(status.st_size) - count, lseek(descriptor, off_t(offset), SEEK_SET) == off_t(offset)
    else { return nil }
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let read = bytes.withUnsafeMutableBytes { buffer in
        systemRead(descriptor, buffer.baseAddress.map { $0 + done }, count - done)
      }
      if read < 0, errno == EINTR { continue }
      guard read > 0 else { return nil }
      done += read
    }
    return bytes
  }

  /// Whether a file, with links followed, is in or below a directory; for one that does not exist, true.
  package static func isInside(_ path: String, _ directory: String) -> Bool {
    guard let file = realpath(path, nil) else { return true }
    defer { free(file) }
    guard let root = realpath(directory.isEmpty ? "." : directory, nil) else { return false }
    defer { free(root) }
    let prefix = String(cString: root)
    return String(cString: file).hasPrefix(prefix == "/" ? "/" : prefix + "/")
  }

  /// Whether something with that name exists.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether something with that name exists that takes bytes and is not a file: a pipe, or `/dev/null`.
  package static func isDevice(_ path: String) -> Bool {
    var found = stat()
    guard stat(path, &found) == 0 else { return false }
    return found.st_mode & S_IFMT != S_IFREG && found.st_mode & S_IFMT != S_IFDIR
  }

  /// The reason for an `errno` value, as a clause.
  package static func reason(_ code: Int32) -> String {
    switch code {
    case ENOENT: return "there is no such file"
    case EACCES, EPERM: return "this user may not read or write it"
    case EISDIR: return "it is a directory"
    case ENOSPC: return "the disk is full"
    case EFBIG: return "it would be larger than files may be here"
    case EDQUOT: return "this user's disk quota is used up"
    default:
      guard let text = strerror(code) else { return "error \(code)" }
      return String(cString: text).lowercased()
    }
  }

  private static func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int
  {
    #if canImport(Glibc)
      Glibc.read(descriptor, bytes, count)
    #elseif canImport(Musl)
      Musl.read(descriptor, bytes, count)
    #else
      Darwin.read(descriptor, bytes, count)
    #endif
  }
}
