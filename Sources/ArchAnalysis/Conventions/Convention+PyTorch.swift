import ArchGraph

// Tools that count in PyTorch. Their rules come from their sources and are checked against what they print for single
// layers.

extension Convention {
  /// fvcore's `FlopCountAnalysis`, which traces a network and counts its functions.
  static let fvcore = Convention(
    "fvcore", "fvcore 0.1.5", .multiplyAdds,
    .library(traced(row(.batchNorm, adds: 1 * .outputs, 1 * .affineOutputs))),
    habits: [.endsInLogits],
    summary:
      "multiply-adds, 2 per element of a batch norm, 5 of other norms, the input of adaptive average poolings",
    remarks: [
      "what it calls FLOPs is multiply-adds",
      .init(
        "fused attention and recurrent layers count as nothing: their products are missing",
        about: .scaledDotProduct, .rnn, .lstm, .projectedLSTM, .gru),
    ])

  /// MMEngine's counter, a copy of fvcore's that takes networks as they are: in training mode.
  static let mmengine = Convention(
    "mmengine", "MMEngine 0.10.7", .multiplyAdds,
    .library(traced(row(.batchNorm, adds: 4 * .outputs, 1 * .affineOutputs))),
    habits: [.endsInLogits],
    summary:
      "multiply-adds, 5 per element of a norm (batch norms in training mode), the input of adaptive average poolings",
    remarks: [
      .init(
        "batch norms are counted as in training, since the tool does not switch to evaluation; at inference they take 2 per element",
        about: .batchNorm),
      .init(
        "fused attention and recurrent layers count as nothing: their products are missing",
        about: .scaledDotProduct, .rnn, .lstm, .projectedLSTM, .gru),
    ])

  /// The rules of both, except for those of batch norms.
  private static func traced(_ batchNorm: CountingRules.Row) -> CountingRules {
    [
      row(.convolution, .transposedConvolution, .linear, .matrixProduct, adds: 1 * .multiplyAdds),
      row(.scaledDotProduct),
      batchNorm,
      row(.layerNorm, .groupNorm, .instanceNorm, adds: 4 * .outputs, 1 * .affineOutputs),
      row(.adaptiveAveragePool, adds: 1 * .inputsOfImages),
      row(.nearest, adds: 1 * .outputsOfImages),
      row(.bilinear, .gridSample, adds: 4 * .outputs),
    ]
  }

  /// ptflops with hooks on layers.
  static let ptflops = Convention(
    "ptflops", "ptflops 0.7.5, its hooks on layers", .multiplyAdds,
    .library(
      [
        row(.convolution, .transposedConvolution, .linear, adds: 1 * .multiplyAdds, 1 * .biasAdditions),
        row(.matrixProduct, adds: 1 * .multiplyAdds),
        row(.scaledDotProduct),
        row(
          .attention,
          adds: 1 * .multiplyAdds, 1 * .biasesOfProjections, 1 * .outputs, 1 * .inputs, 1 * .scores),
        row(.rnn, adds: 1 * .multiplyAdds, 1 * .biasAdditions, 1 * .states),
        row(.gru, adds: 1 * .multiplyAdds, 1 * .biasAdditions, 7 * .states),
        row(.lstm, adds: 1 * .multiplyAdds, 1 * .biasAdditions, 10 * .states),
        row(.projectedLSTM, adds: 1 * .multiplyAddsOfGates, 1 * .biasAdditions, 10 * .states),
        row(.localResponseNorm, adds: 4 * .outputs, 1 * .tapsAtPositions, -1 * .rows),
        row(.powerPool, adds: 1 * .inputs, 2 * .outputs),
        row(.batchNorm, .instanceNorm, .groupNorm, adds: 1 * .outputs, 1 * .affineOutputs),
        row(.layerNorm, adds: 1 * .outputs),
        row(.relu, .prelu, .elu, .gelu, .tanhGELU, adds: 2 * .outputs),
        row(.relu6, .leakyReLU, .silu, .softmax, adds: 1 * .outputs),
        row(.maxPool, .averagePool, .adaptiveMaxPool, .adaptiveAveragePool, adds: 2 * .inputs),
        row(.nearest, .bilinear, .bicubic, .trilinear, .linearInterpolation, adds: 2 * .outputs),
      ],
      functions: [
        row(.relu, .prelu, .elu, .gelu, .tanhGELU, adds: 1 * .outputs),
        row(.leakyReLU, .matrixProduct),
        row(.maxPool, .averagePool, .adaptiveMaxPool, .adaptiveAveragePool, adds: 1 * .inputs),
      ]),
    habits: [.endsInLogits],
    summary: "multiply-adds and biases, 2 per element of a norm, of a ReLU and under a pooling",
    remarks: [
      "a ReLU, a GELU or a pooling written as a layer is counted twice, by the layer and by the function inside it",
      .init("fused attention and products written with `@` count as nothing", about: .matrixProduct),
    ])

  /// ptflops with the dispatcher of tensor operations.
  static let ptflopsATen = Convention(
    "ptflops-aten", "ptflops 0.7.5, its tensor operations", .multiplyAdds,
    .library([
      row(
        .convolution, .transposedConvolution, .linear, .gru, .rnn, .projectedLSTM,
        adds: 1 * .multiplyAdds, 1 * .biasAdditions),
      row(.matrixProduct, adds: 1 * .multiplyAdds),
      row(.scaledDotProduct),
    ]),
    habits: [.endsInLogits],
    summary: "multiply-adds and biases of convolutions, dense layers and matrix products",
    remarks: [
      .init(
        "fused attention and LSTMs count as nothing: their products are missing", about: .scaledDotProduct,
        .lstm
      )
    ])

  /// thop, also known as pytorch-OpCounter.
  static let thop = Convention(
    "thop", "thop 0.1.1 (pytorch-OpCounter)", .multiplyAdds,
    .library(
      [
        row(.convolution, .linear, adds: 1 * .multiplyAdds),
        row(.transposedConvolution, adds: 1 * .weightsAtOutputs),
        row(.matrixProduct, .scaledDotProduct, .attention),
        row(.rnn, adds: 1 * .multiplyAdds, 1 * .biasAdditions, 1 * .states),
        row(.gru, adds: 1 * .multiplyAdds, 1 * .biasAdditions, 7 * .states),
        row(.lstm, adds: 1 * .multiplyAdds, 1 * .biasAdditions, 8 * .states),
        row(.projectedLSTM, adds: 1 * .multiplyAddsUnprojected, 1 * .biasAdditions, 8 * .states),
        row(.batchNorm, .layerNorm, .instanceNorm, adds: 2 * .outputs, 2 * .affineOutputs),
        row(.prelu, adds: 1 * .outputs),
        row(.softmax, adds: 3 * .outputs, -1 * .rows),
        row(.averagePool, adds: 1 * .outputs),
        row(.adaptiveAveragePool, adds: 1 * .inputs, 1 * .outputs),
        row(.nearest, adds: 1 * .outputs),
        row(.linearInterpolation, adds: 5 * .outputs),
        row(.bilinear, adds: 11 * .outputs),
        row(.bicubic, adds: 259 * .outputs),
      ],
      functions: [row(.prelu, .softmax, .averagePool, .adaptiveAveragePool)]),
    parameters: .ofKinds([
      .convolution, .transposedConvolution, .linear, .batchNorm, .layerNorm, .instanceNorm, .prelu, .rnn,
      .gru,
      .lstm, .projectedLSTM,
    ]),
    habits: [.endsInLogits],
    summary: "multiply-adds, 4 per element of a norm, the input and output of adaptive average poolings",
    remarks: [
      .init(
        "attention counts as nothing, and its parameters and those of embeddings are missing",
        about: .attention,
        .embedding),
      .init(
        "a transposed convolution is counted at each position of its output, `stride` times too often on each axis",
        about: .transposedConvolution),
      .init(
        "anything written as a function counts as nothing", about: .averagePool, .adaptiveAveragePool,
        .softmax),
    ])

  /// torchinfo's `summary`.
  static let torchinfo = Convention(
    "torchinfo", "torchinfo 1.8.0", .multiplyAdds,
    .library([
      row(
        .convolution, .deformableConvolution, .rnn, .lstm, .projectedLSTM, .gru,
        adds: 1 * .multiplyAdds, 1 * .biasAdditions),
      row(.transposedConvolution, adds: 1 * .weightsAtOutputs, 1 * .biasAdditions),
      row(.linear, adds: 1 * .multiplyAddsOfOneRow, 1 * .biases),
      row(
        .embedding, .batchNorm, .layerNorm, .groupNorm, .instanceNorm, .rmsNorm, .prelu, adds: 1 * .parameters
      ),
      row(.attention, .scaledDotProduct, .matrixProduct),
    ]),
    habits: [.endsInLogits],
    summary:
      "parameters at each position of a convolution and each token of a recurrent layer, and once each elsewhere",
    remarks: [
      .init(
        "a dense layer over several tokens is counted for only one of them, and attention not at all",
        about: .attention, .scaledDotProduct),
      .init(
        "a transposed convolution is counted at each position of its output, `stride` times too often on each axis",
        about: .transposedConvolution),
      .init(
        "norms and embeddings do not multiply once per parameter", about: .batchNorm, .layerNorm,
        .groupNorm, .embedding),
    ])

  /// calflops, whose rules are those of DeepSpeed's profiler.
  static let calflops = Convention(
    "calflops", "calflops 0.3.2 and DeepSpeed's profiler", .operations,
    .library(
      [
        row(.convolution, adds: 2 * .multiplyAdds, 1 * .biasAdditions),
        row(.transposedConvolution, adds: 2 * .multiplyAddsOfGroup, 1 * .biasesOfConvolution),
        row(.linear, .matrixProduct, adds: 2 * .multiplyAdds),
        row(.scaledDotProduct),
        row(.rnn, adds: 2 * .multiplyAdds, 1 * .biasAdditions, -1 * .states),
        row(.gru, adds: 2 * .multiplyAdds, 1 * .biasAdditions, 1 * .states),
        row(.lstm, adds: 2 * .multiplyAdds, 1 * .biasAdditions, 2 * .states),
        row(.projectedLSTM, adds: 2 * .multiplyAddsOfGates, 1 * .biasAdditions, 2 * .states),
        row(.localResponseNorm, adds: 4 * .outputs, 1 * .tapsAtPositions, -1 * .rows),
        row(.powerPool, adds: 1 * .inputs, 2 * .outputs),
        row(.batchNorm, adds: 1 * .outputs, 1 * .affineOutputs),
        row(.layerNorm, .groupNorm, .instanceNorm, adds: 4 * .outputs, 1 * .affineOutputs),
        row(.relu, .prelu, .elu, .leakyReLU, .silu, .gelu, .tanhGELU, .softmax, adds: 1 * .outputs),
        row(.maxPool, .averagePool, .adaptiveMaxPool, .adaptiveAveragePool, adds: 1 * .inputs),
        row(
          .nearest, .linearInterpolation, .bilinear, .trilinear, .bicubic, adds: 1 * .positionsAskedFor),
      ], functions: [row(.matrixProduct)]),
    habits: [.endsInLogits],
    summary:
      "2 per multiply-add, biases of convolutions, 2 per element of a batch norm, 1 of an activation or pooling",
    remarks: [
      .init("fused attention counts as nothing: its products are missing", about: .scaledDotProduct),
      .init(
        "a transposed convolution with several groups is counted for only one of them",
        about: .transposedConvolution
      ),
    ])

  /// The multiply-adds of calflops.
  static let calflopsMACs = Convention(
    "calflops-macs", "calflops 0.3.2 and DeepSpeed's profiler, its MACs", .multiplyAdds,
    .library(
      [
        row(.convolution, .linear, .matrixProduct, adds: 1 * .multiplyAdds),
        row(.transposedConvolution, adds: 1 * .multiplyAddsOfGroup),
        row(.scaledDotProduct),
      ], functions: [row(.matrixProduct)]),
    habits: [.endsInLogits],
    summary: "multiply-adds of convolutions, dense layers and matrix products",
    remarks: [
      .init(
        "fused attention and recurrent layers count as nothing: their products are missing",
        about: .scaledDotProduct, .rnn, .lstm, .gru),
      .init(
        "a transposed convolution with several groups is counted for only one of them",
        about: .transposedConvolution
      ),
    ])

  /// PyTorch's own counter.
  static let flopCounterMode = Convention(
    "flop-counter-mode", "FlopCounterMode of PyTorch 2.15", .operations,
    .library([
      row(
        .convolution, .transposedConvolution, .linear, .matrixProduct, .gru, .rnn, .projectedLSTM,
        .scaledDotProduct, adds: 2 * .multiplyAdds)
    ]),
    habits: [.endsInLogits],
    summary: "2 per multiply-add of convolutions, dense layers and matrix products",
    remarks: [
      .init("LSTMs count as nothing on a CPU, but are counted on the meta device", about: .lstm),
      .init(
        "under `no_grad`, attention with an even number of heads takes a fast path that is not counted",
        about: .attention),
    ])

  /// The same before fused attention on a CPU had a rule.
  static let flopCounterMode213 = Convention(
    "flop-counter-mode-2.13", "FlopCounterMode of PyTorch up to 2.13, on a CPU", .operations,
    .library([
      row(
        .convolution, .transposedConvolution, .linear, .matrixProduct, .gru, .rnn, .projectedLSTM,
        adds: 2 * .multiplyAdds),
      row(.scaledDotProduct),
    ]),
    habits: [.endsInLogits],
    summary: "2 per multiply-add of convolutions, dense layers and matrix products",
    remarks: [
      "on a CPU fused attention and LSTMs count as nothing; on a GPU and on the meta device scores are counted"
    ])

  /// PyTorch's own counter over a forward and a backward pass.
  static let flopCounterModeTraining = Convention(
    "flop-counter-mode-training", "FlopCounterMode over a forward and a backward pass", .operations,
    .library([
      row(.convolution, .transposedConvolution, adds: 4 * .multiplyAdds, 2 * .multiplyAddsOfAllChannels),
      row(.linear, .matrixProduct, .gru, .rnn, .projectedLSTM, adds: 6 * .multiplyAdds),
      row(.scaledDotProduct),
    ]),
    habits: [.endsInLogits], perMultiplyAdd: 6,
    summary: "6 per multiply-add: forward, gradient by the input, gradient by the weights",
    remarks: [
      .init(
        "the gradient by the weights of a convolution with groups is counted as if each group saw all channels: correct would be 2 "
          + "for each multiply-add", about: .convolution, .transposedConvolution),
      "the gradient by the network's input is counted, although training does not need it",
      .init(
        "fused attention and LSTMs count as nothing, as on a CPU up to 2.13", about: .scaledDotProduct, .lstm),
    ])
}
