import ArchDocuments

/// The help of a command, broken to `width` (at least 40), ending in a line break.
///
/// `path` names the command by the words after the name of the root; an unknown word is ignored.
package func help(for path: [String], in root: Command, width: Int) -> String {
  var command = root
  var name = root.name
  for word in path {
    guard let subcommand = command.subcommand(named: word) else { break }
    command = subcommand
    name += " " + word
  }
  let page = HelpPage(command: command, name: name, isRoot: name == root.name, layout: .init(width: width))
  return page.text
}

/// The usage line of a command, unbroken: `archcalc summary [options] NETWORK`.
func usage(of command: Command, named name: String) -> String {
  var words = [name]
  if !command.visibleOptions.isEmpty { words.append("[options]") }
  words += command.operands.map(\.usage)
  if !command.subcommands.isEmpty { words.append(command.isGroup ? "COMMAND ..." : "[COMMAND ...]") }
  return words.joined(separator: " ")
}

private struct HelpPage {
  let command: Command
  let name: String
  let isRoot: Bool
  let layout: TextLayout

  private struct Section {
    var heading: String
    var rows: [TextLayout.Row]
  }

  var text: String {
    let prefix = "usage: "
    var blocks = [layout.wrap(prefix + usage(of: command, named: name), indent: prefix.count)]
    blocks.append(layout.wrap(sentence(command.summary)))
    blocks += command.discussion.map { $0.first?.isWhitespace == true ? [$0] : layout.wrap($0) }
    let column = layout.column(for: sections.flatMap(\.rows))
    for section in sections where !section.rows.isEmpty {
      blocks.append(
        [section.heading + ":"] + section.rows.flatMap { layout.lines(of: $0, column: column) })
    }
    blocks.append(examples)
    if !command.subcommands.isEmpty {
      blocks.append(layout.wrap("See `\(name) COMMAND --help` for what a command takes."))
    }
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private var sections: [Section] {
    [
      Section(heading: "operands", rows: operands),
      Section(heading: "options", rows: options),
      Section(
        heading: "commands", rows: command.visibleSubcommands.map { .init(term: $0.name, text: $0.summary) }),
    ]
  }

  /// One row per name: a command may take the same kind of operand twice.
  private var operands: [TextLayout.Row] {
    var rows: [TextLayout.Row] = []
    for operand in command.operands where !rows.contains(where: { $0.term == operand.name }) {
      rows.append(.init(term: operand.name, text: operand.help))
    }
    return rows
  }

  private var options: [TextLayout.Row] {
    let all = command.visibleOptions + command.standardOptions(isRoot: isRoot)
    return all.map { option in
      let short = option.shortSpelling.map { $0 + ", " } ?? "    "
      let value = option.placeholder.map { " " + $0 } ?? ""
      var remarks: [String] = []
      if !option.choices.isEmpty { remarks.append(option.choices.joined(separator: ", ")) }
      if option.isRepeatable { remarks.append("can be repeated") }
      let remark = remarks.isEmpty ? "" : " (\(remarks.joined(separator: "; ")))"
      return .init(term: short + option.longSpelling + value, text: option.help + remark)
    }
  }

  /// A summary that reads as a phrase in a list and as a sentence on its own.
  private func sentence(_ phrase: String) -> String {
    guard let first = phrase.first, let last = phrase.last else { return "" }
    return first.uppercased() + phrase.dropFirst() + (last.isPunctuation ? "" : ".")
  }

  private var examples: [String] {
    guard !command.examples.isEmpty else { return [] }
    return ["examples:"]
      + command.examples.flatMap { example in
        let note = TextLayout.Row(term: "", text: example.note)
        return ["  " + example.line] + (example.note.isEmpty ? [] : layout.lines(of: note, column: 6))
      }
  }
}
