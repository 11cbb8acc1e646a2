import ArchGraph
import ArchOperators
import Testing

@testable import ArchLanguage

/// Parts that are alike but for steps that one leaves out become one block with a condition.
@Suite struct FoldedUnionTests {
  /// The first unit of a stage has a projection beside it, as in ResNets.
  @Test func projections() throws {
    let text = """
      block u(w, s, first) {
          add {
              branch {
                  conv(w, kernel: 1) -> relu -> conv(w, kernel: 3, stride: s, padding: 1) -> relu
                  conv(4 * w, kernel: 1) -> batch_norm
              }
              branch { if first { conv(4 * w, kernel: 1, stride: s) } }
          }
          relu
      }
      network n {
          input x: [8, 32, 32]
          for w in [4, 8, 16] {
              u(w, s: 2, first: true)
              repeat w / 2 { u(w, s: 1, first: false) }
          }
      }
      """
    let expected = """
      block bottleneck(filters, stride = 1, with_conv = false) {
          add {
              branch {
                  conv(filters, kernel: 1) -> relu -> conv(filters, kernel: 3, stride: stride, padding: 1) -> relu
                  conv(4 * filters, kernel: 1) -> batch_norm
              }
              branch { if with_conv { conv(4 * filters, kernel: 1, stride: 2) } }
          }
          relu
      }

      block stage(depth) {
          bottleneck(in.channels / 2, stride: 2, with_conv: true)
          repeat depth { bottleneck(in.channels / 2) }
      }

      network n {
          input x: [8, 32, 32]
          stage(2)
          stage(4)
          stage(8)
      }

      """
    #expect(try folded(text) == expected)
  }

  /// Every second layer rolls its map and has a mask, as in Swin; a number that only the mask has is given with it alone.
  @Test func shiftedWindows() throws {
    let text = """
      block w(heads, shift) {
          let rows = in.shape[0] / 2
          let mask = rows * rows
          x: in
          layer_norm
          if shift { roll([-1, -1], axis: [0, 1]) }
          reshape([rows, 2, rows, 2, in.features]) -> permute([0, 2, 1, 3, 4])
          reshape([rows * rows, 4, in.features])
          q, k, v: dense(3 * in.features) -> split(3, axis: -1)
          parameter([heads, 4, 4])
          if shift { add(parameter([mask, 1, 4, 4], fixed: true)) }
          attend(q, k, v, it, heads: heads) -> dense(in.features)
          reshape([rows, rows, 2, 2, in.features]) -> permute([0, 2, 1, 3, 4])
          reshape([2 * rows, 2 * rows, in.features])
          if shift { roll([1, 1], axis: [0, 1]) }
          add(x, it)
          y: it
          layer_norm -> dense(4 * in.features) -> gelu -> dense(in.features) -> add(y, it)
      }
      network n {
          input image: [3, 16, 16]
          conv(8, kernel: 1) -> permute([1, 2, 0])
          for [heads, depth] in [[2, 1], [4, 2], [8, 1]] {
              repeat depth { w(heads, shift: false) -> w(heads, shift: true) }
              let rows = it.shape[0] / 2
              reshape([rows, 2, rows, 2, it.features]) -> permute([0, 2, 3, 1, 4])
              reshape([rows, rows, 4 * it.features]) -> dense(it.features / 2, bias: false)
          }
      }
      """
    let expected = """
      block encoder_layer(heads, with_roll = false, channels = 1) {
          layer_norm
          if with_roll { roll([-1, -1], axis: [0, 1]) }
          reshape([in.shape[0] / 2, 2, in.shape[0] / 2, 2, it.features]) -> permute([0, 2, 1, 3, 4])
          reshape([it.shape[0] * it.shape[1], 4, it.features])
          queries1, keys1, values1: dense(3 * in.features) -> split(3, axis: -1)
          parameter([in.features / 4, 4, 4])
          if with_roll { add(parameter([channels, 1, 4, 4], fixed: true)) }
          attend(queries1, keys1, values1, it, heads: heads)
          dense(in.features) -> reshape([in.shape[0] / 2, in.shape[0] / 2, 2, 2, it.features])
          permute([0, 2, 1, 3, 4]) -> reshape([in.shape[0], in.shape[0], it.features])
          if with_roll { roll([1, 1], axis: [0, 1]) }
          add(in, it)
          add { branch {} branch { layer_norm -> dense(4 * in.features) -> gelu -> dense(in.features) } }
      }

      block stage(channels, depth, heads) {
          repeat depth {
              encoder_layer(heads: heads) -> encoder_layer(heads: heads, with_roll: true, channels: channels)
          }
          reshape([in.shape[0] / 2, 2, in.shape[0] / 2, 2, it.features]) -> permute([0, 2, 3, 1, 4])
          reshape([it.shape[0], it.shape[1], 4 * in.features]) -> dense(2 * in.features, bias: false)
      }

      network n {
          input image: [3, 16, 16]
          conv(8, kernel: 1) -> permute([1, 2, 0])
          stage(64, depth: 1, heads: 2)
          stage(16, depth: 2, heads: 4)
          stage(4, depth: 1, heads: 8)
      }

      """
    #expect(try folded(text) == expected)
  }

  /// Parts that each have what the other has not are two: nobody would have all steps of a common block.
  @Test func alternatives() throws {
    func text(_ second: String) -> String {
      """
      block u(w, first) {
          add {
              branch {}
              branch {
                  conv(w, kernel: 3, padding: 1) -> batch_norm -> relu
                  if first { conv(w, kernel: 1) -> tanh }
                  conv(w, kernel: 3, padding: 1) -> batch_norm -> sigmoid -> conv(w, kernel: 5, padding: 2)
                  \(second)
                  conv(8, kernel: 1) -> softmax -> batch_norm -> conv(8, kernel: 1) -> relu
              }
          }
      }
      network n {
          input x: [8, 8, 8]
          u(5, first: false) -> u(6, first: true)
          max_pool(2)
          u(7, first: true) -> max_pool(2)
          u(9, first: false)
      }
      """
    }
    #expect(try folded(text("")).contains("if with_conv { conv(filters, kernel: 1) -> tanh }"))
    let found = try folded(text("if not first { batch_norm -> elu -> tanh }"))
    #expect(!found.contains("if "), "\(found)")
  }

  /// Networks whose layers leave out what chance says: what is written before it is compared gives the same graph.
  @Test(arguments: 0..<60) func chance(seed: UInt64) throws {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func draw(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let parts = (0..<7).map { _ in
      [
        "relu", "conv(w, kernel: 1)", "tanh", "conv(8, kernel: 3, padding: 1) -> relu", "batch_norm",
        "multiply { branch {} branch { sigmoid } }", "add(parameter([1, 1, 1]))",
        "add { branch { conv(w, kernel: 1) } branch { relu -> conv(w, kernel: 1) } } -> conv(8, kernel: 1)",
      ][draw(8)]
    }
    // Which of three kinds has each part, and whether it is beside the value that enters.
    let kinds = (0..<3).map { _ in parts.map { _ in draw(4) > 0 } }
    let isBeside = draw(4) > 0
    var text = ""
    for (kind, has) in kinds.enumerated() {
      let body = zip(parts, has).filter(\.1).map(\.0) + ["conv(8, kernel: 1)"]
      let lines = body.joined(separator: "\n")
      text +=
        "block k\(kind)(w) {\n" + (isBeside ? "add {\nbranch {}\nbranch {\n\(lines)\n}\n}" : lines) + "\n}\n"
    }
    text += "network n {\ninput x: [8, 8, 8]\n"
    for _ in 0..<8 {
      let count = 1 + draw(3)
      let call = "k\(draw(3))(\(8 + 4 * draw(3)))"
      text += count > 1 ? "repeat \(count) { \(call) }\n" : "\(call)\n"
      if draw(3) == 0 { text += "batch_norm\n" }
    }
    text += "}\n"
    let graph = try expand(text)
    let writer = FoldedWriter(graph, catalogue: .standard)
    for unions in 0...3 {
      let found = try #require(writer.attempt(flat: [], mostUnions: unions))
      #expect(
        graph.firstDifference(from: try expand(found.text)) == nil, "\(unions) of\n\(text)\n\(found.text)")
    }
  }
}
