import ArchDocuments

/// A script that completes the command line of `root` in a shell: commands, options, their values and
/// operands.
///
/// The script finds the program by its name if it has to run it. It is meant to be sourced, or put where the shell
/// looks for completions.
package func completionScript(for shell: Shell, root: Command) -> String {
  let plan = CompletionPlan(root)
  return switch shell {
  case .bash: BashCompletion(plan: plan).script
  case .zsh: ZshCompletion(plan: plan).script
  case .fish: FishCompletion(plan: plan).script
  }
}

/// A word as a POSIX shell reads it back: bare if it is harmless, else in single quotes.
func shellQuoted(_ word: String) -> String {
  isHarmless(word) ? word : "'" + replace(["'": #"'\''"#], in: word) + "'"
}

/// A word as fish reads it back.
func fishQuoted(_ word: String) -> String {
  isHarmless(word) ? word : "'" + replace(["'": #"\'"#, "\\": #"\\"#], in: word) + "'"
}

/// A text with some of its characters replaced.
func replace(_ replacements: [Unicode.Scalar: String], in text: String) -> String {
  text.unicodeScalars.map { replacements[$0] ?? String($0) }.joined()
}

/// A help text as a shell shows it: one line.
func oneLine(_ text: String) -> String {
  text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}

private func isHarmless(_ word: String) -> Bool {
  !word.isEmpty
    && word.utf8.allSatisfy {
      (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || "-_./".utf8.contains($0)
    }
}
