import ArchPictures
import Testing

@Suite struct ImageHeaderTests {
  static let png: [UInt8] =
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
    + [0, 0, 0x04, 0x00, 0, 0, 0x02, 0x58]
  // An application segment, a table of Huffman codes, a byte to fill, and a progressive frame.
  static let jpeg: [UInt8] =
    [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0xFF, 0xC0, 0xFF, 0xC4, 0, 3, 9, 0xFF, 0xFF, 0xC2, 0, 11, 8]
    + [0x02, 0x58, 0x04, 0x00]
  static let gif: [UInt8] = Array("GIF87a".utf8) + [0x00, 0x04, 0x58, 0x02]
  static func webP(_ chunk: String, _ rest: [UInt8]) -> [UInt8] {
    Array("RIFF".utf8) + [0, 0, 0, 0] + Array("WEBP\(chunk)".utf8) + [0, 0, 0, 0] + rest
  }
  static let lossy = webP("VP8 ", [0, 0, 0, 0x9D, 0x01, 0x2A, 0x00, 0x44, 0x58, 0x82])
  // 1023 in the lower 14 bits, 599 in the next 14.
  static let lossless = webP("VP8L", [0x2F, 0xFF, 0xC3, 0x95, 0x00])
  static let extended = webP("VP8X", [0, 0, 0, 0, 0xFF, 0x03, 0, 0x57, 0x02, 0])

  static let all: [(ImageHeader.Kind, [UInt8])] = [
    (.png, png), (.jpeg, jpeg), (.gif, gif), (.webP, lossy), (.webP, lossless), (.webP, extended),
  ]

  @Test func sizesAreRead() throws {
    for (kind, bytes) in Self.all {
      let header = try ImageHeader(bytes)
      #expect(header.kind == kind && header.width == 1024 && header.height == 600, "\(kind) \(header)")
    }
  }

  @Test func cutFilesAreRefused() {
    for (kind, bytes) in Self.all {
      for count in 0..<bytes.count {
        let error = #expect(throws: ImageHeader.Failure.self) { try ImageHeader(Array(bytes.prefix(count))) }
        #expect(error == .cut(kind) || error == .unknownType && count < 12, "\(kind) cut to \(count)")
      }
    }
  }

  @Test func damageIsTold() {
    func failure(_ bytes: [UInt8]) -> ImageHeader.Failure? {
      do {
        _ = try ImageHeader(bytes)
        return nil
      } catch { return error }
    }
    #expect(failure([]) == .unknownType)
    #expect(failure(Array("<svg xmlns=''/>".utf8)) == .unknownType)
    #expect(failure(Array(Self.png.prefix(16)) + [UInt8](repeating: 0, count: 8)) == .noPixels(.png))
    #expect(failure(Array(Self.png.prefix(12)) + [UInt8](repeating: 7, count: 20)) == .damaged(.png))
    #expect(failure(Array(Self.png.prefix(16)) + [UInt8](repeating: 255, count: 8)) == .damaged(.png))
    #expect(failure(Array("GIF89a".utf8) + [0, 0, 1, 0]) == .noPixels(.gif))
    #expect(failure([0xFF, 0xD8, 0xFF, 0xDA, 0, 3, 0]) == .damaged(.jpeg))
    #expect(failure([0xFF, 0xD8, 0xFF, 0xE0, 0, 1, 0, 0]) == .damaged(.jpeg))
    #expect(failure([0xFF, 0xD8, 0xFF, 0xE0, 0, 2, 5]) == .damaged(.jpeg))
    #expect(failure(Self.webP("ALPH", [UInt8](repeating: 1, count: 20))) == .damaged(.webP))
    #expect(failure(Self.webP("VP8 ", [UInt8](repeating: 1, count: 20))) == .damaged(.webP))
  }

  @Test func noBytesCrash() {
    var state: UInt64 = 7
    for round in 0..<4000 {
      var bytes = Self.all[round % Self.all.count].1
      for _ in 0..<3 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 20)
      }
      if let header = try? ImageHeader(bytes) { #expect(header.width > 0 && header.height > 0) }
    }
  }
}
