import ArchGraph
import ArchOperators
import Foundation
import Testing

/// Whether every operator has rows, and every row is read.
@Suite struct OperatorRowTests {
  /// Those whose figures are compared in tests of their own.
  private static let elsewhere: Set = ["input", "parameter", "non_maximum_suppression"]

  @Test(arguments: Catalogue.standard.names.filter { !elsewhere.contains($0) })
  func everyOperatorHasRows(name: String) {
    let hasRows =
      PyTorchFact.all.contains { $0.call.prefix { $0 != "(" } == name }
      || Reference.all.contains { $0.op.name == name } || SequenceFact.all.contains { $0.op.name == name }
    #expect(hasRows, "no other implementation has been asked about `\(name)`")
  }

  /// Every list that a file of an operator has is one of those that are joined.
  @Test func noListIsLeftOut() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let joined = try String(contentsOf: folder.appending(path: "OperatorRows.swift"), encoding: .utf8)
    var lists: [String: Set<String>] = [:]
    for match in joined.matches(of: /extension (\w+) \{\s*static let all[^(]*\(\[([^\]]*)\]/) {
      lists[String(match.1)] = Set(match.2.matches(of: /\w+/).map { String($0.0) })
    }
    #expect(lists.count == 6)
    var found: [String: Set<String>] = [:]
    let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    for case let file as URL in files where file.lastPathComponent.hasSuffix("Tests.swift") {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /extension (\w+) \{\s*(?:\/\/.*\s*)*static let `?(\w+)`?(?:: \[\w+\])? =/)
      where lists[String(match.1)] != nil {
        found[String(match.1), default: []].insert(String(match.2))
      }
    }
    #expect(found == lists)
  }

  @Test func asManyRowsAsWereWritten() {
    #expect(PyTorchFact.all.count == 193)
    #expect(PyTorchFact.all.count { $0.multiplyAdds != nil } == 76)
    #expect(PyTorchFact.all.count { $0.values.count == 3 } == 184)
    // Those of calls that cannot be read would be missing.
    #expect(
      SequenceFact.attention.count + SequenceFact.crossAttention.count + SequenceFact.attend.count == 60)
  }
}
