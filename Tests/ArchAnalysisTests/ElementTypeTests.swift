import ArchAnalysis
import ArchGraph
import ArchOperators
import Foundation
import Testing

/// Bytes of element types, with scales and by layer.
@Suite struct ElementTypeTests {
  // Source: `GGML_QUANT_SIZES` of the package gguf 0.19.0, the elements and bytes of a block.
  private static let blocks: [ElementType: (Int, Int)] = [
    .q4_0: (32, 18), .q4_1: (32, 20), .q5_0: (32, 22), .q5_1: (32, 24), .q8_0: (32, 34), .q2_k: (256, 84),
    .q3_k: (256, 110), .q4_k: (256, 144), .q5_k: (256, 176), .q6_k: (256, 210), .mxfp4: (32, 17),
    // There a block has four groups of 16.
    .nvfp4: (64, 36),
  ]

  @Test(arguments: blocks.keys) func blocksAreThoseOfFiles(type: ElementType) throws {
    let (elements, bytes) = try #require(Self.blocks[type])
    #expect(type.bytes(of: 4096 * elements) == 4096 * bytes)
    #expect(type.bytes(of: -4096 * elements) == -4096 * bytes)
    #expect(type.hasScales)
  }

  /// Bits for each element: of the number itself, and its part of scales and zero points.
  private static let bits: [(ElementType, Double)] = [
    (.nf4, 4.5), (.int4Groups, 4.15625), (.mxfp8, 8.25), (.mxfp4, 4.25), (.nvfp4, 4.5), (.int4, 4),
    (.float8, 8), (.bfloat16, 16),
  ]

  @Test(arguments: bits)
  func bitsAreThoseOfThePapers(type: ElementType, bits: Double) { #expect(type.bytes * 8 == bits) }

  @Test func bytesAreWhole() {
    for type in ElementType.allCases {
      #expect(type.bytes(of: 0) == 0)
      for count in [1, 2, 31, 32, 33, 255, 257, 1000] {
        let exact = Double(count) * type.bytes
        #expect(type.bytes(of: count).map(Double.init) == exact.rounded(.up), "\(count) of \(type)")
      }
      #expect(type.bytes <= 1 || type.bytes(of: Int.max) == nil)
      #expect(type.bytes > 1 || type.bytes(of: Int.max) != nil)
    }
  }

  /// The page has each type with its bits.
  @Test func thePageListsAll() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(contentsOf: root.appending(path: "docs/types.md"), encoding: .utf8)
    for type in ElementType.allCases {
      let bits = type.bytes * 8
      let text = bits == bits.rounded() ? "\(Int(bits))" : "\(bits)"
      #expect(page.contains("\n| `\(type.rawValue)` | \(text) |"), "\(type)")
    }
  }

  /// Llama 3 8B with the types of a usual file of llama.cpp.
  ///
  /// Source: `quant_shape_to_byte_shape` of the package gguf 0.19.0 for its tensors: matrices as Q4_0, the output layer as
  /// Q6_K, the factors of norms as F32.
  @Test func aWholeModelHasTheBytesOfItsFile() throws {
    let graph = try expand(
      """
      block layer() {
          add { branch {} branch { rms_norm -> attention(32, key_heads: 8, bias: false, causal: true, rotary: 500_000) } }
          add { branch {} branch { rms_norm -> glu(14336, act: silu, bias: false) } }
      }
      network llama {
          input tokens: sequence(1)
          embedding(128256, 4096)
          repeat 32 { layer }
          rms_norm
          head: dense(128256, bias: false)
      }
      """)
    let head = try #require(graph.nodes.first { $0.name == "head" }?.weights)
    func bytes(_ analysis: Analysis) -> Int? { Figure.bytes.value(of: analysis, ElementTypes(.q4_0)).known }
    #expect(try bytes(Analysis(graph)) == 4_517_937_152)
    #expect(try bytes(Analysis(graph, weightTypes: [head: .q6_k])) == 4_653_375_488)
  }

  private func network() throws -> Graph {
    try expand(
      """
      network net {
          input x: [64, 8, 8]
          first: conv(128, kernel: 3)
          batch_norm
          flatten
          head: dense(16)
      }
      """)
  }

  /// Weights, values and the rest each have their type; vectors and buffers have no scales.
  @Test func eachPartHasItsType() throws {
    let analysis = try Analysis(network())
    let (matrices, vectors, buffers) = (128 * 64 * 9 + 16 * 4608, 128 + 2 * 128 + 16, 2 * 128)
    func bytes(_ figure: Figure, _ types: ElementTypes) -> Int? { figure.value(of: analysis, types).known }
    #expect(bytes(.parameterBytes, .float32) == 4 * (matrices + vectors))
    #expect(bytes(.bytes, .float32) == 4 * (matrices + vectors + buffers))
    let half = ElementTypes(.float16)
    #expect(bytes(.parameterBytes, half) == 2 * (matrices + vectors))
    // llama.cpp's keep vectors in single precision, others as the activations are.
    let blocks = ElementTypes(.q4_0)
    #expect(bytes(.parameterBytes, blocks) == matrices / 32 * 18 + 4 * vectors)
    #expect(bytes(.bytes, blocks) == matrices / 32 * 18 + 4 * (vectors + buffers))
    let micro = ElementTypes(.mxfp4)
    #expect(bytes(.parameterBytes, micro) == matrices / 32 * 17 + 2 * vectors)
    #expect(bytes(.activationBytes, micro) == bytes(.activationBytes, half))
    #expect(bytes(.peak, blocks) == bytes(.peak, half))
    let mixed = ElementTypes(weights: .int8, activations: .float32, cache: .int8)
    #expect(bytes(.parameterBytes, mixed) == matrices + vectors)
    #expect(bytes(.peak, mixed) == bytes(.peak, .float32))
    let weightReads = analysis.totals.work[.weightReads]
    #expect(bytes(.movedBytes, mixed) == bytes(.movedBytes, .float32).map { $0 - 3 * weightReads })
  }

  /// A layer may have another type than all others; sums over layers are those of each.
  @Test func eachLayerHasItsType() throws {
    let graph = try network()
    let head = try #require(graph.nodes.first { $0.name == "head" }?.weights)
    let analysis = try Analysis(graph, weightTypes: [head: .float16])
    let types = ElementTypes(weights: .q4_0, activations: .float16, cache: .float16)
    let (own, vectors) = (16 * 4608, 128 + 2 * 128)
    let expected = 128 * 64 * 9 / 32 * 18 + 4 * vectors + 2 * (own + 16)
    #expect(Figure.parameterBytes.value(of: analysis, types) == .count(expected))
    let sum = graph.nodes.indices.map { Figure.parameterBytes.value(of: $0, in: analysis, types).known ?? 0 }
    #expect(sum.reduce(0, +) == expected)
    let tally = analysis.tally(of: graph.nodes.indices)
    #expect(Figure.parameterBytes.value(of: tally, types) == .count(expected))
    #expect(Figure.parameterBytes.value(of: tally - tally, types) == .count(0))
    #expect(analysis.weightsText(types) == "q4_0 with float32 vectors, some as float16")
  }
}
