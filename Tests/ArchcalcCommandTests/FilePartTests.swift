import Foundation
import Testing

@testable import ArchSources

/// Parts of files, and where files lie.
@Suite struct FilePartTests {
  @Test func everyPartOfAFile() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let text = "0123456789"
    let bytes = Array(text.utf8)
    let path = try scratch.file("a.bin", text)
    for offset in -1...11 {
      for count in 0...11 {
        let isThere = offset >= 0 && offset + count <= bytes.count
        let expected = isThere ? Array(bytes[offset..<offset + count]) : nil
        #expect(Files.part(of: path, from: offset, count: count) == expected, "\(count) from \(offset)")
      }
    }
    #expect(Files.part(of: path, from: .max, count: 1) == nil)
    #expect(Files.part(of: scratch.url.path(), from: 0, count: 0) == nil, "a directory")
    #expect(Files.part(of: path + ".none", from: 0, count: 0) == nil)
  }

  @Test func whereAFileLies() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let root = scratch.url.path()
    for folder in ["in/deep", "inner"] {
      try FileManager.default.createDirectory(atPath: root + "/" + folder, withIntermediateDirectories: true)
    }
    for file in ["in/a", "in/deep/b", "inner/c", "d"] { _ = try scratch.file(file, "") }
    try FileManager.default.createSymbolicLink(atPath: root + "/in/out", withDestinationPath: root + "/d")
    try FileManager.default.createSymbolicLink(atPath: root + "/into", withDestinationPath: root + "/in")
    for (file, isInside) in [
      ("in/a", true), ("in/deep/b", true), ("into/a", true), ("in/deep/../a", true), ("inner/c", false),
      ("d", false), ("in/out", false), ("in/../d", false), ("in", false), ("in/none", true),
    ] {
      #expect(Files.isInside(root + "/" + file, root + "/in") == isInside, "\(file)")
      #expect(Files.isInside(root + "/" + file, root + "/into/") == isInside, "\(file) by a link")
    }
    #expect(Files.isInside(root + "/d", "/"))
    #expect(!Files.isInside(root + "/d", root + "/none"))
  }
}
