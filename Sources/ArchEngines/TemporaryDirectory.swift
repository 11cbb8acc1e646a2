import ArchSources

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A temporary directory that is removed when it is no longer used, with all its files; also when a signal ends the
/// program, with the files whose paths were requested.
package final class TemporaryDirectory {
  package let path: String
  private var files: Set<String> = []

  /// Makes a directory in `TMPDIR`, or `/tmp`.
  package init() throws(Files.Fault) {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    var template = Array("\(parent.isEmpty ? "/tmp" : parent)/archcalc-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Files.Fault(reason: Files.reason(errno)) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    Interruption.remove(path)
  }

  deinit {
    Self.remove(path)
    Interruption.forget(beginningWith: path)
  }

  /// The path of a file in it.
  package func file(_ name: String) -> String {
    let file = "\(path)/\(name)"
    if files.insert(name).inserted { Interruption.remove(file) }
    return file
  }

  /// Writes a text to a new file.
  package func write(_ text: String, to name: String) throws(Files.Fault) {
    try write(Array(text.utf8), to: name)
  }

  /// Writes bytes to a new file.
  package func write(_ bytes: [UInt8], to name: String) throws(Files.Fault) {
    let descriptor = try make(name)
    defer { close(descriptor) }
    guard bytes.withUnsafeBytes({ Files.writeAll($0, to: descriptor) }) else {
      throw Files.Fault(reason: Files.reason(errno))
    }
  }

  /// Writes numbers to a new file, piece by piece.
  ///
  /// - Parameter body: writes the pieces; it gets a function that appends numbers to the file.
  package func write(
    _ name: String,
    _ body: ((UnsafeBufferPointer<Float>) throws(Files.Fault) -> Void) throws(Files.Fault) -> Void
  ) throws(Files.Fault) {
    let descriptor = try make(name)
    defer { close(descriptor) }
    try body { (numbers: UnsafeBufferPointer<Float>) throws(Files.Fault) in
      guard Files.writeAll(UnsafeRawBufferPointer(numbers), to: descriptor) else {
        throw Files.Fault(reason: Files.reason(errno))
      }
    }
  }

  private func make(_ name: String) throws(Files.Fault) -> Int32 {
    let descriptor = open(file(name), O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard descriptor >= 0 else { throw Files.Fault(reason: Files.reason(errno)) }
    return descriptor
  }

  /// The numbers of a file, or `nil` if it does not contain as many.
  package func numbers(_ name: String, count: Int) throws(Files.Fault) -> [Float]? {
    let descriptor = open(file(name), O_RDONLY)
    guard descriptor >= 0 else { throw Files.Fault(reason: Files.reason(errno)) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, Int(status.st_size) == count * 4 else { return nil }
    var numbers = [Float](repeating: 0, count: count)
    var place = 0
    while place < count * 4 {
      let got = numbers.withUnsafeMutableBytes { bytes in
        read(descriptor, bytes.baseAddress?.advanced(by: place), bytes.count - place)
      }
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { return nil }
      place += got
    }
    return numbers
  }

  /// Removes a directory with its contents; links are removed and not followed.
  private static func remove(_ path: String) {
    if let directory = opendir(path) {
      var names: [String] = []
      while let entry = readdir(directory) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { names.append(name) }
      }
      closedir(directory)
      for name in names where unlink("\(path)/\(name)") != 0 { remove("\(path)/\(name)") }
    }
    rmdir(path)
  }
}
