import ArchAnalysis
import ArchDiagnostics
import ArchDocuments
import ArchExecution
import ArchGraph
import ArchKernels
import Testing

/// Convolutions and poolings that teaching material works by hand, run by the kernels.
///
/// The figures are facts of arithmetic; those of the 6 x 6 images are on slides of widely used courses (vertical edges:
/// A. Ng, Convolutional Neural Networks, week 1; the diagonal patterns: H.-y. Lee, Machine Learning, CNN; the three
/// channels: S. Saha, A Comprehensive Guide to Convolutional Neural Networks).
@Suite struct HandWorkedTests {
  /// The numbers that come out of the last layer.
  private func run(_ body: String, _ data: String, batchOf threads: Int = 1) throws -> [Float] {
    let graph = try expand("network n {\n\(body)\n}\n")
    let given = try GivenNumbers(JSONValue(parsing: Array(data.utf8)), for: graph)
    let run = try GivenRun(
      graph, given: given, wanted: graph.outputs.map(\.node), seed: 1, pool: WorkerPool(threads: threads))
    return try #require(run.values.last).numbers
  }

  private func convolved(
    _ image: [[Float]], _ filter: [[Float]], stride: Int = 1, transposed: Bool = false, padding: Int = 0
  ) throws -> [Float] {
    let kernel = "[\(filter.count), \(filter[0].count)]"
    return try run(
      """
      input image: [1, \(image.count), \(image[0].count)]
      c: conv\(transposed ? "_transpose" : "")(1, kernel: \(kernel), stride: \(stride), padding: \(padding), bias: false)
      """, "{\"inputs\": {\"image\": \(image)}, \"weights\": {\"c.weight\": \(filter)}}")
  }

  private static let diagonal: [[Float]] = [
    [1, 0, 0, 0, 0, 1], [0, 1, 0, 0, 1, 0], [0, 0, 1, 1, 0, 0], [1, 0, 0, 0, 1, 0], [0, 1, 0, 0, 1, 0],
    [0, 0, 1, 0, 1, 0],
  ]
  private static let edge: [[Float]] = [[1, 0, -1], [1, 0, -1], [1, 0, -1]]

  @Test func dotProduct() throws {
    #expect(
      try convolved([[1, 2, 3], [2, 0, 0], [7, 9, 1]], [[3, 2, 0], [3, 0, 1], [0, 5, 2]]) == [60])
  }

  @Test func verticalEdges() throws {
    let image: [[Float]] = [
      [3, 0, 1, 2, 7, 4], [1, 5, 8, 9, 3, 1], [2, 7, 2, 5, 1, 3], [0, 1, 3, 1, 7, 8], [4, 2, 1, 6, 2, 8],
      [2, 4, 5, 2, 3, 9],
    ]
    #expect(
      try convolved(image, Self.edge) == [-5, -4, 0, 8, -10, -2, 2, 3, 0, -2, -4, -7, -3, -2, -3, -16])
  }

  @Test func brightToDark() throws {
    let image = Array(repeating: [10, 10, 10, 0, 0, 0] as [Float], count: 6)
    #expect(try convolved(image, Self.edge) == Array(repeating: [0, 30, 30, 0], count: 4).flatMap(\.self))
  }

  @Test func binaryImage() throws {
    let image: [[Float]] = [
      [1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0],
    ]
    let result = try convolved(image, [[1, 0, 1], [0, 1, 0], [1, 0, 1]])
    #expect(result.count == 9)
    #expect(result[0] == 4)
  }

  /// 308 - 498 + 164 and a bias of 1, at the corner of a padded image.
  @Test func threeChannels() throws {
    let data = """
      {"inputs": {"image": [[[0,0,0],[0,156,155],[0,153,154]], [[0,0,0],[0,167,166],[0,164,165]],
      [[0,0,0],[0,163,162],[0,160,161]]]},
      "weights": {"c.weight": [[[-1,-1,1],[0,1,-1],[0,1,1]], [[1,0,0],[1,-1,-1],[1,0,-1]], [[0,1,1],[0,1,0],[1,-1,1]]],
      "c.bias": [1]}}
      """
    #expect(try run("input image: [3, 3, 3]\nc: conv(1, kernel: 3)", data) == [-25])
    // Each channel by itself.
    let apart = data.replacing("\"c.bias\": [1]", with: "\"c.bias\": [0, 0, 0]").replacing(
      "[[[-1", with: "[[[[-1"
    )
    .replacing("]], [[1,0,0]", with: "]]], [[[1,0,0]").replacing("]], [[0,1,1]", with: "]]], [[[0,1,1]")
    .replacing("[1,-1,1]]]", with: "[1,-1,1]]]]")
    #expect(
      try run("input image: [3, 3, 3]\nc: depthwise_conv(kernel: 3)", apart) == [308, -498, 164])
  }

  @Test func diagonalPatterns() throws {
    let first: [[Float]] = [[1, -1, -1], [-1, 1, -1], [-1, -1, 1]]
    let second: [[Float]] = [[-1, 1, -1], [-1, 1, -1], [-1, 1, -1]]
    #expect(
      try convolved(Self.diagonal, first) == [3, -1, -3, -1, -3, 1, 0, -3, -3, -3, 0, 1, 3, -2, -2, -1])
    #expect(try convolved(Self.diagonal, first, stride: 2) == [3, -3, -3, 0])
    #expect(
      try convolved(Self.diagonal, second)
        == [-1, -1, -1, -1, -1, -1, -2, 1, -1, -1, -2, 1, -1, 0, -4, 3])
  }

  @Test func maxPooling() throws {
    let image = "[[3,3,2,1,0],[0,0,1,3,1],[3,1,2,2,3],[2,0,0,2,2],[2,0,0,0,1]]"
    #expect(
      try run("input image: [1, 5, 5]\nmax_pool(3, stride: 1)", "{\"inputs\": {\"image\": \(image)}}")
        == [3, 3, 3, 3, 3, 3, 3, 2, 3])
  }

  /// Layers compute the cross-correlation: a single 1 comes out as the filter turned round, and the filter turned round
  /// both ways makes it the convolution, which gives the filter itself.
  @Test func convolutionAndCrossCorrelation() throws {
    let filter: [[Float]] = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    let turned = Array(filter.reversed().map { Array($0.reversed()) })
    let impulse: [[Float]] = [[0, 0, 0], [0, 1, 0], [0, 0, 0]]
    #expect(try convolved(impulse, filter, padding: 1) == turned.flatMap(\.self))
    #expect(try convolved(impulse, turned, padding: 1) == filter.flatMap(\.self))
    // A convolution in the mathematical sense, computed: y[n] = Σ x[m] w[n - m].
    let image: [[Float]] = [[1, 2, 0], [0, 3, 1], [4, 0, 2]]
    var expected: [Float] = []
    for row in 0..<3 {
      for column in 0..<3 {
        var sum: Float = 0
        for y in 0..<3 {
          for x in 0..<3 where (0..<3).contains(row + 1 - y) && (0..<3).contains(column + 1 - x) {
            sum += image[y][x] * filter[row + 1 - y][column + 1 - x]
          }
        }
        expected.append(sum)
      }
    }
    #expect(try convolved(image, turned, padding: 1) == expected)
    // A transposed convolution writes the filter as it is.
    #expect(try convolved(impulse, filter, transposed: true, padding: 1) == filter.flatMap(\.self))
  }

  /// How often a transposed convolution writes each element (Odena, Dumoulin and Olah, Distill 2016).
  @Test func checkerboard() throws {
    let ones: [[Float]] = [[1, 1], [1, 1]]
    #expect(try convolved(ones, ones, transposed: true) == [1, 2, 1, 2, 4, 2, 1, 2, 1])
    let wide = Array(repeating: [1, 1, 1] as [Float], count: 3)
    #expect(
      try convolved(ones, wide, stride: 2, transposed: true)
        == [1, 1, 2, 1, 1, 1, 1, 2, 1, 1, 2, 2, 4, 2, 2, 1, 1, 2, 1, 1, 1, 1, 2, 1, 1])
    // With the stride as large as the kernel each element is written once.
    #expect(try convolved(ones, ones, stride: 2, transposed: true) == Array(repeating: 1, count: 16))
    // A transposed convolution has weights.
    #expect(
      try expand("network n {\ninput x: [1, 2, 2]\nconv_transpose(1, kernel: 2, bias: false)\n}\n").weights
        .count
        == 1)
  }

  /// Upsampling by copies has no weights.
  @Test func nearestUpsampling() throws {
    let body = "input image: [1, 2, 2]\nupsample(2)"
    #expect(
      try run(body, "{\"inputs\": {\"image\": [[1, 2], [3, 4]]}}")
        == [1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4])
    #expect(try expand("network n {\n\(body)\n}\n").weights.isEmpty)
  }

  /// `x / (k + alpha*Σ x^2)^beta` over n channels, as in section 3.3 of AlexNet's paper: k 2, n 5, alpha 1e-4, beta 0.75.
  @Test func localResponseNormOfAlexNet() throws {
    let x: [Float] = [10, 20, 30, 40, 50, 60]
    let result = try run(
      "input x: [6, 1]\nlocal_response_norm(5, alpha: 0.0001, beta: 0.75, k: 2, divide_alpha: false)",
      "{\"inputs\": {\"x\": [[10], [20], [30], [40], [50], [60]]}}")
    // The sums of the squares of a channel and its two neighbours on each side, by hand.
    let sums: [Double] = [1400, 3000, 5500, 9000, 8600, 7700]
    func power(_ base: Double) -> Double { (base * base * base).squareRoot().squareRoot() }
    for index in x.indices {
      let expected = Double(x[index]) / power(2 + 1e-4 * sums[index])
      #expect(abs(Double(result[index]) - expected) <= 1e-6 * expected)
    }
  }
}
