import ArchGraph

// Tools of other formats and frameworks.

extension Convention {
  /// onnx-tool, which weighs operations by what they cost a processor.
  static let onnxTool = Convention(
    "onnx-tool", "onnx-tool 1.0.1", .multiplyAdds,
    .library([
      row(.convolution, .linear, adds: 1 * .multiplyAdds, 1 * .biasAdditions),
      row(.transposedConvolution, adds: 1 * .filterAtOutputs, 1 * .biasAdditions),
      row(.matrixProduct, adds: 1 * .multiplyAdds),
      row(
        .scaledDotProduct, adds: 1 * .multiplyAdds, 36 * .scores, 2 * .inputs, 78 * .layers),
      row(.lstm, adds: 1 * .multiplyAdds, 1 * .biasAdditions, 180 * .statesOfOneDirection),
      row(.gru, adds: 1 * .multiplyAdds, 1 * .biasAdditions, 110 * .statesOfOneDirection),
      row(.batchNorm, adds: 31 * .outputs),
      row(.layerNorm, adds: 7 * .outputs, 29 * .rowsOfFirstAxis),
      row(.groupNorm, adds: 9 * .outputs),
      row(.instanceNorm, adds: 7 * .outputs),
      row(.relu, .absolute, .addition, .position, .subtraction, .product, adds: 1 * .outputs),
      row(.quotient, adds: 4 * .outputs),
      row(.relu6, .hardTanh, .leakyReLU, .prelu, adds: 2 * .outputs),
      row(.hardShrink, adds: 3 * .outputs),
      row(.hardSigmoid, adds: 4 * .outputs),
      row(.softsign, adds: 6 * .outputs),
      row(.hardSwish, .softShrink, adds: 5 * .outputs),
      row(.gelu, adds: 7 * .outputs),
      row(.sigmoid, .exponential, adds: 32 * .outputs),
      row(.silu, adds: 33 * .outputs),
      row(.elu, adds: 35 * .outputs),
      row(.softmax, adds: 36 * .outputs),
      row(.logSigmoid, adds: 75 * .outputs),
      row(.tanh, .softplus, adds: 76 * .outputs),
      row(.logSoftmax, adds: 80 * .outputs),
      row(.tanhGELU, adds: 84 * .outputs),
      row(.mish, adds: 153 * .outputs),
      row(.maxPool, .averagePool, adds: 1 * .tapsOfPlane),
      row(.powerPool, adds: 32 * .inputs, 1 * .taps, 37 * .outputs),
      row(.adaptiveAveragePool, adds: 1 * .inputs, 4 * .outputsOfOnePosition),
      row(.adaptiveMaxPool, .mean, .sum, adds: 1 * .inputs),
      row(.linearInterpolation, .bilinear, .trilinear, adds: 4 * .outputs),
      row(.bicubic, adds: 8 * .outputs),
    ]),
    habits: [.endsInLogits, .foldsBatchNorms],
    summary:
      "multiply-adds, biases, and other operations with weights: 31 per element of a batch norm, 32 of a sigmoid",
    remarks: [
      "exporters fold batch norms into the convolutions before them, as a bias for each element",
      .init(
        "a transposed convolution is counted at each position of its output", about: .transposedConvolution),
      "what exporters add to compute shapes is not included",
    ])

  /// TensorFlow's profiler.
  static let tfProfiler = Convention(
    "tf-profiler", "TensorFlow's profiler with the batch norms of keras-flops", .operations,
    .library([
      row(.convolution, .transposedConvolution, .linear, adds: 2 * .multiplyAdds, 1 * .biasAdditions),
      row(.matrixProduct, .rnn, .lstm, .projectedLSTM, .gru, adds: 2 * .multiplyAdds),
      row(.batchNorm, adds: 2 * .outputs, 6 * .channels),
      row(.softmax, adds: 5 * .outputs),
      row(.maxPool, .averagePool, adds: 1 * .taps),
      row(.adaptiveAveragePool, .mean, adds: 1 * .inputs),
      row(.addition, .position, .product, adds: 1 * .outputs),
    ]),
    summary:
      "2 per multiply-add, biases, 2 per element and 6 per channel of a batch norm, poolings, merges",
    remarks: [
      "without keras-flops fused batch norms count as nothing; activations always do",
      "its rules are taken from its register of statistics, and were only compared with figures that others printed",
    ])

  /// What darknet prints when it loads a network.
  static let darknet = Convention(
    "darknet", "darknet's BFLOPs (AlexeyAB)", .operations,
    .library([
      row(
        .convolution, .transposedConvolution, .linear, .matrixProduct, .rnn, .lstm, .projectedLSTM, .gru,
        adds: 2 * .multiplyAdds),
      row(.maxPool, adds: 1 * .taps),
      row(.addition, .nearest, adds: 1 * .outputs),
    ]),
    summary: "2 per multiply-add, the elements under max poolings, and those of shortcuts and upsamplings",
    remarks: ["pjreddie's darknet counts only convolutions (`2macs`)"])
}
