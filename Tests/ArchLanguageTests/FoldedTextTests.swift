import ArchDiagnostics
import ArchGraph
import ArchOperators
import Testing

@testable import ArchLanguage

/// The folded form of a network, which must give the same layers again.
func folded(_ text: String) throws -> String {
  let graph = try expand(text)
  let folded = FoldedWriter.text(of: graph, catalogue: .standard)
  #expect(graph.firstDifference(from: try expand(folded)) == nil)
  return folded
}

/// What the folded form of small networks looks like: branches, blocks, parameters and rounds.
@Suite struct FoldedTextTests {
  /// Rounds of one block, with a parameter that changes from one row of rounds to the other.
  @Test func roundsOfOneBlock() throws {
    let text = """
      block u(w) { conv(w, kernel: 3, padding: 1, bias: false) -> batch_norm -> relu }
      network n {
          input x: [3, 8, 8]
          repeat 3 { u(16) }
          max_pool(2)
          repeat 2 { u(32) }
      }
      """
    let expected = """
      block conv_bn_relu(filters) {
          conv(filters, kernel: 3, padding: 1, bias: false) -> batch_norm -> relu
      }

      network n {
          input x: [3, 8, 8]
          repeat 3 { conv_bn_relu(16) }
          max_pool(2)
          repeat 2 { conv_bn_relu(32) }
      }

      """
    #expect(try folded(text) == expected)
  }

  /// What comes again in one place only is in the braces of its loop, where it is a chain.
  @Test func roundsWithoutBlock() throws {
    let text = """
      network n {
          input x: [3, 8, 8]
          repeat 5 { conv(3, kernel: 3, padding: 1, bias: false) -> batch_norm -> relu }
          repeat 4 { add { branch {} branch { conv(3, kernel: 1) -> tanh -> conv(3, kernel: 1) } } -> sigmoid }
      }
      """
    let expected = """
      block residual {
          conv(3, kernel: 1) -> tanh -> conv(3, kernel: 1) -> add(in, it) -> sigmoid
      }

      network n {
          input x: [3, 8, 8]
          repeat 5 { conv(3, kernel: 3, padding: 1, bias: false) -> batch_norm -> relu }
          repeat 4 { residual }
      }

      """
    #expect(try folded(text) == expected)
  }

  /// A branch that does nothing is the value that entered the block; `in` is right in branches and rounds.
  @Test func shortcuts() throws {
    let text = """
      block r {
          add {
              branch { conv(in.channels, kernel: 3, padding: 1) -> relu -> conv(in.channels, kernel: 3, padding: 1) }
              branch {}
          }
      }
      network n {
          input x: [8, 8, 8]
          r
          relu -> conv(16, kernel: 1)
          r
          r
      }
      """
    let expected = """
      block residual {
          conv(in.channels, kernel: 3, padding: 1) -> relu -> conv(in.channels, kernel: 3, padding: 1) -> add(in)
      }

      network n {
          input x: [8, 8, 8]
          residual -> relu -> conv(16, kernel: 1)
          repeat 2 { residual }
      }

      """
    #expect(try folded(text) == expected)
  }

  /// What two branches have in common is before them.
  @Test func branchesBehindAPrefix() throws {
    let text = """
      network n {
          input x: [8, 8, 8]
          conv(8, kernel: 1) -> relu
          add {
              branch { conv(8, kernel: 3, padding: 1) }
              branch { conv(8, kernel: 1) -> batch_norm }
          }
      }
      """
    let expected = """
      network n {
          input x: [8, 8, 8]
          conv(8, kernel: 1) -> relu
          add { branch { conv(8, kernel: 3, padding: 1) } branch { conv(8, kernel: 1) -> batch_norm } }
      }

      """
    #expect(try folded(text) == expected)
  }

  /// Padding that is always half of the kernel.
  @Test func paddingFollowsTheKernel() throws {
    let text = """
      network n {
          input x: [8, 16, 16]
          for k in [3, 5, 7] { conv(16, kernel: k, padding: k / 2) -> batch_norm -> relu -> conv(8, kernel: 1) }
      }
      """
    let expected = """
      block unit(kernel) {
          conv(16, kernel: kernel, padding: kernel / 2) -> batch_norm -> relu -> conv(8, kernel: 1)
      }

      network n {
          input x: [8, 16, 16]
          unit(kernel: 3) -> unit(kernel: 5)
          unit(kernel: 7)
      }

      """
    #expect(try folded(text) == expected)
  }

  /// The stride of a pooling is its kernel, unless it is said.
  @Test func stridesOfPooling() throws {
    let text = """
      network n {
          input x: [8, 64, 64]
          for i in [0, 1, 2] {
              conv(8, kernel: 3, padding: 1) -> batch_norm -> relu
              if i == 1 { max_pool(2, stride: 1) } else { max_pool(2) }
              conv(8, kernel: 1)
          }
      }
      """
    let expected = """
      block unit(stride = 1) {
          conv(8, kernel: 3, padding: 1) -> batch_norm -> relu -> max_pool(2, stride: stride) -> conv(8, kernel: 1)
      }

      network n {
          input x: [8, 64, 64]
          unit(stride: 2)
          unit
          unit(stride: 2)
      }

      """
    #expect(try folded(text) == expected)
  }

  /// Widths that are a part of what enters; two of them would be chance.
  @Test func widthsThatFollow() throws {
    let text = """
      network n {
          input x: [16, 8, 8]
          for w in [16, 32, 64] {
              if w > 16 { conv(w, kernel: 1) }
              multiply {
                  branch {}
                  branch { global_avg_pool -> dense(w / 4) -> relu -> dense(w) -> sigmoid }
              }
          }
      }
      """
    let expected = """
      block gate {
          global_avg_pool -> dense(in.channels / 4) -> relu -> dense(in.channels) -> sigmoid -> multiply(in, it)
      }

      network n {
          input x: [16, 8, 8]
          gate
          conv(32, kernel: 1)
          gate
          conv(64, kernel: 1)
          gate
      }

      """
    #expect(try folded(text) == expected)
  }

  /// Calls that differ in one argument.
  @Test func listsOfCalls() throws {
    let text = """
      network n {
          input x: [8, 8, 8]
          for w in [3, 9, 5, 7] { conv(w, kernel: 3, padding: 1) -> batch_norm -> relu -> max_pool(3, stride: 1, padding: 1) }
      }
      """
    let expected = """
      block unit(filters) {
          conv(filters, kernel: 3, padding: 1) -> batch_norm -> relu -> max_pool(3, stride: 1, padding: 1)
      }

      network n {
          input x: [8, 8, 8]
          for filters in [3, 9, 5, 7] { unit(filters) }
      }

      """
    #expect(try folded(text) == expected)
  }
}

/// What folding does where it cannot do all.
@Suite struct FoldedLimitTests {
  private static let text = """
    block r(w) { add { branch { conv(w, kernel: 3, padding: 1) -> relu -> conv(8, kernel: 1) } branch {} } }
    network n {
        input x: [8, 16, 16]
        for w in [4, 6, 8, 10] { r(w) }
    }
    """

  /// A part that is written flat leaves the others as they are, and the layers the same.
  @Test func aPartIsWrittenFlat() throws {
    let graph = try expand(Self.text)
    let writer = FoldedWriter(graph, catalogue: .standard)
    let text = try #require(writer.text(flat: [6]))
    #expect(graph.firstDifference(from: try expand(text)) == nil)
    #expect(
      text.contains("block residual(filters)") && text.contains("residual(8)")
        && text.contains("conv(6, kernel: 3"))
    let plain = try #require(writer.text(flat: [], isFolding: false))
    #expect(graph.firstDifference(from: try expand(plain)) == nil)
    #expect(!plain.contains("block") && plain.contains("branch"))
  }

  /// The comparison finds the first layer that differs.
  @Test func differencesAreFound() throws {
    let graph = try expand(Self.text)
    let other = try expand(Self.text.replacing("8, 10", with: "9, 10"))
    #expect(graph.firstDifference(from: other) == 9)
    #expect(graph.firstDifference(from: graph) == nil)
  }

  /// Beyond the limit there is one line for each layer.
  @Test func largerNetworksAreFlat() throws {
    let graph = try expand("network n {\n input x: [2]\n repeat \(FoldedWriter.mostLayers) { relu }\n}")
    let text = FoldedWriter.text(of: graph, catalogue: .standard)
    #expect(text == GraphWriter.text(of: graph, catalogue: .standard))
  }
}
