import Testing

/// What the folded form of networks over rows looks like: attention, windows, features.
@Suite struct FoldedRowTests {
  /// All parts of a split have labels, those of the layer that takes them; a learnt value is among its arguments.
  @Test func partsOfOneLayer() throws {
    let text = """
      network n {
          input x: [8, 12]
          q, k, v: dense(36) -> split(3, axis: -1)
          attend(q, k, v, heads: 3)
          a, b: dense(24) -> split(2, axis: -1)
          multiply(a, b)
          q2, k2, v2: dense(36) -> split(3, axis: -1)
          table: parameter([3, 8, 8])
          attend(q2, k2, v2, table, heads: 3)
      }
      """
    let expected = """
      network n {
          input x: [8, 12]
          queries1, keys1, values1: dense(36) -> split(3, axis: -1)
          part1, part2: attend(queries1, keys1, values1, heads: 3) -> dense(24) -> split(2, axis: -1)
          queries2, keys2, values2: multiply(part1, part2) -> dense(36) -> split(3, axis: -1)
          attend(queries2, keys2, values2, parameter([3, 8, 8]), heads: 3)
      }

      """
    #expect(try folded(text) == expected)
  }

  /// Parts in another order, or not all of them, are branches.
  @Test func otherParts() throws {
    let text = """
      network n {
          input x: [8, 12]
          a, b: split(2, axis: -1)
          subtract(b, a)
          add { branch { split(3, take: 0, axis: -1) } branch { split(3, take: 1, axis: -1) } }
      }
      """
    let found = try folded(text)
    #expect(
      found.contains("add { branch { split(3, take: 0, axis: -1) } branch { split(3, take: 1, axis: -1) } }"))
    #expect(found.contains("subtract(part2, part1)"), "\(found)")
  }

  /// A learnt value that two layers take, or that goes through others, has a label.
  @Test func learntValuesWithLabels() throws {
    let text = """
      network n {
          input x: [8, 8]
          table: parameter([8, 8])
          a: x -> dense(8)
          b: matmul(a, table)
          relu
          c: matmul(b, table)
          other: parameter([8, 8]) -> relu
          matmul(c, other)
      }
      """
    let found = try folded(text)
    #expect(found.contains("parameter1: parameter([8, 8])"), "\(found)")
    #expect(found.contains("parameter([8, 8]) -> relu"), "\(found)")
  }

  /// Windows of maps that have their features last, as Swin's.
  @Test func windows() throws {
    let text = """
      block windows(heads) {
          let rows = in.shape[0] / 2
          x: in
          layer_norm -> reshape([rows, 2, rows, 2, in.features]) -> permute([0, 2, 1, 3, 4])
          reshape([rows * rows, 4, in.features])
          q, k, v: dense(3 * in.features) -> split(3, axis: -1)
          attend(q, k, v, parameter([heads, 4, 4]), heads: heads) -> dense(in.features)
          reshape([rows, rows, 2, 2, in.features]) -> permute([0, 2, 1, 3, 4])
          reshape([2 * rows, 2 * rows, in.features]) -> add(x, it)
          y: it
          layer_norm -> dense(4 * in.features) -> gelu -> dense(in.features) -> add(y, it)
      }
      network n {
          input x: [16, 16, 8]
          windows(2)
          dense(12) -> max_pool(1, stride: 1)
          dense(12)
          x2: it
          reshape([256, 12]) -> dense(12)
          slice(0, to: 64) -> reshape([8, 8, 12])
          windows(3)
          reshape([64, 12]) -> dense(24) -> slice(0, to: 16) -> reshape([4, 4, 24])
          windows(4)
      }
      """
    let found = try folded(text)
    #expect(
      found.hasPrefix(
        """
        block windows(heads) {
            layer_norm -> reshape([in.shape[0] / 2, 2, in.shape[0] / 2, 2, it.features]) -> permute([0, 2, 1, 3, 4])
            reshape([it.shape[0] * it.shape[1], 4, it.features])
        """), "\(found)")
    #expect(found.contains("attend(queries1, keys1, values1, parameter([heads, 4, 4]), heads: heads)"))
    #expect(found.contains("layer_norm -> dense(4 * in.features) -> gelu"))
  }

  /// The order of axes is not a number: moves in another order are other moves.
  @Test func ordersOfAxes() throws {
    let text = """
      network n {
          input x: [4, 6, 8]
          for size in [2, 3, 4] {
              reshape([2, 2, 6, 8]) -> permute([0, 2, 1, 3]) -> reshape([4, 6, 8]) -> dense(8) -> relu -> dense(8)
              reshape([2, 2, 6, 8]) -> permute([2, 0, 1, 3]) -> reshape([4, 6, 8]) -> dense(8) -> relu -> dense(8)
          }
      }
      """
    let found = try folded(text)
    #expect(found.contains("permute([0, 2, 1, 3])") && found.contains("permute([2, 0, 1, 3])"), "\(found)")
  }
}
