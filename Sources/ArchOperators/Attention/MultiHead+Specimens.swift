extension MultiHead {
  /// Small cases of every option besides widths and biases, for eight features and five tokens.
  static let variants: [MultiHead] = {
    func make(_ change: (inout MultiHead) -> Void) -> MultiHead {
      var common = MultiHead(heads: 2)
      common.bias = false
      change(&common)
      return common
    }
    return [
      make { $0.rotary = Rotary() }, make { $0.rotary = Rotary(100, width: 2, interleaved: true, scale: 2) },
      make { $0.rotary = Rotary(100, scale: 8, scaling: RotaryScaling(.llama3, length: 20)) },
      make { $0.rotary = Rotary(100, scale: 4, scaling: RotaryScaling(.yarn, length: 60, turns: [2, 9])) },
      make { $0.rotary = Rotary(100, scale: 2, scaling: RotaryScaling(.dynamic, length: 3)) },
      make { ($0.norm, $0.keyHeads, $0.rotary) = (.rms, 1, Rotary(500, interleaved: true)) },
      make { $0.norm = .layer }, make { ($0.norm, $0.learntScale) = (.l2, true) },
      make { ($0.queryBias, $0.valueBias) = (true, true) },
      make { ($0.keyBias, $0.scoring.scale) = (true, 1) },
      make { ($0.scoring.softCap, $0.scoring.scale) = (2.5, 0.25) },
      make { ($0.scoring.causal, $0.scoring.window) = (true, 2) }, make { $0.scoring.window = 2 },
      make { ($0.scoring.causal, $0.scoring.prefix) = (true, 3) },
      make { ($0.scoring.window, $0.scoring.prefix) = (1, 2) }, make { $0.scoring.block = 2 },
      make { ($0.scoring.block, $0.scoring.causal) = (3, true) },
    ]
  }()
}
