import ArchGraph

// Formulas for the work of language models. N are the parameters that a token meets, D the tokens.

extension Convention {
  /// The work of using a language model, by its parameters (Kaplan and others 2020, section 2.1).
  static let twoN = Convention(
    "2n", "2N a token", .operations, .perParameter(2),
    summary: "two operations for each parameter and token",
    remarks: [
      "embeddings, biases and norms are counted as if each were multiplied for each token, and scores are not counted"
    ])

  /// The work of training one, by its parameters (Kaplan and others 2020; GPT-3, Brown and others 2020, appendix D).
  static let sixND = Convention(
    "6nd", "6ND, a training step", .operations, .perParameter(6), perMultiplyAdd: 6,
    summary: "six operations for each parameter and token: two forwards, four backwards",
    remarks: [
      "embeddings, biases and norms are counted as if each were multiplied for each token, and scores are not counted"
    ])

  /// The same with attention (PaLM, Chowdhery and others 2022, appendix B).
  static let palm = Convention(
    "palm", "6N + 12LHQT a token, a training step (PaLM)", .operations,
    .perParameter(6, [row(.scaledDotProduct, adds: 6 * .multiplyAdds)]), perMultiplyAdd: 6,
    summary: "six operations for each parameter and token, and for each multiply-add of attention scores",
    remarks: ["embeddings, biases and norms are counted as if each were multiplied for each token"])

  /// Megatron-LM's formula for GPT (Narayanan and others 2021, section 5.1), without recomputed activations.
  static let megatron = Convention(
    "megatron", "72BLsh^2(1 + s/6h + V/12Lh), a training step (Megatron-LM)", .operations,
    .library([
      row(.scaledDotProduct, adds: 72 * .squaresOfFeatures, 6 * .multiplyAdds),
      row(.head, adds: 6 * .multiplyAdds),
      row(.linear, .embedding),
    ]),
    habits: [.knowsTheHead], perMultiplyAdd: 6,
    summary:
      "72 times the squared width for each token and layer, six operations for each multiply-add of scores and logits",
    remarks: [
      .init(
        "the squares are those of a GPT: projections of the full width and a hidden layer of four times that; a gated hidden "
          + "layer, one of another width or fewer heads of keys are counted as if they were such")
    ])

  /// The count of Chinchilla (Hoffmann and others 2022, appendix F).
  static let chinchilla = Convention(
    "chinchilla", "Chinchilla's appendix F, a training step", .operations,
    .library([
      row(.linear, adds: 6 * .multiplyAdds),
      row(.scaledDotProduct, adds: 6 * .multiplyAdds, 9 * .scores),
      row(.embedding, adds: 6 * .weightsAtOutputs),
    ]),
    perMultiplyAdd: 6,
    summary:
      "six operations for each multiply-add, nine for each score in a softmax, embeddings as products with their tables",
    remarks: ["embeddings are counted as products with the whole table, but are looked up"])
}
