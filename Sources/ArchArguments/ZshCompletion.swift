import ArchDocuments

/// Writes completions for zsh: a call of `_arguments` for each command.
struct ZshCompletion {
  let plan: CompletionPlan

  var script: String {
    let name = plan.identifier
    var lines = ["#compdef \(plan.program)", "# Completions of \(plan.program) for zsh.", ""]
    lines += sources + [""]
    for node in plan.nodes { lines += function(for: node) + [""] }
    lines.append(
      """
      # Offers the lines that the program prints when run with the arguments.
      \(name)__run() {
        local -a lines
        lines=("${(@f)$(command \(shellQuoted(plan.program)) "$@" 2>/dev/null </dev/null)}")
        compadd "${shown[@]}" -- "${(@)lines:#}"
      }

      # Autoloaded, this file is the function; sourced, it registers it.
      if [[ ${funcstack[1]} == \(name) ]]; then
        \(name) "$@"
      else
        compdef \(name) \(shellQuoted(plan.program))
      fi
      """)
    return lines.joined(separator: "\n") + "\n"
  }

  private func source(_ completion: Completion) -> String {
    // A lone space makes `_arguments` show what is expected and offer nothing.
    plan.number(of: completion).map { "\(plan.identifier)__source_\($0)" } ?? " "
  }

  private var sources: [String] {
    plan.sources.flatMap { source in
      ["\(self.source(source))() {", "  local failed=1", #"  local -a shown=("$@")"#]
        + source.parts.map { "  \(call($0)) && failed=0" } + ["  return failed", "}"]
    }
  }

  private func call(_ part: Completion) -> String {
    switch part {
    case .words(let words):
      return ([#"compadd "${shown[@]}" --"#] + words.map(shellQuoted)).joined(separator: " ")
    case .files(let extensions):
      let files = #"_files "${shown[@]}""#
      if extensions.isEmpty { return files }
      // Alone in parentheses, an extension would be read as glob qualifiers.
      let pattern = extensions.count == 1 ? extensions[0] : "(\(extensions.joined(separator: "|")))"
      return files + " -g " + shellQuoted("*." + pattern)
    case .command(let arguments):
      return (["\(plan.identifier)__run"] + arguments.map(shellQuoted)).joined(separator: " ")
    case .none, .anyOf: return "false"
    }
  }

  /// The function of a command; a dot joins the words, since names of commands contain none.
  private func functionName(_ path: [String]) -> String {
    ([plan.identifier] + path.dropFirst().map { replace([" ": "_", "'": "_"], in: $0) })
      .joined(separator: ".")
  }

  private func function(for node: CompletionPlan.Node) -> [String] {
    let command = node.command
    let isParent = !command.visibleSubcommands.isEmpty
    var specifications = node.options.filter { !$0.isHidden }.map(specification)
    if isParent {
      specifications += ["'1: :->command'", "'*::: :->rest'"]
    } else {
      specifications += command.operands.map(specification)
    }
    var lines = ["\(functionName(node.path))() {"]
    if isParent { lines.append("  local context state state_descr line\n  typeset -A opt_args") }
    lines.append("  _arguments -s -S\(isParent ? " -C" : "") \\")
    lines.append(specifications.map { "    " + $0 }.joined(separator: " \\\n"))
    if isParent { lines += dispatch(node) }
    return lines + ["}"]
  }

  private func dispatch(_ node: CompletionPlan.Node) -> [String] {
    let command = node.command
    let descriptions = command.visibleSubcommands.map {
      "        " + shellQuoted("\(replace([":": #"\:"#], in: $0.name)):\(oneLine($0.summary))")
    }
    let operand = command.operands.first.map { source($0.completion) } ?? " "
    let offered = operand == " " ? "" : " && failed=0\n      \(operand)"
    let calls = plan.nodes.filter { $0.path.dropLast() == node.path[...] }.map {
      "        \(shellQuoted($0.command.name))) \(functionName($0.path)) && failed=0 ;;"
    }
    let last = command.operands.last.map { source($0.completion) } ?? " "
    let rest = calls + (last == " " ? [] : ["        *) \(last) && failed=0 ;;"])
    var lines = [
      "  local failed=$?", "  case $state in", "    command)", "      local -a commands",
      "      commands=(",
    ]
    lines += descriptions
    lines += ["      )", "      _describe -t commands command commands\(offered) && failed=0", "      ;;"]
    if !rest.isEmpty {
      lines += ["    rest)", #"      words=("${line[1]}" "${words[@]}")"#, "      ((CURRENT++))"]
      lines += ["      case ${line[1]} in"] + rest + ["      esac", "      ;;"]
    }
    return lines + ["  esac", "  return failed"]
  }

  private func specification(_ option: Option) -> String {
    var description = "[\(escaped(option.help))]"
    if let placeholder = option.placeholder {
      description += ":\(escaped(placeholder)):\(source(option.valueCompletion))"
    }
    let long = option.longSpelling + (option.placeholder == nil ? "" : "=")
    let mark = option.isRepeatable ? "*" : "(\(option.spellings.joined(separator: " ")))"
    guard var short = option.shortSpelling else {
      return shellQuoted((option.isRepeatable ? mark : "") + long + description)
    }
    if option.placeholder != nil { short += "+" }
    return "\(shellQuoted(mark)){\(short),\(long)}\(shellQuoted(description))"
  }

  private func specification(_ operand: Operand) -> String {
    let start = operand.isRepeatable ? "*:" : operand.isOptional ? "::" : ":"
    return shellQuoted("\(start)\(escaped(operand.name)):\(source(operand.completion))")
  }

  private func escaped(_ text: String) -> String {
    replace(["\\": #"\\"#, "[": #"\["#, "]": #"\]"#, ":": #"\:"#], in: oneLine(text))
  }
}
