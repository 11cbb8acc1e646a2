import ArchONNX
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The file of a model and those beside it, mapped into memory only when a run asks for their numbers.
final class ModelFiles: TensorFiles {
  private let path: String
  private let directory: String
  private let mapped = Mutex<[String: MappedFile?]>([:])

  /// The files of the model at a path.
  init(_ path: String) {
    self.path = path
    directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  func bytes(of location: String) -> UnsafeRawBufferPointer? {
    mapped.withLock { mapped in
      if let known = mapped[location] { return known?.bytes }
      let file = file(location).flatMap { MappedFile($0) }
      mapped[location] = file
      return file?.bytes
    }
  }

  /// The path of a location, or `nil` if it is not below the model's directory.
  func file(_ location: String) -> String? {
    if location.isEmpty { return path }
    let isBeside =
      !location.hasPrefix("/") && !location.utf8.contains(0) && !location.split(separator: "/").contains("..")
    guard isBeside, Files.isInside(directory + location, directory) else { return nil }
    return directory + location
  }
}

/// A regular file mapped into memory, read on access.
private final class MappedFile: @unchecked Sendable {
  let bytes: UnsafeRawBufferPointer

  /// Maps a file, or returns `nil` if that fails or the file is empty.
  init?(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0,
      let start = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
    else { return nil }
    bytes = UnsafeRawBufferPointer(start: start, count: Int(status.st_size))
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }
}
