import ArchAnalysis
import ArchDocuments
import ArchGraph

extension NetworkDrawing {
  /// The drawing for Graphviz (https://graphviz.org/doc/info/lang.html): frames become clusters.
  package var dot: String {
    let graph = drawn.analysis.graph
    var text = "digraph \(Self.quoted(graph.name)) {\n"
    text +=
      "  node [shape=box, style=\"rounded,filled\", fillcolor=white, fontname=\"Helvetica\", fontsize=11];\n"
    text += "  edge [fontname=\"Helvetica\", fontsize=9];\n  compound=true;\n"
    text += drawn.roots.map { dot(of: $0, indent: "  ") }.joined()
    for link in drawn.links {
      text +=
        "  n\(link.source) -> n\(link.target) [label=\(Self.quoted(composed.labels.text(of: link.value)))];\n"
    }
    return text + "}\n"
  }

  private func dot(of index: Int, indent: String) -> String {
    let box = drawn.boxes[index]
    guard box.children.isEmpty else {
      return
        "\(indent)subgraph cluster_n\(index) {\n\(indent)  label=\(Self.quoted(texts[index].heading)); fontname=\"Helvetica\"; fontsize=11;\n"
        + box.children.map { dot(of: $0, indent: indent + "  ") }.joined() + "\(indent)}\n"
    }
    return
      "\(indent)n\(index) [label=\(Self.quoted(lines(of: index).joined(separator: "\n")))\(box.isTerminal ? ", shape=oval" : "")];\n"
  }

  /// The lines of a box.
  private func lines(of index: Int) -> [String] {
    let text = texts[index]
    return (text.label.map { [$0] } ?? []) + [text.heading] + text.lines
  }

  /// A quoted text, in Graphviz's language.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for part in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if result.count > 1 { result += "\\n" }
      for character in String(part).visible {
        switch character {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        default: result.append(character)
        }
      }
    }
    return result + "\""
  }

  /// The drawing for Mermaid (https://mermaid.js.org/syntax/flowchart.html), which GitHub shows in Markdown.
  package var mermaid: String {
    var text = "flowchart TD\n"
    text += drawn.roots.map { mermaid(of: $0, indent: "  ") }.joined()
    for link in drawn.links {
      text +=
        "  n\(link.source) -->|\"\(Self.entities(composed.labels.text(of: link.value)))\"| n\(link.target)\n"
    }
    return text
  }

  private func mermaid(of index: Int, indent: String) -> String {
    let box = drawn.boxes[index]
    guard box.children.isEmpty else {
      return "\(indent)subgraph n\(index)[\"\(Self.entities(texts[index].heading))\"]\n"
        + box.children.map { mermaid(of: $0, indent: indent + "  ") }.joined() + "\(indent)end\n"
    }
    let label = lines(of: index).map(Self.entities).joined(separator: "<br/>")
    return box.isTerminal ? "\(indent)n\(index)([\"\(label)\"])\n" : "\(indent)n\(index)[\"\(label)\"]\n"
  }

  /// A text without any Mermaid markup: anything but ASCII letters and digits becomes a number.
  private static func entities(_ text: String) -> String {
    var result = ""
    for scalar in text.visible.unicodeScalars {
      let isPlain =
        scalar.isASCII
        ? scalar.properties.isAlphabetic || scalar.properties.numericType != nil
          || " ,.:=+-_/()…".unicodeScalars.contains(scalar)
        : scalar.properties.isAlphabetic
      if isPlain { result.unicodeScalars.append(scalar) } else { result += "#\(scalar.value);" }
    }
    return result
  }
}
