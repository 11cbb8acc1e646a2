import Foundation
import Testing

@testable import ArchcalcCommand

/// `docs/claims.md`: every command runs, and prints what is bold in its row.
@Suite struct ClaimsPageTests {
  private static let rows: [(bold: [String], commands: [[String]])] = {
    let url = projectRoot.appending(path: "docs/claims.md")
    let page = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    return page.split(separator: "\n").filter { $0.hasPrefix("| ") && !$0.hasPrefix("| -") }.map { line in
      (
        line.matches(of: /\*\*(.+?)\*\*/).map { String($0.1) },
        line.matches(of: /`archcalc (.+?)`/).map { words(String($0.1)) }
      )
    }
  }()

  /// The words of a command as a shell would take them apart.
  private static func words(_ command: String) -> [String] {
    var words = [""]
    var isQuoted = false
    for character in command {
      if character == "'" {
        isQuoted.toggle()
      } else if character == " ", !isQuoted {
        words.append("")
      } else {
        words[words.count - 1].append(character)
      }
    }
    return words
  }

  @Test func everyCommandPrintsWhatIsClaimed() throws {
    // Three heads of tables have neither.
    let rows = Self.rows.filter { !$0.bold.isEmpty || !$0.commands.isEmpty }
    #expect(rows.count == Self.rows.count - 4)
    for (bold, commands) in rows {
      #expect(!bold.isEmpty && !commands.isEmpty, "\(commands) shows nothing, or nothing shows \(bold)")
      var printed = ""
      for command in commands {
        let outcome = CommandLineProgram.run(command, in: Environment())
        #expect(outcome.status == ExitStatus.success, "\(command)")
        printed += outcome.output
      }
      for figure in bold {
        #expect(Self.contains(printed, figure), "\(figure) is not what \(commands) print")
      }
    }
  }

  /// Whether a text holds a figure by itself, not as part of a longer number.
  private static func contains(_ text: String, _ figure: String) -> Bool {
    text.ranges(of: figure).contains { range in
      let before = text[..<range.lowerBound].last
      let after = text[range.upperBound...].prefix(2)
      let goesOn =
        after.first?.isNumber == true
        || after.first == "," && after.last?.isNumber == true && after.count == 2
      return before.map { !$0.isNumber && $0 != "," && $0 != "." } ?? true && !goesOn
    }
  }
}
