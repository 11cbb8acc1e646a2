import ArchAnalysis
import ArchDiagnostics
import ArchLanguage
import ArchOperators
import Architectures

/// The networks that every copy of the program carries.
package enum EmbeddedNetworks {
  /// The files, by name.
  package static var fileNames: [String] { EmbeddedArchitectures.files.map(\.name) }

  /// The prefix of paths of carried files in a user's file: `import "archcalc/vgg.arch"`.
  package static let prefix = "archcalc/"

  /// The networks with the indices of their files, including families and networks that need settings.
  package static var all: [(name: String, file: Int)] {
    var found: [(name: String, file: Int)] = []
    for (index, file) in EmbeddedArchitectures.files.enumerated() {
      for name in declaredNetworks(in: file.text()) { found.append((name, index)) }
    }
    return found
  }

  /// A file as a program.
  package static func program(file index: Int) -> Program {
    let file = EmbeddedArchitectures.files[index]
    let source = SourceText(name: file.name, bytes: file.text())
    return Program(
      source, path: file.name, catalogue: .standard, figures: Figure.claimed, imports: EmbeddedImports())
  }

  /// The program that contains a network, or `nil` if there is no such network.
  package static func program(of name: String) -> Program? {
    all.first { $0.name == name }.map { program(file: $0.file) }
  }

  /// The names after `network` at the beginning of lines: enough to find a file without reading it as a program.
  private static func declaredNetworks(in text: [UInt8]) -> [String] {
    let keyword = Array("network ".utf8)
    var names: [String] = []
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, text[end] != UInt8(ascii: "\n") { end += 1 }
      if end - start > keyword.count, text[start] == keyword[0],
        text[start..<start + keyword.count].elementsEqual(keyword)
      {
        let name = text[(start + keyword.count)..<end].prefix {
          $0 == UInt8(ascii: "_") || ($0 >= 48 && $0 <= 57) || ($0 | 0x20 >= 97 && $0 | 0x20 <= 122)
        }
        names.append(String(decoding: name, as: UTF8.self))
      }
      start = end + 1
    }
    return names
  }
}

/// Files beside an embedded one.
package struct EmbeddedImports: ImportLoader {
  /// The files that the program carries.
  package init() {}

  /// The text of a file.
  package func load(_ path: String) throws(ImportFailure) -> SourceText {
    for file in EmbeddedArchitectures.files where file.name == path {
      return SourceText(name: file.name, bytes: file.text())
    }
    throw ImportFailure("there is no such file")
  }
}
