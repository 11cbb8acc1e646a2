import Foundation
import Testing

/// What `import ArchCalc` means, as `docs/library.md` says it: the public types, and programs that a user could write.
@Suite struct LibraryPageTests {
  /// A public type, and the first sentence of its documentation.
  struct PublicType {
    var name: String
    var summary: String
    var isNested: Bool
  }

  /// The public types of all targets but those of layers and of networks, by target.
  static let publicTypes: [(target: String, types: [PublicType])] = HouseTests.house.map(\.name)
    .filter { $0 != "ArchOperators" && $0 != "Architectures" }
    .map { ($0, types(of: $0).sorted { $0.name < $1.name }) }
    .filter { !$0.types.isEmpty }

  /// Those of a target's sources; one inside another has the name of that before its own.
  private static func types(of target: String) -> [PublicType] {
    let folder = projectRoot.appending(path: "Sources/\(target)")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? []
    return files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.flatMap { file in
      types(in: (try? Data(contentsOf: file)).map(Array.init) ?? [])
    }
  }

  private static let kinds: Set<Substring> = [
    "struct", "enum", "class", "protocol", "actor", "extension", "typealias",
  ]

  private static let beginnings = Set("/@pfiseca t".utf8)

  private static func types(in text: [UInt8]) -> [PublicType] {
    var found: [PublicType] = []
    var around: [(indent: Int, name: String)] = []
    var summary = ""
    for line in text.split(separator: UInt8(ascii: "\n")) {
      // Types are not nested deeper, and few lines begin as they do: the others are not made into strings.
      let indent = line.prefix(6).prefix { $0 == UInt8(ascii: " ") }.count
      guard indent <= 4, let first = line.dropFirst(indent).first, beginnings.contains(first) else {
        summary = ""
        continue
      }
      let text = Substring(decoding: line.dropFirst(indent), as: UTF8.self)
      if text.hasPrefix("///") {
        if summary.isEmpty { summary = String(text.dropFirst(4)) }
        continue
      }
      // The words before the kind are attributes and modifiers.
      let words = text.prefix(120).split(separator: " ", maxSplits: 6)
      guard let kind = words.firstIndex(where: { kinds.contains($0) }), kind + 1 < words.count,
        words[..<kind].allSatisfy({ $0.first == "@" || $0.allSatisfy(\.isLowercase) })
      else {
        if text.first != "@" { summary = "" }
        continue
      }
      while let last = around.last, last.indent >= indent { around.removeLast() }
      let own = words[kind + 1].prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" }
      if words[..<kind].contains("public") {
        let name = (around.map(\.name) + [String(own)]).joined(separator: ".")
        found.append(.init(name: name, summary: summary, isNested: indent > 0))
      }
      if words[kind] != "typealias" { around.append((indent, String(own))) }
      summary = ""
    }
    return found
  }

  /// The page, with its table and its example of an operator as they are now; `make docs` writes it.
  @Test func thePageIsCurrent() throws {
    var page = try String(contentsOf: projectRoot.appending(path: "docs/library.md"), encoding: .utf8)
    var table = ""
    for (target, types) in Self.publicTypes {
      table += "\n| \(target) | |\n| --- | --- |\n"
      for type in types { table += "| `\(type.name)` | \(type.summary) |\n" }
    }
    try replace(between: "<!-- types -->\n", and: "\n<!-- /types -->", with: table, in: &page)
    let own = try String(
      contentsOf: projectRoot.appending(path: "Tests/ArchCalcTests/OwnOperatorTests.swift"), encoding: .utf8)
    let start = try #require(own.range(of: "struct SquaredScale"))
    let end = try #require(own.range(of: "\n}\n", range: start.lowerBound..<own.endIndex))
    try replace(
      between: "<!-- operator -->\n```swift\n", and: "```\n<!-- /operator -->",
      with: String(own[start.lowerBound..<end.upperBound]), in: &page)
    try expectCurrent("docs/library.md", page)
  }

  private func replace(between start: String, and end: String, with text: String, in page: inout String)
    throws
  {
    let first = try #require(page.range(of: start))
    let last = try #require(page.range(of: end, range: first.upperBound..<page.endIndex))
    page.replaceSubrange(first.upperBound..<last.lowerBound, with: text)
  }

  /// About a hundred types are promised besides the layers: more need a reason, and somebody who gives it.
  @Test func aboutAHundredTypesArePromised() {
    let types = Self.publicTypes.flatMap(\.types)
    #expect((60...110).contains(types.count { !$0.isNested }))
    #expect(types.count <= 140)
    for type in types { #expect(!type.summary.isEmpty, "\(type.name)") }
  }

  /// Where the modules are that the tests were built with; nil where another build system made them.
  static let modules: URL? = {
    let built = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    return [built, built.deletingLastPathComponent()].lazy.map { $0.appending(path: "Modules") }
      .first { FileManager.default.fileExists(atPath: $0.appending(path: "ArchCalc.swiftmodule").path()) }
  }()

  /// The programs of the pages, compiled as a package that is not this one compiles them.
  @Test(
    .enabled(if: modules != nil, "the modules are not where SwiftPM puts them"),
    arguments: ["docs/library.md", "README.md"])
  func theProgramsCompileOutsideThePackage(page: String) throws {
    let modules = try #require(Self.modules)
    let text = try String(contentsOf: projectRoot.appending(path: page), encoding: .utf8)
    let blocks = text.matches(of: /```swift\n((?:.|\n)*?)```/).map {
      String($0.1).replacing("import ArchCalc\n", with: "")
    }
    #expect(!blocks.isEmpty)
    let scratch = try Scratch()
    defer { scratch.remove() }
    let program = try scratch.file("main.swift", "import ArchCalc\n" + blocks.joined(separator: "\n"))
    let compiler = Process()
    compiler.executableURL = URL(filePath: "/usr/bin/env")
    let map = modules.deletingLastPathComponent().appending(path: "CArchKernels.build/module.modulemap")
      .path()
    compiler.arguments = [
      "swiftc", "-typecheck", "-swift-version", "6", "-I", modules.path(), "-Xcc", "-fmodule-map-file=\(map)",
      program,
    ]
    let errors = Pipe()
    compiler.standardError = errors
    try compiler.run()
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    compiler.waitUntilExit()
    #expect(compiler.terminationStatus == 0, "\(String(decoding: said, as: UTF8.self))")
  }
}
