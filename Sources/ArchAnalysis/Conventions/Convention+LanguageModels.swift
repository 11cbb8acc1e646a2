import ArchGraph

// Formulas for the work of language models. N is the number of parameters used for a token, D the number of tokens.

extension Convention {
  /// The work of using a language model, by its parameters (Kaplan and others 2020, section 2.1).
  static let twoN = Convention(
    "2n", "2N a token", .operations, .perParameter(2),
    summary: "two operations per parameter and token",
    remarks: [
      "embeddings, biases and norms are counted as if they were multiplied for every token; scores are not counted"
    ])

  /// The work of training one, by its parameters (Kaplan and others 2020; GPT-3, Brown and others 2020, appendix D).
  static let sixND = Convention(
    "6nd", "6ND, a training step", .operations, .perParameter(6), perMultiplyAdd: 6,
    summary: "six operations per parameter and token: two forward, four backward",
    remarks: [
      "embeddings, biases and norms are counted as if they were multiplied for every token; scores are not counted"
    ])

  /// The same plus attention (PaLM, Chowdhery and others 2022, appendix B).
  static let palm = Convention(
    "palm", "6N + 12LHQT a token, a training step (PaLM)", .operations,
    .perParameter(6, [row(.scaledDotProduct, adds: 6 * .multiplyAdds)]), perMultiplyAdd: 6,
    summary: "six operations per parameter and token, and per multiply-add of attention scores",
    remarks: ["embeddings, biases and norms are counted as if they were multiplied for every token"])

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
      "72 times the squared width per token and layer, six operations per multiply-add of scores and logits",
    remarks: [
      .init(
        "the squares fit a GPT: projections of the full width and a hidden layer of four times that; a gated hidden "
          + "layer, another width or fewer key heads are counted as if they were the same")
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
      "six operations per multiply-add, nine per score in a softmax, embeddings as products with their tables",
    remarks: ["embeddings are counted as products with the whole table, although they are looked up"])
}
