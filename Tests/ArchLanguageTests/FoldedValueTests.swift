import Testing

/// What the folded form of small networks looks like where values have names.
@Suite struct FoldedValueTests {
  /// Values that are outputs have their labels.
  @Test func outputs() throws {
    let text = """
      network n {
          input x: [8, 8, 8]
          output a: conv(4, kernel: 1)
          output b: conv(2, kernel: 1) -> relu
      }
      """
    let expected = """
      network n {
          input x: [8, 8, 8]
          a: conv(4, kernel: 1)
          b: x -> conv(2, kernel: 1) -> relu
          output a
          output b
      }

      """
    #expect(try folded(text) == expected)
  }

  /// Every layer sees those before it.
  @Test func growth() throws {
    let text = """
      network n {
          input x: [8, 8, 8]
          for depth in [4, 5, 6] {
              y: it
              repeat depth as i {
                  if i > 0 { concat(y, g) }
                  batch_norm -> relu
                  g: conv(4, kernel: 3, padding: 1)
              }
              concat(y, g) -> conv(8, kernel: 1) -> avg_pool(2, padding: 1)
          }
      }
      """
    let expected = """
      block dense_block(depth) {
          repeat depth as i {
              if i > 0 { concat(in, grown) }
              grown: batch_norm -> relu -> conv(4, kernel: 3, padding: 1)
          }
          concat(in, grown) -> conv(8, kernel: 1) -> avg_pool(2, padding: 1)
      }

      network n {
          input x: [8, 8, 8]
          dense_block(4)
          dense_block(5)
          dense_block(6)
      }

      """
    #expect(try folded(text) == expected)
  }

  /// Paths that cross have labels.
  @Test func crossingPaths() throws {
    let text = """
      network n {
          input x: [8, 8, 8]
          a: conv(8, kernel: 1)
          b: relu
          c: a -> tanh
          d: b -> sigmoid
          multiply(c, b)
          add(it, d)
      }
      """
    let expected = """
      network n {
          input x: [8, 8, 8]
          conv1: conv(8, kernel: 1)
          relu1: relu
          tanh1: conv1 -> tanh
          sigmoid1: relu1 -> sigmoid
          multiply(tanh1, relu1) -> add(sigmoid1)
      }

      """
    #expect(try folded(text) == expected)
  }

  /// All parts of a value are named at once.
  @Test func partsOfAValue() throws {
    let text = """
      network n {
          input x: [6, 8]
          q, k, v: dense(24) -> split(3, axis: 1)
          scores: matmul(q, k, transpose_b: true)
          matmul(scores, v)
      }
      """
    let expected = """
      network n {
          input x: [6, 8]
          part1, part2, part3: dense(24) -> split(3, axis: 1)
          matmul(part1, part2, transpose_b: true) -> matmul(part3)
      }

      """
    #expect(try folded(text) == expected)
  }

  /// A learnt value is among the arguments.
  @Test func learntValues() throws {
    let text = """
      network n {
          input x: [8, 8, 8]
          conv(8, kernel: 1)
          add(parameter([8, 1, 1]))
          relu
      }
      """
    let expected = """
      network n {
          input x: [8, 8, 8]
          conv(8, kernel: 1) -> add(parameter([8, 1, 1])) -> relu
      }

      """
    #expect(try folded(text) == expected)
  }

  /// A block whose calls have one set of weights.
  @Test func sharedBlocks() throws {
    let text = """
      block encoder { dense(16) -> relu -> dense(4) }
      network n {
          input left: [8]
          input right: [8]
          shared e: encoder
          a: left -> e
          b: right -> e
          subtract(a, b)
      }
      """
    let expected = """
      block dense_relu_dense {
          dense(16) -> relu -> dense(4)
      }

      network n {
          input left: [8]
          input right: [8]
          shared tower: dense_relu_dense
          dense1: left -> tower
          right -> tower -> subtract(dense1, it)
      }

      """
    #expect(try folded(text) == expected)
  }

  /// Two rounds of a block after a value that is named are a chain, and what brings paths together goes on in one.
  @Test func resolutions() throws {
    let text = """
      block r { add { branch {} branch { conv(in.channels, kernel: 3, padding: 1) -> relu -> conv(in.channels, kernel: 1) } } }
      network n {
          input x: [8, 16, 16]
          a: relu
          b: max_pool(2)
          a
          c: repeat 2 { r }
          b
          d: repeat 2 { r }
          upsample(2)
          e: add(c, it) -> tanh
          c -> max_pool(2)
          f: add(it, d)
          upsample(2) -> multiply(e)
      }
      """
    let expected = """
      block residual {
          conv(8, kernel: 3, padding: 1) -> relu -> conv(8, kernel: 1) -> add(in, it)
      }

      network n {
          input x: [8, 16, 16]
          relu1: relu
          max_pool1: max_pool(2)
          add1: relu1 -> residual -> residual
          add2: max_pool1 -> residual -> residual
          tanh1: upsample(2) -> add(add1, it) -> tanh
          add1 -> max_pool(2) -> add(add2) -> upsample(2) -> multiply(tanh1)
      }

      """
    #expect(try folded(text) == expected)
  }

  /// What is frozen is in its braces.
  @Test func frozenParts() throws {
    let text = """
      network n {
          input x: [8]
          frozen { dense(16) -> relu }
          dense(4)
      }
      """
    let expected = """
      network n {
          input x: [8]
          frozen { dense(16) -> relu }
          dense(4)
      }

      """
    #expect(try folded(text) == expected)
  }

  /// Long paths beside others are labelled.
  @Test func farEnds() throws {
    let text = """
      block d { max_pool(2) -> conv(2 * in.channels, kernel: 1) }
      block u { upsample(2) -> conv(in.channels / 2, kernel: 1) }
      network n {
          input x: [8, 16, 16]
          a: relu
          b: d
          d
          u
          concat(b, it)
          u
          concat(a, it)
      }
      """
    let expected = """
      network n {
          input x: [8, 16, 16]
          relu1: relu
          max_pool(2) -> conv(16, kernel: 1)
          concat { branch {} branch { max_pool(2) -> conv(32, kernel: 1) -> upsample(2) -> conv(16, kernel: 1) } }
          upsample(2) -> conv(16, kernel: 1) -> concat(relu1, it)
      }

      """
    #expect(try folded(text) == expected)
  }
}
