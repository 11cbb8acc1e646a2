/// The header of a picture: its type, and how many pixels it has.
///
/// Nothing is decoded, and a rotation noted by a camera is not applied.
package struct ImageHeader: Hashable, Sendable {
  /// A type of picture that every browser shows.
  package enum Kind: String, CaseIterable, Sendable {
    /// Portable Network Graphics.
    case png = "image/png"
    /// JPEG.
    case jpeg = "image/jpeg"
    /// Graphics Interchange Format.
    case gif = "image/gif"
    /// WebP.
    case webP = "image/webp"

    /// The name of its media type: `image/png`.
    package var mediaType: String { rawValue }
  }

  /// Why no header can be read.
  package enum Failure: Error, Hashable, Sendable {
    /// The bytes are not of a known type.
    case unknownType
    /// The bytes end before the size.
    case cut(Kind)
    /// The bytes begin like the type, but are not valid.
    case damaged(Kind)
    /// The picture has no rows or no columns.
    case noPixels(Kind)
  }

  /// The type.
  package let kind: Kind
  /// How many columns of pixels there are.
  package let width: Int
  /// How many rows of pixels there are.
  package let height: Int

  /// The header of a picture in bytes.
  package init(_ bytes: [UInt8]) throws(Failure) {
    let reader = Reader(bytes: bytes)
    let kind: Kind
    if reader.has([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], at: 0) {
      kind = .png
    } else if reader.has([0xFF, 0xD8, 0xFF], at: 0) {
      kind = .jpeg
    } else if reader.has(Array("GIF87a".utf8), at: 0) || reader.has(Array("GIF89a".utf8), at: 0) {
      kind = .gif
    } else if reader.has(Array("RIFF".utf8), at: 0), reader.has(Array("WEBP".utf8), at: 8) {
      kind = .webP
    } else {
      throw .unknownType
    }
    let size: (width: Int, height: Int) =
      switch kind {
      case .png: try reader.png()
      case .jpeg: try reader.jpeg()
      case .gif: (try reader.little(2, at: 6, .gif), try reader.little(2, at: 8, .gif))
      case .webP: try reader.webP()
      }
    guard size.width > 0, size.height > 0 else { throw .noPixels(kind) }
    (self.kind, width, height) = (kind, size.width, size.height)
  }
}

/// Reads numbers from bytes that may end anywhere.
private struct Reader {
  let bytes: [UInt8]

  func has(_ expected: [UInt8], at offset: Int) -> Bool {
    offset + expected.count <= bytes.count && bytes[offset..<offset + expected.count].elementsEqual(expected)
  }

  /// A little-endian number.
  func little(_ count: Int, at offset: Int, _ kind: ImageHeader.Kind) throws(ImageHeader.Failure) -> Int {
    guard offset + count <= bytes.count else { throw .cut(kind) }
    return bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  /// A big-endian number.
  func big(_ count: Int, at offset: Int, _ kind: ImageHeader.Kind) throws(ImageHeader.Failure) -> Int {
    guard offset + count <= bytes.count else { throw .cut(kind) }
    return bytes[offset..<offset + count].reduce(0) { $0 << 8 | Int($1) }
  }

  func png() throws(ImageHeader.Failure) -> (width: Int, height: Int) {
    guard bytes.count >= 24 else { throw .cut(.png) }
    guard has(Array("IHDR".utf8), at: 12) else { throw .damaged(.png) }
    let size = (width: try big(4, at: 16, .png), height: try big(4, at: 20, .png))
    // The standard allows 31 bits.
    guard max(size.width, size.height) < 1 << 31 else { throw .damaged(.png) }
    return size
  }

  func jpeg() throws(ImageHeader.Failure) -> (width: Int, height: Int) {
    var offset = 2
    while true {
      guard try big(1, at: offset, .jpeg) == 0xFF else { throw .damaged(.jpeg) }
      while try big(1, at: offset, .jpeg) == 0xFF { offset += 1 }
      let marker = try big(1, at: offset, .jpeg)
      offset += 1
      switch marker {
      case 0x01, 0xD0...0xD7: continue
      // The frame: all codes of this form except these three.
      case 0xC0...0xCF where ![0xC4, 0xC8, 0xCC].contains(marker):
        return (width: try big(2, at: offset + 5, .jpeg), height: try big(2, at: offset + 3, .jpeg))
      // Not a segment, or the pixels before any frame.
      case 0x00, 0xD8, 0xD9, 0xDA: throw .damaged(.jpeg)
      default:
        let length = try big(2, at: offset, .jpeg)
        guard length >= 2 else { throw .damaged(.jpeg) }
        offset += length
      }
    }
  }

  func webP() throws(ImageHeader.Failure) -> (width: Int, height: Int) {
    guard bytes.count >= 16 else { throw .cut(.webP) }
    if has(Array("VP8 ".utf8), at: 12) {
      let size = (width: try little(2, at: 26, .webP), height: try little(2, at: 28, .webP))
      guard has([0x9D, 0x01, 0x2A], at: 23) else { throw .damaged(.webP) }
      // The upper two bits say how to scale the picture.
      return (size.width & 0x3FFF, size.height & 0x3FFF)
    }
    if has(Array("VP8L".utf8), at: 12) {
      let bits = try little(4, at: 21, .webP)
      guard bytes[20] == 0x2F else { throw .damaged(.webP) }
      return ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    }
    guard has(Array("VP8X".utf8), at: 12) else { throw .damaged(.webP) }
    return (try little(3, at: 24, .webP) + 1, try little(3, at: 27, .webP) + 1)
  }
}
