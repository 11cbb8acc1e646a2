import Testing

@testable import ArchPyTorch

/// Statements of Python that are broken over lines, read back.
@Suite struct PythonTextTests {
  /// A small generator, the same from run to run.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 11 ^ state << 23
    }
  }

  /// A call, a list, a sum or a name, nested so deep at most.
  private func expression(_ depth: Int, _ generator: inout Generator) -> String {
    let kind = depth == 0 ? 3 : Int.random(in: 0..<6, using: &generator)
    let parts = (0..<Int.random(in: 0...5, using: &generator)).map { _ in
      kind == 3 ? "" : expression(depth - 1, &generator)
    }
    return switch kind {
    case 0: "torch.cat([\(parts.joined(separator: ", "))], dim=1)"
    case 1: "[\(parts.joined(separator: ", "))]"
    case 2: "(\(parts.joined(separator: " + ")))"
    case 4, 5: "self.layer\(parts.count)(\(parts.joined(separator: ", ")))"
    default: "value_\(Int.random(in: 0..<1000, using: &generator))"
    }
  }

  /// The bracket that the last sign of a text closes, from the beginning; nil where it closes none.
  private func opening(of text: String) -> Int? {
    var (open, last): ([Int], Int?) = ([], nil)
    for (place, sign) in text.enumerated() {
      last = nil
      if "([".contains(sign) { open.append(place) }
      if ")]".contains(sign) { last = open.popLast() }
    }
    return last
  }

  @Test func statementsSayTheSameInAnyWidth() {
    var generator = Generator(state: 3)
    var broken = 0
    for _ in 0..<1500 {
      let text = "x = " + expression(Int.random(in: 0...4, using: &generator), &generator)
      let indent = 4 * Int.random(in: 0...4, using: &generator)
      let comment = Bool.random(using: &generator) ? "what it is" : nil
      let margin = String(repeating: " ", count: indent)
      let written = Python.statement(text, comment: comment, indent: indent)
      let note = comment.map { "  # " + $0 } ?? ""
      #expect(written.hasSuffix(note + "\n"))
      let lines = written.dropLast(note.count + 1).split(separator: "\n").map(String.init)
      #expect(lines.allSatisfy { $0.hasPrefix(margin) && !$0.hasSuffix(" ") })
      guard lines.count > 1 else {
        #expect(lines == [margin + text])
        #expect(indent + text.count <= Python.width || !text.hasSuffix(")"), "\(written)")
        continue
      }
      broken += 1
      #expect(indent + text.count > Python.width)
      #expect(
        lines.map { String($0.dropFirst(indent)) }.joined().filter { $0 != " " } == text.filter { $0 != " " })
      // Broken after the bracket that the last one closes, and before that one.
      #expect(lines[0] == margin + text.prefix((opening(of: text) ?? 0) + 1))
      #expect(lines[lines.count - 1] == margin + ")")
      for line in lines.dropFirst().dropLast() {
        #expect(line.hasPrefix(margin + "    ") && !line.hasPrefix(margin + "     "))
        // One that is still too wide has nothing to break at.
        let commas = line.dropLast().indices.filter { place in
          line[place] == ","
            && line[..<place].reduce(0) { $0 + ("([".contains($1) ? 1 : ")]".contains($1) ? -1 : 0) } == 0
        }
        #expect(line.count <= Python.width || commas.isEmpty, "\(line)")
      }
    }
    #expect(broken > 100, "\(broken)")
  }
}
