import ArchDiagnostics
import ArchDocuments

/// Blocks that every file can use without importing them: layers composed of others.
package enum Prelude {
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

    // Latent attention, DeepSeek-V2 2024: keys and values of all heads come of one latent vector, which is kept with a rotary key that they share.
    block latent_attention(
        heads, rank, query_rank = 0, key_width = 128, rotary_width = 64, value_width = 128, base = 10_000, past = 0, absorbed = false,
        positions = rotary, scale = 1
    ) {
        let features = in.features
        let tokens = in.shape[0]
        let width = rotary_width + key_width
        if query_rank > 0 { query_down: dense(query_rank, bias: false) -> rms_norm }
        query: dense(heads * width, bias: false) -> positions(base, heads: heads, width: rotary_width, interleaved: true, past: past)
        down: in -> dense(rank + rotary_width, bias: false)
        shared_key: down -> slice(1, from: rank) -> positions(base, interleaved: true, past: past) -> cache(past)
        latent: down -> slice(1, to: rank) -> rms_norm -> cache(past)
        if absorbed {
            key_up: parameter([heads, key_width, rank])
            value_up: parameter([heads, rank, value_width])
            parts: query -> reshape([tokens, heads, width])
            turned: parts -> slice(2, to: rotary_width)
            absorb: parts -> slice(2, from: rotary_width) -> permute([1, 0, 2]) -> matmul(key_up) -> permute([1, 0, 2])
            asked: concat(turned, absorb, axis: 2) -> reshape([tokens, heads * (rotary_width + rank)])
            seen: concat(shared_key, latent, axis: 1)
            attend(asked, seen, latent, heads: heads, key_heads: 1, causal: true, scale: scale * width ^ -0.5, cached: false)
            reshape([tokens, heads, rank]) -> permute([1, 0, 2]) -> matmul(value_up) -> permute([1, 0, 2])
            reshape([tokens, heads * value_width])
        } else {
            let places = past + tokens
            up: latent -> dense(heads * (key_width + value_width), bias: false) -> reshape([places, heads, key_width + value_width])
            spread: shared_key -> reshape([places, 1, rotary_width]) -> expand([places, heads, rotary_width])
            own: up -> slice(2, to: key_width)
            keys: concat(spread, own, axis: 2) -> reshape([places, heads * width])
            values: up -> slice(2, from: key_width) -> reshape([places, heads * value_width])
            if scale == 1 {
                attend(query, keys, values, heads: heads, causal: true, cached: false)
            } else {
                attend(query, keys, values, heads: heads, causal: true, scale: scale * width ^ -0.5, cached: false)
            }
        }
        project: dense(features, bias: false)
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

  /// The blocks, with a summary and the text of each.
  package static var blocks: [(name: String, summary: String, text: String)] {
    let parts = text.pieces(between: "\n}\n").filter { !$0.isEmpty }
    return zip(blockNames, parts).map { name, part in
      let lines = part.split(separator: "\n").drop { $0.isEmpty }
      let summary = lines.first.map { $0.drop { $0 == "/" || $0 == " " } } ?? ""
      return (name, String(summary), lines.dropFirst().joined(separator: "\n") + "\n}\n")
    }
  }

  /// The names of the blocks, for suggestions.
  static let blockNames = ["separable_conv", "pointwise_conv", "glu", "latent_attention", "squeeze_excite"]
}

extension Program {
  /// The block of the prelude with this name; the prelude is read once a name is found nowhere else.
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
