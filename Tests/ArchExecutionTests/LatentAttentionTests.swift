import ArchAnalysis
import ArchDocuments
import ArchExecution
import ArchGraph
import ArchKernels
import ArchRuntime
import Testing

/// Latent attention, experts in groups and T5's attention as networks of the language, against the modules of transformers with
/// the same numbers.
@Suite struct LatentAttentionTests {
  /// Element `j` of tensor `t` is `((29*j + 7*t) mod 17 - 8)/16`, plus a number.
  private func weight(_ tensor: Int, _ extents: Int..., plus: Double = 0) -> Nested {
    let count = extents.reduce(1, *)
    let numbers = (0..<count).map { index -> Double in
      let rest: Int = (index * 29 + 7 * tensor) % 17
      return Double(rest - 8) / 16 + plus
    }
    return Nested(extents[...], numbers[...])
  }

  /// Element `i` is `((37*i) mod 19 - 7)/8`.
  private func input(_ extents: Int...) -> Nested {
    let count = extents.reduce(1, *)
    let numbers = (0..<count).map { index -> Double in
      let rest: Int = index * 37 % 19
      return Double(rest - 7) / 8
    }
    return Nested(extents[...], numbers[...])
  }

  private func run(_ body: String, _ x: Nested, _ weights: [String: Nested]) throws -> [Float] {
    let graph = try expand("network n {\n\(body)\n}\n")
    let entries = weights.map { "\"\($0.key)\": \($0.value.text)" }.joined(separator: ", ")
    let data = "{\"inputs\": {\"x\": \(x.text)}, \"weights\": {\(entries)}}"
    let given = try GivenNumbers(JSONValue(parsing: Array(data.utf8)), for: graph)
    #expect(given.missing(in: graph).weights.isEmpty)
    let run = try GivenRun(
      graph, given: given, wanted: graph.outputs.map(\.node), seed: 1, pool: WorkerPool(threads: 1))
    return try #require(run.values.last).numbers
  }

  private func expectClose(_ found: [Float], _ expected: [Float], _ bound: Float = 3e-6) {
    #expect(found.count == expected.count)
    for (index, (a, b)) in zip(found, expected).enumerated() {
      #expect(abs(a - b) < bound, "element \(index)")
    }
  }

  // MARK: Latent attention

  // Source: `DeepseekV3Attention` of transformers 5.24.0 in double precision: 12 features, two heads, ranks of 5 and 6, widths of 4
  // without and 4 with positions and 3 of values; its query rows have the 4 with positions behind, ours before.
  private static let expected: [Float] = [
    -0.8071721, -0.806767, -0.3014215, 0.8539485, 0.3436136, -0.6791832, -0.1738377, 0.90532, 0.4711973,
    -0.5515995,
    -0.1879853, 1.032904, -0.7452467, -0.5053126, 0.1384815, 0.4772308, 0.1018921, -0.4114779, 0.2323161,
    0.2054676,
    0.1957268, -0.3176433, 0.1784528, 0.2993022, -0.9659821, -0.08426946, 0.0425849, 0.01999884, -0.3099838,
    -0.001773805, 0.1250806, 0.4313362, -0.2274881, 0.08072185, 0.7946626, 0.5138318, -0.5407, -0.351171,
    0.1029251,
    0.2690728, -0.05374936, -0.2704654, 0.1836306, 0.2586439, 0.02695619, -0.1897599, 0.2238594, 0.3393495,
    -0.5399814,
    -0.07406852, 0.1530569, -0.05929231, -0.3184527, -0.009278432, 0.217847, 0.1736331, -0.2536626,
    0.05551166,
    0.5904668, 0.2384232,
  ]

  private func latent(_ tokens: Int, _ options: String) -> String {
    """
    input x: [\(tokens), 12]
    a: latent_attention(2, rank: 6, query_rank: 5, key_width: 4, rotary_width: 4, value_width: 3\(options))
    """
  }

  /// All tensors but those that make keys and values of latent vectors.
  private var shared: [String: Nested] {
    [
      "a.query_down.weight": weight(1, 5, 12), "a.query_down.rms_norm.weight": weight(2, 5, plus: 1),
      "a.query.weight": weight(3, 16, 5), "a.down.weight": weight(4, 10, 12),
      "a.latent.rms_norm.weight": weight(5, 6, plus: 1), "a.project.weight": weight(7, 12, 6),
    ]
  }

  private var expanded: [String: Nested] { shared.merging(["a.up.weight": weight(6, 14, 6)]) { $1 } }

  /// Head by head 4 rows of keys and 3 of values, those as `[features, rank]` and these as `[rank, features]`.
  private var absorbed: [String: Nested] {
    let rows = weight(6, 14, 6).rows
    let keys: [[[Double]]] = (0..<2).map { Array(rows[$0 * 7..<$0 * 7 + 4]) }
    let values: [[[Double]]] = (0..<2).map { head in
      (0..<6).map { place in (0..<3).map { rows[head * 7 + 4 + $0][place] } }
    }
    return shared.merging(["a.key_up.value": Nested(keys), "a.value_up.value": Nested(values)]) { $1 }
  }

  /// What transformers keeps of the first three tokens: latent vectors, and rotary keys.
  private var cache: [String: Nested] {
    [
      "a.latent.cache.past": Nested([
        [-0.491272531, 1.9630432, -0.960710704, 0.585433073, 0.360948844, 1.27730857],
        [-0.902741835, 1.53858599, 0.627994299, 0.70998244, 0.0200609295, -0.863492198],
        [0.0377947642, -0.308657231, -1.67976725, -0.577419993, 0.820986234, -1.62517485],
      ]),
      "a.shared_key.cache.past": Nested([
        [-0.28125, -0.578125, 0.1875, -0.7734375], [0.389319462, -0.333538207, -0.818553017, 0.601219662],
        [-0.40877424, -0.195670425, 0.118882701, -0.0835767211],
      ]),
    ]
  }

  @Test func isThatOfTransformers() throws {
    expectClose(try run(latent(5, ""), input(5, 12), expanded), Self.expected)
  }

  @Test func absorbedIsTheSame() throws {
    expectClose(try run(latent(5, ", absorbed: true"), input(5, 12), absorbed), Self.expected)
  }

  // Source: the same with YaRN, as DeepSeek-V3 has it: a factor of 40, 60 tokens in training, `mscale` and `mscale_all_dim` of 1.
  private static let stretched: [Float] = [
    -0.8071721, -0.806767, -0.3014215, 0.8539485, 0.3436136, -0.6791832, -0.1738377, 0.90532, 0.4711973,
    -0.5515995, -0.1879853, 1.032904, -0.7367663, -0.4612951, 0.2174386, 0.3997228, 0.05970121, -0.3762897,
    0.302444, 0.1185213, 0.1447066, -0.2912843, 0.2397389, 0.2035267, -1.037679, 0.06040633, 0.03516872,
    -0.1438755, -0.4381429, 0.1339732, 0.1087356, 0.4793254, -0.3645761, 0.2075401, 0.9953805, 0.5528923,
    -0.5906913, -0.4307615, 0.0832192, 0.3670705, -0.05903314, -0.3242356, 0.1897451, 0.2604141, 0.04749278,
    -0.2177097, 0.2534921, 0.3669401, -0.6435416, -0.06568616, 0.1306335, -0.0695038, -0.3607463, 0.007124465,
    0.2034441, 0.2384616, -0.2879357, 0.07993509, 0.6998503, 0.3112723,
  ]

  @Test(arguments: [false, true]) func stretchesPositions(isAbsorbed: Bool) throws {
    let options =
      ", absorbed: \(isAbsorbed), scale: 1.8738542, "
      + "positions: rotary(scale: 40, scaling: yarn, length: 60, magnitude: 1)"
    expectClose(
      try run(latent(5, options), input(5, 12), isAbsorbed ? absorbed : expanded), Self.stretched)
  }

  @Test(arguments: [false, true]) func aStepBehindACacheIsTheSame(isAbsorbed: Bool) throws {
    let weights = (isAbsorbed ? absorbed : expanded).merging(cache) { $1 }
    let last = Nested(Array(input(5, 12).rows.suffix(2)))
    expectClose(
      try run(latent(2, ", past: 3, absorbed: \(isAbsorbed)"), last, weights), Array(Self.expected.suffix(24))
    )
  }

  /// The latent vector and the shared key are kept, and the keys and values of the heads are not.
  @Test(arguments: ["", ", absorbed: true", ", past: 9", ", past: 9, absorbed: true"])
  func keepsTheLatentVector(options: String) throws {
    let analysis = try Analysis(expand("network n {\n\(latent(4, options))\n}\n"))
    #expect(analysis.totals.cached == 6 + 4)
    #expect(analysis.totals.parameters == 12 * 5 + 5 + 5 * 16 + 12 * 10 + 6 + 6 * 14 + 6 * 12)
  }

  /// Without a cache layer causal attention keeps its keys and values, unless it says that it does not.
  @Test(arguments: [("", 0), ("causal: true", 9), ("causal: true, cached: false", 0), ("cached: true", 9)])
  func whatAttendKeeps(options: String, cached: Int) throws {
    let body =
      "input x: [4, 6]\nk: x -> dense(6)\nv: x -> dense(3)\nattend(x, k, v\(options.isEmpty ? "" : ", " + options))"
    #expect(try Analysis(expand("network n {\n\(body)\n}\n")).totals.cached == cached)
  }

  // MARK: Experts in groups

  private let experts = """
    input x: [6, 4]
    e: experts(8, top: 3, router: sigmoid, scale: 2.5, selection_bias: true, groups: 4, top_groups: 2, group_scores: 2) {
        glu(3, bias: false)
    }
    """

  /// `DeepseekV3MoE` of transformers 5.24.0, with a shared expert of zeros.
  @Test func expertsOfGroupsAreThoseOfTransformers() throws {
    let weights = [
      "e.router.weight": weight(1, 8, 4), "e.glu.gate.weight": weight(2, 8, 3, 4),
      "e.glu.up.weight": weight(3, 8, 3, 4), "e.glu.down.weight": weight(4, 8, 4, 3),
      "e.selection_bias.value": Nested([0.3, -0.4, 0.1, 0.0, -0.2, 0.25, -0.1, 0.05]),
    ]
    expectClose(
      try run(experts, input(6, 4), weights),
      [
        0.21143, -0.04175821, -0.06270385, -0.1147858, -0.002095201, 0.008577444, 0.03722511, 0.03324505,
        0.002850565,
        0.002802527, 0.003233876, -0.003036951, -0.004544908, -0.003984872, 0.00114458, 0.005418263,
        -0.0352692,
        -0.006562756, 0.0385515, 0.04074912, -0.01137301, 0.01708663, 0.08521797, 0.09422276,
      ], 1e-6)
    // Three experts of eight, the router, and eight biases that nothing is learnt of.
    let totals = try Analysis(expand("network n {\n\(experts)\n}\n")).totals
    #expect(totals.parameters == 8 * 4 + 8 * 36 && totals.active == 8 * 4 + 3 * 36 && totals.buffers == 8)
  }

  /// `DeepseekV2TopkRouter` of transformers 5.24.0: which experts tokens meet, and how much of each.
  @Test func groupsByTheirBestExpert() throws {
    let body = """
      input x: [6, 4]
      e: experts(8, top: 3, normalize: false, scale: 16, groups: 4, top_groups: 2) { dense(8, bias: false) }
      """
    // Each expert gives the sum of the features at its own place.
    let own: [[[Double]]] = (0..<8).map { expert in
      (0..<8).map { unit in [Double](repeating: unit == expert ? 1 : 0, count: 4) }
    }
    let weights = [
      "e.router.weight": weight(1, 8, 4),
      "e.dense.weight": Nested(own),
    ]
    let found = try run(body, input(6, 4), weights)
    let chosen: [[Int: Float]] = [
      [7: 3.25121, 1: 3.89119, 0: 1.54781], [5: 2.67143, 1: 2.45144, 4: 2.21469],
      [1: 2.17158, 3: 2.31163, 0: 1.84299], [3: 2.49872, 2: 2.17093, 7: 1.97665],
      [2: 2.69003, 3: 2.64833, 6: 2.21276], [5: 3.09901, 1: 2.65073, 4: 2.28507],
    ]
    for (token, row) in input(6, 4).rows.enumerated() {
      let sum = Float(row.reduce(0, +))
      for expert in 0..<8 {
        #expect(abs(found[token * 8 + expert] - (chosen[token][expert] ?? 0) * sum) < 2e-5 * max(1, abs(sum)))
      }
    }
  }

  /// Norms, factors and shifts of each expert: all of them count, and those of the chosen are active.
  @Test(arguments: [
    ("rms_norm -> dense(3, bias: false)", 6 + 18), ("layer_norm -> dense(6)", 12 + 42),
    ("layer_norm(shift: false) -> relu -> dropout(0.5) -> dense(2)", 6 + 14),
    ("dense(5) -> scale(bias: false, axis: -1)", 35 + 5),
    ("dense(5, bias: false) -> bias(axis: 1) -> gelu", 35),
    ("rms_norm(scale: false) -> dense(2)", 14),
  ])
  func otherLayersOfExperts(layers: String, ofEach: Int) throws {
    let graph = try expand("network n {\ninput x: [5, 6]\nexperts(4, top: 3) { \(layers) }\n}\n")
    let totals = try Analysis(graph).totals
    #expect(totals.parameters == 4 * 6 + 4 * ofEach && totals.active == 4 * 6 + 3 * ofEach)
    #expect(try validate(graph, batch: 2).failed == [])
  }

  // MARK: T5

  /// `T5Attention` of transformers 5.24.0: two heads of four features, eight buckets up to a distance of 9.
  @Test(arguments: [false, true]) func attentionOfT5(isCausal: Bool) throws {
    let body = """
      input x: [7, 6]
      table: parameter([8, 2]) -> bucketed_bias(7, distance: 9, causal: \(isCausal))
      q, k, v: x -> dense(24, bias: false) -> split(3, axis: 1)
      attend(q, k, v, bias: table, heads: 2, causal: \(isCausal), scale: 1)
      out: dense(6, bias: false)
      """
    let weights = [
      "dense.weight": weight(1, 24, 6), "out.weight": weight(2, 6, 8), "table.value": weight(3, 8, 2),
    ]
    expectClose(try run(body, input(7, 6), weights), isCausal ? Self.causal : Self.bidirectional)
  }

  private static let bidirectional: [Float] = [
    0.04374857, -0.382245, 0.2555187, 0.04942148, -0.4008827, 0.2611916, 0.06870068, -0.2924125, 0.1528891,
    0.05188113,
    -0.2211652, 0.1360695, 0.07229735, -0.1778477, 0.1906462, 0.07255525, -0.1398949, 0.1909041, 0.1103232,
    -0.4667095,
    0.5810621, 0.1255493, -0.4592676, 0.5962882, -0.04072203, -0.2654063, 0.2847598, -0.04104127, -0.238202,
    0.2844405,
    0.04635752, -0.2521846, 0.1736761, 0.05083883, -0.1145059, 0.1781574, 0.004065657, -0.286195, 0.1495374,
    0.01107782,
    -0.262339, 0.1565496,
  ]
  private static let causal: [Float] = [
    0.7709961, -1.046387, 0.796875, 0.8056641, -1.044922, 0.831543, 0.457528, -0.4532276, 0.1086196,
    0.4849852,
    -0.610445, 0.1360768, 0.2569009, -0.1025087, 0.07638941, 0.2680166, -0.2219496, 0.08750511, 0.1777832,
    -0.6895075,
    0.6205251, 0.2065673, -0.6281564, 0.6493092, 0.1832198, -0.4472756, 0.2400076, 0.2069609, -0.4250802,
    0.2637487,
    0.1768854, -0.2556507, 0.1092133, 0.1782292, -0.08861329, 0.1105571, 0.007014202, -0.2838121, 0.1590036,
    0.01431734,
    -0.3053924, 0.1663068,
  ]
}

/// Numbers as JSON writes those of a tensor.
private struct Nested {
  let text: String
  /// The rows of a matrix.
  let rows: [[Double]]

  init(_ extents: ArraySlice<Int>, _ numbers: ArraySlice<Double>) {
    let width = extents.last ?? 1
    rows = stride(from: 0, to: numbers.count, by: width).map {
      Array(numbers[numbers.startIndex + $0..<numbers.startIndex + $0 + width])
    }
    text = Self.text(extents, numbers)
  }

  init(_ numbers: [Double]) { self.init([numbers.count], numbers[...]) }
  init(_ rows: [[Double]]) { self.init([rows.count, rows[0].count], rows.flatMap(\.self)[...]) }
  init(_ parts: [[[Double]]]) {
    self.init([parts.count, parts[0].count, parts[0][0].count], parts.flatMap { $0.flatMap(\.self) }[...])
  }

  private static func text(_ extents: ArraySlice<Int>, _ numbers: ArraySlice<Double>) -> String {
    guard let first = extents.first else { return numbers.first.map { "\($0)" } ?? "0" }
    let size = numbers.count / first
    let parts = (0..<first).map {
      text(
        extents.dropFirst(), numbers[numbers.startIndex + $0 * size..<numbers.startIndex + ($0 + 1) * size])
    }
    return "[\(parts.joined(separator: ", "))]"
  }
}
