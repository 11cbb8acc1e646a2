import ArchGraph
import Testing

@testable import ArchOperators

/// The layers of networks that others published, counted by the papers.
@Suite struct TransformerTests {
  /// ViT-B/16 (Dosovitskiy and others 2021): parameters and multiply-adds that torchvision publishes.
  @Test func visionTransformer() throws {
    let image: Shape = [3, 224, 224]
    let tokens: Shape = [197, 768]
    var sum = LayerSum()
    #expect(try sum.add(Conv(768, kernel: 16, stride: 16), on: [image]) == [768, 14, 14])
    #expect(try sum.add(ClassToken(), on: [[196, 768]]) == tokens)
    try sum.add(Position(), on: [tokens])
    for _ in 0..<12 {
      try sum.add(LayerNorm(), on: [tokens])
      #expect(try sum.add(Attention(12), on: [tokens]) == tokens)
      try sum.add(LayerNorm(), on: [tokens])
      #expect(try sum.add(Dense(3072), on: [tokens]) == [197, 3072])
      try sum.add(Dense(768), on: [[197, 3072]])
    }
    try sum.add(LayerNorm(), on: [tokens])
    try sum.add(Dense(1000), on: [[768]])
    #expect(sum.multiplyAdds == 17_563_828_224)
    #expect(sum.parameters == 86_567_656)
  }

  /// Swin-T (Liu and others 2021): torchvision publishes 28,288,354 parameters and 4.491 GFLOPS.
  @Test func swinTransformer() throws {
    var sum = LayerSum()
    try sum.add(Conv(96, kernel: 4, stride: 4), on: [[3, 224, 224]])
    try sum.add(LayerNorm(), on: [[3136, 96]])
    for (stage, blocks) in [2, 2, 6, 2].enumerated() {
      let (side, width) = (56 >> stage, 96 << stage)
      let windows: Shape = [side / 7 * (side / 7), 49, width]
      for _ in 0..<blocks {
        try sum.add(LayerNorm(), on: [windows])
        #expect(try sum.add(Attention(3 << stage, relativeBias: [7, 7]), on: [windows]) == windows)
        try sum.add(LayerNorm(), on: [windows])
        let wide = try sum.add(Dense(4 * width), on: [windows])
        try sum.add(Dense(width), on: [wide])
      }
      guard stage < 3 else { break }
      try sum.add(LayerNorm(), on: [[side * side / 4, 4 * width]])
      try sum.add(Dense(2 * width, bias: false), on: [[side * side / 4, 4 * width]])
    }
    try sum.add(LayerNorm(), on: [[49, 768]])
    try sum.add(Dense(1000), on: [[768]])
    #expect(sum.parameters == 28_288_354)
    #expect((sum.multiplyAdds + 500_000) / 1_000_000 == 4_491)
  }

  /// GPT-2 small (Radford and others 2019), whose head has the weights of its embedding, and BERT base
  /// (Devlin and others 2019) with its pooler: the parameters that their checkpoints have.
  @Test(arguments: [(50_257, 1024, 0, 124_439_808), (30_522, 512, 2, 109_482_240)])
  func languageModels(vocabulary: Int, length: Int, segments: Int, parameters: Int) throws {
    let isBERT = segments > 0
    let words: Shape = Shape([128], of: .token)
    let tokens: Shape = [128, 768]
    var sum = LayerSum()
    #expect(try sum.add(Embedding(vocabulary, 768), on: [words]) == tokens)
    try sum.add(Position(length: length), on: [tokens])
    if isBERT { try sum.add(Embedding(segments, 768), on: [words]) }
    for _ in 0..<12 {
      try sum.add(LayerNorm(), on: [tokens])
      try sum.add(Attention(12, causal: !isBERT), on: [tokens])
      try sum.add(LayerNorm(), on: [tokens])
      try sum.add(Dense(3072), on: [tokens])
      try sum.add(Dense(768), on: [[128, 3072]])
    }
    try sum.add(LayerNorm(), on: [tokens])
    if isBERT { try sum.add(Dense(768), on: [[768]]) }
    #expect(sum.parameters == parameters)
  }
}
