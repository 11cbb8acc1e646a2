import ArchDiagnostics
import ArchDocuments

/// Python's syntax for names, texts and statements.
enum Python {
  /// The widest line that is written.
  static let width = 100

  private static let keywords: Set<String> = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
    "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
    "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
  ]

  /// Names that a file uses, and those that modules already have.
  private static let taken: Set<String> = [
    "self", "torch", "nn", "F", "math", "training", "forward", "train", "eval", "to", "half", "float",
    "double",
    "type", "apply", "modules", "children", "parameters", "buffers", "cpu", "cuda", "compile", "extra_repr",
    "cast",
    "state_dict", "load_state_dict", "requires_grad_", "zero_grad", "share_memory", "register_buffer",
    "register_parameter", "register_module", "add_module", "named_modules", "named_parameters",
    "named_buffers",
    "named_children", "get_parameter", "get_buffer", "get_submodule", "set_submodule", "bfloat16", "ipu",
    "xpu",
    "mtia", "to_empty", "call_super_init", "dump_patches", "range", "enumerate", "zip", "print", "sum",
    "super",
    "isinstance", "int", "max", "min", "reversed", "tuple", "getattr",
  ]

  /// A name made valid for Python: ASCII letters, digits and underscores, and not a keyword.
  static func identifier(_ name: String) -> String {
    var text = ""
    for character in name.unicodeScalars {
      switch character {
      case "a"..."z", "A"..."Z", "0"..."9", "_": text.unicodeScalars.append(character)
      case "]": break
      default: text += text.hasSuffix("_") ? "" : "_"
      }
    }
    if text.isEmpty { text = "layer" }
    if let first = text.unicodeScalars.first, ("0"..."9").contains(first) { text = "n" + text }
    // Two leading underscores would be mangled.
    while text.hasPrefix("__") { text.removeFirst() }
    return keywords.contains(text) || taken.contains(text) ? text + "_" : text
  }

  /// A name in the style of classes: `conv_bn` becomes `ConvBn`.
  static func className(_ name: String) -> String {
    let words = identifier(name).split(separator: "_")
    let text = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    return text.isEmpty ? "Network" : keywords.contains(text) ? text + "Block" : text
  }

  /// Text inside a docstring.
  static func docstring(_ text: String) -> String {
    var result = ""
    for character in text.visible.unicodeScalars {
      switch character {
      case "\\": result += "\\\\"
      case "\"": result += "'"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }

  /// Text wrapped into lines of at most so many columns.
  static func filled(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  /// A statement with a comment, broken after its first bracket if it is too wide for one line.
  static func statement(_ text: String, comment: String? = nil, indent: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    let note = comment.map { "  # \($0)" } ?? ""
    guard indent + text.count > width, let open = opening(of: text), text.hasSuffix(")") else {
      return margin + text + note + "\n"
    }
    let inside = text[text.index(after: open)..<text.index(before: text.endIndex)]
    var lines = [margin + text[...open]]
    var line = ""
    let parts = topLevelParts(inside)
    for (index, part) in parts.enumerated() {
      if !line.isEmpty, indent + 4 + line.count + part.count + 2 > width {
        lines.append(margin + "    " + line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + part + (index < parts.count - 1 ? "," : "")
    }
    return (lines + [margin + "    " + line, margin + ")" + note]).joined(separator: "\n") + "\n"
  }

  /// The bracket that matches the last one of the text.
  private static func opening(of text: String) -> String.Index? {
    var depth = 0
    for index in text.indices.reversed() {
      switch text[index] {
      case ")", "]": depth += 1
      case "(", "[":
        depth -= 1
        if depth == 0 { return text[index] == "(" ? index : nil }
      default: break
      }
    }
    return nil
  }

  /// The parts between commas outside all brackets.
  private static func topLevelParts(_ text: Substring) -> [String] {
    var parts: [String] = []
    var depth = 0
    var current = ""
    for character in text {
      switch character {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      case "," where depth == 0:
        parts.append(current.trimmed)
        current = ""
        continue
      default: break
      }
      current.append(character)
    }
    if !current.trimmed.isEmpty { parts.append(current.trimmed) }
    return parts
  }
}

extension String {
  /// The text without spaces at its ends.
  fileprivate var trimmed: String {
    var text = Substring(self)
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
