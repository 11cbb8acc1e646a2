import ArchAnalysis
import ArchDiagnostics
import Testing

/// A claim that fails says how the figure comes about, where few layers make it.
@Suite struct ClaimWorkingTests {
  private static let body = """
    input image: [3, 32, 32]
    conv1: conv(8, kernel: 5) -> batch_norm -> relu
    conv2: conv(16, kernel: 3, stride: 2, padding: 1, bias: false)
    """

  private func evidence(_ claim: String, _ body: String = Self.body) throws -> [String] {
    let results = try Analysis(expand("network n {\n\(body)\nexpect \(claim)\n}")).claims()
    return results.first?.diagnostic?.evidence ?? []
  }

  @Test(arguments: [
    (
      "params(conv2) == 900",
      [
        "it is 3*3*8*16 = 1,152, 1.28 times as much",
        "that is kernel_height*kernel_width*in_channels*filters of `conv2`",
      ]
    ),
    (
      "params(conv1) == 900",
      [
        "it is 608 + 16 = 624, 0.69 times as much",
        "of `conv1` (5*5*3 + 1)*8, `conv1.batch_norm` (1 + 1)*8",
      ]
    ),
    (
      "macs < 1000",
      [
        "it is 470,400 + 225,792 = 696,192, 696.19 times as much",
        "of `conv1` 5*5*3*8*28*28, `conv2` 3*3*8*16*14*14",
      ]
    ),
    (
      "flops(conv2) == 4",
      ["it is 2*225792 = 451,584, 112,896.00 times as much", "that is 2*multiply_adds of `conv2`"]
    ),
    ("output(conv2) == [16, 15, 14]", ["it is [16, 14, 14]", "height: floor((28 + 2*1 - 3)/2) + 1 = 14"]),
    ("output(conv1) == [8, 28, 29]", ["it is [8, 28, 28]", "`conv1.relu` keeps the shape of its input"]),
    ("receptive_field(conv2) == 9", ["it is [7, 7]", "`conv2` sees 5 + (3 - 1)*1 = 7"]),
    (
      "buffers == 3",
      ["it is (1 + 1)*8 = 16, 5.33 times as much", "that is (1 + 1)*channels of `conv1.batch_norm`"]
    ),
    ("depth == 7", ["it is 2, 0.29 times as much"]), ("params == 1_776", []),
  ])
  func theWorkingIsShown(claim: String, expected: [String]) throws {
    #expect(try evidence(claim) == expected)
  }

  /// Of many layers there is the figure alone.
  @Test func manyLayersAreNotListed() throws {
    #expect(
      try evidence("params == 6", "input x: [4]\nrepeat 6 { dense(4) }") == ["it is 120, 20.00 times as much"]
    )
  }
}
