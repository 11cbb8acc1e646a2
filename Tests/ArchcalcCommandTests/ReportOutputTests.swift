import ArchArguments
import Foundation
import Testing

@testable import ArchcalcCommand

/// What `explain`, `check`, `validate`, `run` and `layers` say in forms other than text.
@Suite struct ReportOutputTests {
  private func lines(_ arguments: String...) -> [String] {
    let outcome = CommandLineProgram.run(arguments, in: Environment(width: nil))
    return outcome.output.split(whereSeparator: \.isNewline).map(String.init)
  }

  private func object(_ arguments: String...) throws -> [String: Any] {
    let outcome = CommandLineProgram.run(arguments, in: Environment(width: nil))
    return try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
  }

  /// A row for each number of each layer, with whole numbers as such.
  @Test func theWorkingAsCSV() {
    let rows = lines("explain", "lecture_cnn", "conv1", "--format", "csv")
    #expect(rows.first == "layer,section,figure,symbols,values,result")
    #expect(rows.contains { $0.hasPrefix("conv1,parameters,in all,") && $0.hasSuffix(",608") }, "\(rows)")
    let layers = Set(lines("explain", "resnet18", "stage[1]", "-f", "csv").map { $0.prefix { $0 != "," } })
    #expect(layers.count > 5)
  }

  /// The numbers of several values in one table, each with its place; what has fewer axes has empty ones.
  @Test func numbersAsCSV() throws {
    let rows = lines("run", "lecture_cnn", "--layer", "conv1", "--layer", "fc5", "-f", "csv")
    #expect(rows.first == "path,axis 0,axis 1,axis 2,number")
    let document = try object("run", "lecture_cnn", "--layer", "conv1", "--layer", "fc5", "-f", "json")
    let values = try #require(document["values"] as? [[String: Any]])
    let counts = values.compactMap { ($0["shape"] as? [Int])?.reduce(1, *) }
    #expect(rows.count == 1 + counts.reduce(0, +))
    let vector = try #require(values.last?["numbers"] as? [Double])
    let last = try #require(rows.last?.split(separator: ",", omittingEmptySubsequences: false))
    #expect(last.prefix(4) == ["fc5", "\(vector.count - 1)", "", ""])
    #expect(Double(last[4]) == vector.last)
  }

  @Test func claimsAsJSON() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let file = try scratch.file(
      "claims.arch",
      """
      network good {
        input x: [3, 8, 8]
        conv(2, kernel: 3)
        expect params == 56
      }
      network bad {
        input x: [3, 8, 8]
        conv(2, kernel: 3)
        expect params == 57
      }
      network broken {
        input x: [3, 8, 8]
        conv(2, kernel: 9)
      }
      """)
    let networks = try #require(try object("check", file, "-f", "json")["networks"] as? [[String: Any]])
    #expect(networks.map { $0["network"] as? String } == ["good", "bad", "broken"])
    #expect(networks.map { $0["holds"] as? Bool } == [true, false, false])
    #expect(networks.map { $0["failed"] as? Int } == [0, 1, nil])
    // The exit status is the same in every form, and quiet is about text.
    for form in ["text", "csv", "json"] {
      #expect(archcalc("check", file, "-f", form, "--quiet").status == 1, "\(form)")
    }
  }

  /// Of several networks JSON has a document for each, and nothing else; a table has a row for each.
  @Test func severalValidations() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let file = try scratch.file(
      "two.arch",
      "network good {\n  input x: [4]\n  dense(2)\n}\nnetwork broken {\n  input x: [4]\n  conv(2, kernel: 9)\n}\n"
    )
    let rows = lines("validate", file, "-f", "csv")
    #expect(rows == ["network,verdict", "good,holds", "broken,has errors"])
    let documents = CommandLineProgram.run(["validate", file, "-f", "json"], in: Environment(width: nil))
    #expect(documents.status == 1)
    let parts = documents.output.components(separatedBy: "\n}\n").filter { !$0.isEmpty }
    let objects = try parts.map { try JSONSerialization.jsonObject(with: Data(($0 + "\n}").utf8)) }
    #expect((objects.first as? [String: Any])?["holds"] as? Bool == true)
    #expect((objects.last as? [String: Any])?["has_errors"] as? Bool == true)
    let text = lines("validate", file)
    #expect(text == ["good  holds", "broken  has errors"])
  }

  @Test func layersAsJSON() throws {
    let all = try #require(try object("layers", "-f", "json")["layers"] as? [[String: Any]])
    #expect(all.count > 100 && all.allSatisfy { $0["summary"] is String })
    let conv = try object("layers", "conv", "-f", "json")
    let arguments = try #require(conv["arguments"] as? [[String: Any]])
    #expect(arguments.first?["name"] as? String == "filters" && arguments.first?["default"] is NSNull)
    #expect(arguments.contains { $0["name"] as? String == "stride" && $0["default"] as? String == "1" })
    let block = try #require(try object("layers", "glu", "-f", "json")["definition"] as? String)
    #expect(block.hasPrefix("block glu("))
    #expect(lines("layers", "--markdown") == lines("layers", "-f", "markdown"))
  }

  /// Every command that writes something takes `--output`, in the same words.
  @Test func everyCommandThatWritesTakesAFile() {
    let without = ["format", "completions"]
    for (name, command) in CommandLineProgram.subcommands where !without.contains(name) {
      let output = command.declaration.options.first { $0.name == "output" }
      #expect(output?.help == "write to a file (atomically)", "\(name)")
      guard let format = command.declaration.options.first(where: { $0.name == "format" }) else { continue }
      #expect(format.help.hasPrefix("the form of the output (default: by the file's name, or "))
    }
  }
}
