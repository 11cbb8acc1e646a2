import ArchGraph

// Recurrent layers and attention as libraries define them.

extension Recurrence {
  /// A recurrent layer, whose weights are applied once for each token.
  fileprivate func call(
    _ kind: LibraryCall.Kind, _ op: any Operator, from inputs: [Shape], to output: Shape
  ) -> LibraryCall {
    let directions = bidirectional ? 2 : 1
    let kind = projection == nil ? kind : .projectedLSTM
    var call = op.libraryCall(kind, from: inputs, to: output, channels: units)
    call.taps = CheckedInteger(inputs[0][0])
    call.states = CheckedInteger(inputs[0][0]) * CheckedInteger(directions) * CheckedInteger(units)
    call.directions = directions
    call.biasAdditions = call.states * CheckedInteger(gates * biases.count)
    call.multiplyAddsOfGates = call.multiplyAdds - call.states * CheckedInteger(projection ?? 0)
    return call
  }
}

extension RNN: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [recurrence.call(.rnn, self, from: inputs, to: output)]
  }
}

extension LSTM: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [recurrence.call(.lstm, self, from: inputs, to: output)]
  }
}

extension GRU: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [recurrence.call(.gru, self, from: inputs, to: output)]
  }
}

extension MultiHead {
  /// Attention as a library writes it: as its own layer if it has one, otherwise as dense layers and the steps between.
  ///
  /// - Parameters:
  ///   - past: how many keys and values there are besides those of the tokens.
  ///   - hasTable: whether scores get a learnt bias, which the library's layer does not have.
  func libraryCalls(from x: Shape, memory: Shape? = nil, past: Int = 0, hasTable: Bool = false)
    -> [LibraryCall]
  {
    func product(_ factors: [Factor]) -> CheckedInteger { Count(factors).checked }
    let (windows, tokens) = (leading(x), tokens(x))
    let memoryTokens = Factor("tokens", memory.map { $0[$0.rank - 2] } ?? tokens.value)
    let source = memory.map { $0[$0.rank - 1] } ?? x[x.rank - 1]
    let (key, value) = (keyFactor(x), valueFactor(x))
    func linear(_ rows: Factor, _ inputs: Int, _ outputs: [Factor], bias: Bool) -> LibraryCall {
      let (rows, width) = (product(windows + [rows]), product(outputs))
      var call = LibraryCall(
        .linear, inputs: rows * CheckedInteger(inputs), outputs: rows * width,
        multiplyAdds: rows * width * CheckedInteger(inputs))
      call.channels = width.value ?? Int.max
      call.weights = width * CheckedInteger(inputs)
      if bias {
        call.biases = width
        call.biasAdditions = call.outputs
      }
      return call
    }
    let features = x[x.rank - 1]
    let scored = scores(
      queries: windows + [headsFactor, tokens], keys: Factor("keys", past + memoryTokens.value), key, value)
    var parts = [
      linear(tokens, features, [headsFactor, key], bias: biases.query),
      linear(memoryTokens, source, [keyHeadsFactor, key], bias: biases.key),
      linear(memoryTokens, source, [keyHeadsFactor, value], bias: biases.value),
    ]
    parts += hasTable ? scored.parts : [scored]
    if output {
      parts.append(
        linear(
          tokens, CheckedInteger(heads).value(times: value.value), [Factor("features", features)],
          bias: biases.output))
    }
    guard isLibraryLayer(features: features), source == features, past == 0, !hasTable, windows.isEmpty else {
      return parts
    }
    var call = LibraryCall(
      .attention, inputs: x.size, outputs: x.size,
      multiplyAdds: parts.reduce(CheckedInteger(0)) { $0 + $1.multiplyAdds })
    call.channels = features
    call.scores = scored.scores
    for part in parts {
      call.weights = call.weights + part.weights
      call.biases = call.biases + part.biases
      call.biasAdditions = call.biasAdditions + part.biasAdditions
    }
    call.parts = parts
    return [call]
  }

  /// Whether it is equivalent to `nn.MultiheadAttention`.
  private func isLibraryLayer(features: Int) -> Bool {
    var layer = MultiHead(heads: heads)
    layer.bias = bias
    layer.scoring.causal = scoring.causal
    var own = self
    if keyHeads == heads { own.keyHeads = nil }
    if (keyWidth ?? features / max(1, heads)) * heads == features { own.keyWidth = nil }
    if valueWidth == keyWidth { own.valueWidth = nil }
    return own == layer
  }

  private func scores(queries rows: [Factor], keys: Factor, _ key: Factor, _ value: Factor) -> LibraryCall {
    .scores(
      Count(rows).checked, heads: heads, keys: keys.value, keyWidth: key.value, valueWidth: value.value)
  }
}

extension LibraryCall {
  /// Scores, their softmax and the weighted sums, for this many queries in all heads.
  fileprivate static func scores(
    _ queries: CheckedInteger, heads: Int, keys: Int, keyWidth: Int, valueWidth: Int
  ) -> LibraryCall {
    let scores = queries * CheckedInteger(keys)
    func matrixProduct(_ inputs: CheckedInteger, _ outputs: CheckedInteger, width: Int) -> LibraryCall {
      LibraryCall(
        .matrixProduct, inputs: inputs, outputs: outputs, multiplyAdds: scores * CheckedInteger(width))
    }
    var softmax = LibraryCall(.softmax, inputs: scores, outputs: scores)
    softmax.channels = keys
    let mixed = queries * CheckedInteger(valueWidth)
    var call = LibraryCall(
      .scaledDotProduct, inputs: queries * CheckedInteger(keyWidth), outputs: mixed,
      multiplyAdds: scores * (CheckedInteger(keyWidth) + CheckedInteger(valueWidth)))
    call.scores = scores
    call.channels = CheckedInteger(heads).value(times: valueWidth)
    call.parts = [
      matrixProduct(call.inputs, scores, width: keyWidth), softmax,
      matrixProduct(scores, mixed, width: valueWidth),
    ]
    return call
  }
}

extension CheckedInteger {
  /// The product with a number; `Int.max` if it is larger.
  fileprivate func value(times other: Int) -> Int { (self * CheckedInteger(other)).value ?? Int.max }
}

extension Attention: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    common.libraryCalls(from: inputs[0], past: past, hasTable: relativeBias != nil)
  }
}

extension CrossAttention: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    common.libraryCalls(from: inputs[0], memory: inputs[1])
  }
}

extension Attend: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    let (q, k, v) = (inputs[0], inputs[1], inputs[2])
    let queries = Shape(q.dimensions.dropLast() + [heads]).size
    return [
      .scores(
        queries, heads: heads, keys: k[k.rank - 2], keyWidth: q[q.rank - 1] / heads,
        valueWidth: v[v.rank - 1] / (keyHeads ?? heads))
    ]
  }
}
