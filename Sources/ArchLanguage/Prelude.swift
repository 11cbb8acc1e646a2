import ArchDiagnostics
import ArchDocuments

/// Blocks that every file can use without importing them: layers that others make up.
public enum Prelude {
  static let text = """
    // A depthwise convolution and a pointwise one behind it.
    block separable_conv(filters, kernel, stride = 1, padding = 0, dilation = 1, multiplier = 1, bias = true) {
        depthwise: depthwise_conv(kernel: kernel, stride: stride, padding: padding, dilation: dilation, multiplier: multiplier, bias: bias)
        pointwise: conv(filters, kernel: 1, bias: bias)
    }

    // A convolution of one tap: a dense layer at every position.
    block pointwise_conv(filters, stride = 1, groups = 1, bias = true) {
        conv(filters, kernel: 1, stride: stride, groups: groups, bias: bias)
    }

    // A feed-forward network whose hidden features have a gate (GLU, Shazeer 2020): SwiGLU with `silu`, GEGLU with `gelu`.
    block glu(hidden, act = silu, bias = true) {
        multiply {
            branch { gate: dense(hidden, bias: bias) -> act }
            branch { up: dense(hidden, bias: bias) }
        }
        down: dense(in.features, bias: bias)
    }

    // Squeeze and excite, Hu et al. 2018: each channel weighed by a small network over the means of all.
    block squeeze_excite(reduction = 16, gate = sigmoid, act = relu) {
        multiply {
            branch {}
            branch {
                global_avg_pool
                reduce: dense(in.channels / reduction) -> act
                expand: dense(in.channels) -> gate
            }
        }
    }

    """

  /// The blocks with what each is and how it is written.
  public static var blocks: [(name: String, summary: String, text: String)] {
    let parts = text.pieces(between: "\n}\n").filter { !$0.isEmpty }
    return zip(blockNames, parts).map { name, part in
      let lines = part.split(separator: "\n").drop { $0.isEmpty }
      let summary = lines.first.map { $0.drop { $0 == "/" || $0 == " " } } ?? ""
      return (name, String(summary), lines.dropFirst().joined(separator: "\n") + "\n}\n")
    }
  }

  /// The names of the blocks, for suggestions.
  static let blockNames = ["separable_conv", "pointwise_conv", "glu", "squeeze_excite"]
}

extension Program {
  /// The block of the prelude with a name; the prelude is read when a name is found nowhere else.
  mutating func prelude(_ name: Name) -> (block: BlockSyntax, module: Int)? {
    guard Prelude.blockNames.contains(names[name]) else { return nil }
    let module = modules.firstIndex { $0.source.name == "prelude" } ?? readPrelude()
    guard case .block(let block)? = modules[module].visible[name]?.declaration else { return nil }
    return (block, module)
  }

  private mutating func readPrelude() -> Int {
    let source = SourceText(name: "prelude", text: Prelude.text)
    let (syntax, _) = Parser.parse(source, names: &names)
    var module = Module(source: source, syntax: syntax)
    let index = modules.count
    for declaration in syntax.declarations { module.visible[declaration.word.name] = (index, declaration) }
    modules.append(module)
    return index
  }
}
