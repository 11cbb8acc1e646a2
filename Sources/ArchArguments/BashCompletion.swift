import ArchDocuments

/// Writes completions for bash: tables of what each command takes, and a function that walks the line.
struct BashCompletion {
  let plan: CompletionPlan

  var script: String {
    var lines = ["# Completions of \(plan.program) for bash, to be sourced.", ""]
    lines += sources + [""]
    lines += commandTable + [""]
    lines += optionTable + [""]
    lines.append(walk)
    lines.append("complete -F \(plan.identifier) \(shellQuoted(plan.program))")
    return lines.joined(separator: "\n") + "\n"
  }

  private func source(_ completion: Completion) -> String {
    plan.number(of: completion).map { "\(plan.identifier)__source_\($0)" } ?? ":"
  }

  private var sources: [String] {
    plan.sources.flatMap { source in
      ["\(self.source(source))() {"]
        + source.parts.map { part in
          switch part {
          case .words(let words): call("words", words)
          case .files(let extensions): call("files", extensions)
          case .command(let arguments): call("run", arguments)
          case .none, .anyOf: "  :"
          }
        } + ["}"]
    }
  }

  private func call(_ helper: String, _ words: [String]) -> String {
    (["  \(plan.identifier)__\(helper)"] + words.map(shellQuoted)).joined(separator: " ")
  }

  private var commandTable: [String] {
    var lines = [
      "# What the command in path takes.", "\(plan.identifier)__describe() {",
      "  commands=() options=() operands=() repeats=''", "  case $path in",
    ]
    for node in plan.nodes {
      lines.append("    \(shellQuoted(node.name)))")
      lines += assignment("commands", node.command.visibleSubcommands.map(\.name))
      lines += assignment("options", node.options.filter { !$0.isHidden }.flatMap(\.spellings))
      lines += assignment("operands", node.command.operands.map { source($0.completion) })
      if node.repeatsLast { lines.append("      repeats=1") }
      lines.append("      ;;")
    }
    return lines + ["  esac", "}"]
  }

  private func assignment(_ variable: String, _ words: [String]) -> [String] {
    words.isEmpty ? [] : ["      \(variable)=(\(words.map(shellQuoted).joined(separator: " ")))"]
  }

  private var optionTable: [String] {
    let rows = plan.nodes.flatMap { node in
      node.options.filter { $0.placeholder != nil }.map { option in
        let patterns = option.spellings.map { shellQuoted("\(node.name) \($0)") }
        return "    \(patterns.joined(separator: " | "))) source=\(source(option.valueCompletion)) ;;"
      }
    }
    return [
      "# What completes the value of an option, or failure if the option takes none.",
      "\(plan.identifier)__value() {", "  case $1 in",
    ] + rows + ["    *) return 1 ;;", "  esac", "}"]
  }

  /// The functions that do not depend on the commands, as bash 3.2 (on macOS) understands them too.
  private var walk: String {
    let name = plan.identifier
    return """
      # Offers those of the arguments that begin with the word being typed.
      \(name)__words() {
        local word
        for word in "$@"; do
          if [[ $word == "$current"* ]]; then COMPREPLY+=("$prefix$word"); fi
        done
      }

      # Offers directories and the files with one of the extensions, or any file if there are none.
      \(name)__files() {
        local word extension
        compopt -o filenames 2>/dev/null
        while IFS= read -r word; do COMPREPLY+=("$prefix$word"); done < <(
          if (($# == 0)); then compgen -f -- "$current"; else compgen -d -- "$current"; fi
          for extension in "$@"; do compgen -f -X "!*.$extension" -- "$current"; done
        )
      }

      # Offers the lines that the program prints when run with the arguments.
      \(name)__run() {
        local word
        while IFS= read -r word; do \(name)__words "$word"; done < <(
          command \(shellQuoted(plan.program)) "$@" 2>/dev/null </dev/null
        )
      }

      \(name)() {
        local path=\(shellQuoted(plan.program)) current='' prefix='' source='' expected='' ended=''
        local repeats='' glued='' broken='' word='' count=0 last=0 index
        local -a words commands options operands
        COMPREPLY=()

        # Bash breaks words at "=" and ":"; they are put together again.
        words=("${COMP_WORDS[0]}")
        for ((index = 1; index <= COMP_CWORD; index++)); do
          word=${COMP_WORDS[index]}
          if [[ $word && ! ${word//[=:]/} ]]; then
            glued=1
            words[last]+=$word
          elif [[ $glued && $word ]]; then
            glued=''
            words[last]+=$word
          else
            glued=''
            last=$((last + 1))
            words[last]=$word
          fi
        done
        if [[ $glued ]]; then word=''; fi
        broken=${words[last]%"$word"}

        \(name)__describe
        for ((index = 1; index < last; index++)); do
          word=${words[index]}
          if [[ $expected ]]; then
            expected=''
          elif [[ ! $ended && $word == -- ]]; then
            ended=1
          elif [[ ! $ended && $word == -?* ]]; then
            if \(name)__value "$path $word"; then expected=$source; fi
          else
            for source in "${commands[@]}"; do
              if [[ $count == 0 && $word == "$source" ]]; then
                path+=" $word"
                \(name)__describe
                continue 2
              fi
            done
            count=$((count + 1))
          fi
        done

        current=${words[last]}
        if [[ $expected ]]; then
          "$expected"
        elif [[ ! $ended && $current == -*=* ]] && \(name)__value "$path ${current%%=*}"; then
          prefix="${current%%=*}="
          current=${current#*=}
          "$source"
        elif [[ ! $ended && $current == -* ]]; then
          \(name)__words "${options[@]}"
        else
          if ((count == 0)); then \(name)__words "${commands[@]}"; fi
          if ((count < ${#operands[@]})); then
            "${operands[count]}"
          elif [[ $repeats ]]; then
            "${operands[${#operands[@]} - 1]}"
          fi
        fi

        # Only the last piece of a broken word is replaced.
        for index in "${!COMPREPLY[@]}"; do
          COMPREPLY[index]=${COMPREPLY[index]#"$broken"}
        done
      }

      """
  }
}
