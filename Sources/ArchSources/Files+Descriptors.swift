#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Files {
  /// Writes a text; returns false, with the cause in `errno`, if not all of it could be written.
  package static func writeAll(_ text: String, to descriptor: Int32) -> Bool {
    var text = text
    return text.withUTF8 { writeAll(UnsafeRawBufferPointer($0), to: descriptor) }
  }

  /// Writes bytes; returns false, with the cause in `errno`, if not all of them could be written.
  package static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
    let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    var written = 0
    while written < bytes.count {
      let count = systemWrite(descriptor, start.map { $0 + written }, bytes.count - written)
      if count < 0, errno == EINTR || isReady(descriptor, after: errno) { continue }
      guard count > 0 else { return false }
      written += count
    }
    return true
  }

  /// Waits until a non-blocking stream takes more bytes; returns false if that is not what stopped it.
  private static func isReady(_ descriptor: Int32, after code: Int32) -> Bool {
    guard code == EAGAIN || code == EWOULDBLOCK else { return false }
    var polled = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    while poll(&polled, 1, -1) < 0 { guard errno == EINTR else { return false } }
    return true
  }

  private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, bytes, count)
    #elseif canImport(Musl)
      Musl.write(descriptor, bytes, count)
    #else
      Darwin.write(descriptor, bytes, count)
    #endif
  }
}
