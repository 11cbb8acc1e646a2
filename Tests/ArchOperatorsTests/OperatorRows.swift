import ArchGraph

// Every list of rows that the files of the operators have, joined: `OperatorRowTests` looks for what is left out.

extension PyTorchFact {
  static let all: [PyTorchFact] = joined([
    conv, depthwiseConv, convTranspose, locallyConnected, maxPool, avgPool, lpPool, globalPooling,
    adaptivePooling, upsample, depthToSpace,
  ])
}

extension Reference {
  static let all: [Reference] = joined([
    globalPooling, exp, sine, power, sign, rounding, clamp, affine, tanh, elu, reLU, sigmoid, shrink, gelu,
    add, subtract, maximum, average, multiply, comparing, divide, `where`, pReLU, softplus, softmax, maxout,
    dropout, batchNorm, layerNorm, groupNorm, instanceNorm, rmsNorm, localResponseNorm, l2Normalize,
    weightNorm, spectralNorm, scale,
    concat, reshape, permute, slice, split, pad, crop, channelShuffle, rbf,
  ])
}

extension SequenceFact {
  static let all: [SequenceFact] = joined([
    dense, conv, depthwiseConv, convTranspose, maxPool, avgPool, attention, crossAttention, attend,
    expertDense,
    deformableConv, slice, split, pad, selectiveScan, mamba2Scan, wkv, linearAttention, convLSTM, lstm, fft,
    sparseMatmul, resize, gridSample, roiAlign, maxUnpool, deformableAttention, rnn, gru, matmul, position,
    classToken, embedding, boxDecode, gather, takeAlong, scatterAdd, oneHot, topK, embeddingBag, cumsum,
    triangle, roll, flip, expand, tile, repeatInterleave, mean, sum, max, variance, norm, argMax, unfold,
    longSequences, einsum,
  ])
}

extension Refusal {
  static let all: [Refusal] = joined([
    depthwiseConv, convTranspose, locallyConnected, avgPool, lpPool, globalPooling, adaptivePooling, upsample,
    depthToSpace, add, subtract, maximum, average, multiply, comparing, divide, `where`, attention,
    crossAttention, deformableConv, pReLU, softmax, maxout, batchNorm, layerNorm, groupNorm, instanceNorm,
    rmsNorm, localResponseNorm, l2Normalize, weightNorm, spectralNorm, scale, concat, reshape, permute, slice,
    split, pad, crop,
    channelShuffle, rbf, selectiveScan, mamba2Scan, wkv, linearAttention, convLSTM, lstm, fft, sparseMatmul,
    resize, gridSample, roiAlign, maxUnpool, deformableAttention, rnn, gru, matmul, position, classToken,
    embedding, boxDecode, nonMaximumSuppression, gather, takeAlong, scatterAdd, oneHot, topK, embeddingBag,
    cumsum, triangle, roll, flip, expand, tile, repeatInterleave, mean, sum, max, variance, norm, argMax,
    unfold,
  ])
}

extension ArgumentRefusal {
  static let all: [ArgumentRefusal] = joined([
    depthwiseConv, convTranspose, locallyConnected, avgPool, lpPool, globalPooling, adaptivePooling, upsample,
    depthToSpace, power, clamp, affine, tanh, elu, reLU, shrink, gelu, attention, crossAttention, pReLU,
    softmax, maxout, dropout, layerNorm, groupNorm, instanceNorm, rmsNorm, localResponseNorm, l2Normalize,
    spectralNorm,
    scale, concat, reshape, permute, slice, split, pad, crop, channelShuffle, rbf, selectiveScan, mamba2Scan,
    wkv, linearAttention, convLSTM, lstm, fft, sparseMatmul, rnn, gru, matmul, position, classToken,
    embedding, boxDecode, nonMaximumSuppression, gather, takeAlong, scatterAdd, oneHot, topK, embeddingBag,
    cumsum, triangle, roll, flip, expand, tile, repeatInterleave, mean, sum, max, variance, norm, argMax,
    unfold,
  ])
}

extension Giant {
  static let all: [Giant] = joined([
    affine, reLU, gelu, add, subtract, maximum, average, multiply, comparing, `where`, attention,
    crossAttention, pReLU, softmax, maxout, dropout, layerNorm, groupNorm, instanceNorm, rmsNorm,
    localResponseNorm, l2Normalize, weightNorm, spectralNorm, scale, concat, reshape, permute, slice, split,
    pad, crop, channelShuffle,
    rbf, selectiveScan, mamba2Scan, wkv, linearAttention, convLSTM, lstm, fft, sparseMatmul, rnn, gru, matmul,
    position, classToken, embedding, boxDecode, nonMaximumSuppression, gather, takeAlong, scatterAdd, oneHot,
    topK, embeddingBag, cumsum, triangle, roll, flip, expand, tile, repeatInterleave, mean, sum, max,
    variance, norm, argMax, unfold,
  ])
}

/// One list of several.
private func joined<Row>(_ lists: [[Row]]) -> [Row] { lists.flatMap { $0 } }
