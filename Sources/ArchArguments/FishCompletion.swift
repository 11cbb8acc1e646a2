import ArchDocuments

/// Writes completions for fish: a function that walks the line, and one rule for each offer.
struct FishCompletion {
  let plan: CompletionPlan

  private var name: String { "_" + plan.identifier }

  var script: String {
    var lines = ["# Completions of \(plan.program) for fish.", "", walk]
    lines += sources + [""]
    lines.append("\(rule) -f")
    for node in plan.nodes { lines += rules(for: node) }
    return lines.joined(separator: "\n") + "\n"
  }

  private var rule: String { "complete -c \(fishQuoted(plan.program))" }

  private func list(_ words: [String]) -> String { words.map { " " + fishQuoted($0) }.joined() }

  private func source(_ completion: Completion) -> String? {
    plan.number(of: completion).map { "\(name)_source_\($0)" }
  }

  private var sources: [String] {
    plan.sources.flatMap { source in
      ["function \(self.source(source) ?? "")"]
        + source.parts.map { part in
          switch part {
          case .words(let words): "    printf '%s\\n'\(list(words))"
          case .files(let extensions): "    \(name)_files\(list(extensions))"
          case .command(let arguments):
            "    command \(fishQuoted(plan.program))\(list(arguments)) 2>/dev/null </dev/null"
          case .none, .anyOf: "    true"
          }
        } + ["end"]
    }
  }

  private func rules(for node: CompletionPlan.Node) -> [String] {
    let command = node.command
    let place = fishQuoted(node.name)
    let subcommands = command.visibleSubcommands.map {
      condition("at \(place) 0 0") + " -a \(fishQuoted($0.name)) -d \(fishQuoted(oneLine($0.summary)))"
    }
    let operands = command.operands.enumerated().compactMap { index, operand -> String? in
      let isLast = index == command.operands.count - 1
      let end = isLast && operand.isRepeatable ? "" : " \(index)"
      return source(operand.completion).map { condition("at \(place) \(index)\(end)") + " -a '(\($0))'" }
    }
    let options = node.options.filter { !$0.isHidden }.map { option in
      var text = condition("at \(place)")
      if let short = option.short { text += " -s \(fishQuoted(String(short)))" }
      text += " -l \(fishQuoted(option.name))"
      if option.placeholder != nil { text += " -x" }
      if let source = source(option.valueCompletion) { text += " -a '(\(source))'" }
      return text + " -d \(fishQuoted(oneLine(option.help)))"
    }
    return subcommands + operands + options
  }

  private func condition(_ text: String) -> String { "\(rule) -n \(fishQuoted("\(name)_\(text)"))" }

  private var walk: String {
    let paths = plan.nodes.map(\.name).filter { $0 != plan.program }
    let options = plan.nodes.flatMap { node in
      node.options.filter { $0.placeholder != nil }.flatMap { option in
        option.spellings.map { "\(node.name) \($0)" }
      }
    }
    return """
      # Whether the cursor is in the command that the first argument names and, if there are more arguments,
      # at an operand from the second argument to the third, counted from 0.
      function \(name)_at
          set -l path \(fishQuoted(plan.program))
          set -l paths\(list(paths))
          set -l valued\(list(options))
          set -l count 0
          set -l expected no
          set -l ended no
          set -l words (commandline -opc)
          set -e words[1]
          for word in $words
              if test $expected = yes
                  set expected no
              else if test $ended = no; and test "$word" = --
                  set ended yes
              else if test $ended = no; and string match -qr -- '^-.' "$word"
                  contains -- "$path $word" $valued; and set expected yes
              else if test $count -eq 0; and contains -- "$path $word" $paths
                  set path "$path $word"
              else
                  set count (math $count + 1)
              end
          end
          test "$path" = "$argv[1]"; or return 1
          set -q argv[2]; and test $count -lt $argv[2]; and return 1
          set -q argv[3]; and test $count -gt $argv[3]; and return 1
          return 0
      end

      # Prints directories and the files with one of the extensions, or any file if there are none.
      function \(name)_files
          set -l current (commandline -ct | string replace -r -- '^-[^=]*=' '')
          set -l pattern (string escape --style=regex -- $argv | string join '|')
          test -n "$pattern"; and set pattern "\\.(?:$pattern)"
          __fish_complete_path "$current" | string match -r -- "^[^\\t]*(?:/|$pattern)(?:\\t.*)?\\$"
      end

      """
  }
}
