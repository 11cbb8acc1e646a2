import Architectures
import Testing

/// How long networks are: each with the blocks and lists that it needs, from whatever file, and with its source and claims;
/// blank lines, comments and published accuracies aside, which say nothing of how it is built.
@Suite struct LineCountTests {
  /// The declarations of a file: for each the words in it and the lines that it takes; and what the file imports.
  private struct File {
    var declarations: [String: (words: Set<String>, lines: Int)] = [:]
    var imports: [String] = []
  }

  private static let files: [String: File] = {
    var files: [String: File] = [:]
    for embedded in EmbeddedArchitectures.files {
      var file = File()
      var name: String?
      for line in String(decoding: embedded.text(), as: UTF8.self).split(separator: "\n") {
        let code = line.firstMatch(of: /\/\//).map { line[..<$0.range.lowerBound] } ?? line
        guard code.contains(where: { $0 != " " }), code.firstMatch(of: /^ *published "/) == nil else {
          continue
        }
        if let start = code.firstMatch(of: /^(?:block|network|let) (\w+)/) {
          name = String(start.1)
        } else if let start = code.firstMatch(of: /^import "(.+)"/) {
          file.imports.append(String(start.1))
          name = nil
        } else if code.hasPrefix("source") {
          name = nil
        }
        guard let name else { continue }
        var declaration = file.declarations[name] ?? ([], 0)
        declaration.lines += 1
        declaration.words.formUnion(code.matches(of: /\w+/).map { String($0.0) })
        file.declarations[name] = declaration
      }
      files[embedded.name] = file
    }
    return files
  }()

  /// The lines of a network, with one for its `source`.
  private static func lines(of network: String, in file: String) -> Int {
    var seen: Set<String> = []
    var waiting = [(file: file, name: network)]
    var lines = 1
    while let (file, name) = waiting.popLast() {
      guard let declaration = files[file]?.declarations[name], seen.insert("\(file) \(name)").inserted else {
        continue
      }
      lines += declaration.lines
      for known in [file] + (files[file]?.imports ?? []) { waiting += declaration.words.map { (known, $0) } }
    }
    return lines
  }

  /// Flat formats take 511 to 8,320 lines for these.
  @Test(arguments: [
    ("resnet50", "resnet", 30), ("densenet121", "densenet", 20), ("googlenet", "googlenet", 45),
    ("yolo_v3", "yolo_v3", 70), ("siamese", "siamese", 15), ("deepseek_v3", "deepseek", 60),
  ]) func fitsIntoItsMeasure(network: String, file: String, most: Int) throws {
    let lines = Self.lines(of: network, in: "\(file).arch")
    #expect(lines > 5 && lines <= most, "\(network) takes \(lines) lines")
  }
}
