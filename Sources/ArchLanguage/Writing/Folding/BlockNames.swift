import ArchGraph

/// Finds names for blocks: from the scopes that contain all calls, or else from what the block does.
struct BlockNames {
  private let graph: Graph
  private let table: PartTable
  private let sizes: [Int]
  private var labels: LabelNames

  init(_ graph: Graph, table: PartTable, words: Set<String>) {
    self.graph = graph
    self.table = table
    sizes = Self.sizes(graph)
    labels = LabelNames(reserved: words)
  }

  /// The names of blocks with these calls, each block after those that it calls.
  mutating func names(_ blocks: [[Step]]) -> [String] {
    // Blocks that contain others choose first among the scopes' names.
    var words = [String](repeating: "", count: blocks.count)
    var scopes: Set<String> = []
    for (index, calls) in blocks.enumerated().reversed() {
      if let name = scopeName(calls), scopes.insert(name).inserted {
        words[index] = name
      } else {
        words[index] = content(calls[0])
      }
    }
    return words.map { labels.name($0, startingAt: 2) }
  }

  // MARK: Scopes

  /// Words that say nothing about what a block does.
  private static let idle: Set = [
    "layer", "layers", "block", "blocks", "features", "model", "module", "modules", "stage", "stages", "body",
    "conv",
    "encoder", "backbone", "trunk_output", "act", "relu", "norm", "branch", "head", "stem", "main", "net",
    "network",
    "sequential",
  ]

  /// How many layers each scope contains.
  private static func sizes(_ graph: Graph) -> [Int] {
    var sizes = [Int](repeating: 0, count: graph.scopes.count)
    for node in graph.nodes { sizes[node.scope] += 1 }
    for (id, scope) in graph.scopes.enumerated().reversed() {
      if let parent = scope.parent { sizes[parent] += sizes[id] }
    }
    return sizes
  }

  /// The name of the scopes that contain little more than the calls, if all have the same.
  private func scopeName(_ calls: [Step]) -> String? {
    var found: String?
    for call in calls {
      guard let name = scopeName(call) else { return nil }
      if let found, found != name { return nil }
      found = name
    }
    return found
  }

  private func scopeName(_ call: Step) -> String? {
    let (first, last) = (graph.nodes[call.nodes.lowerBound], graph.nodes[call.nodes.upperBound])
    let around = Array(zip(graph.scopes(around: first), graph.scopes(around: last)))
    guard let id = around.last(where: { $0.0 == $0.1 })?.0 else { return nil }
    let scope = graph.scopes[id]
    guard sizes[id] * 2 <= call.nodes.count * 3 else { return nil }
    var name = (scope.block ?? scope.name)[...]
    if scope.block == nil {
      // Places such as `3a` in `inception3a` count, and name nothing.
      if let last = name.last, last.isLetter, let before = name.dropLast().last, before.isNumber {
        name = name.dropLast()
      }
      while let last = name.last, last.isNumber || last == "_" { name = name.dropLast() }
    }
    let word = String(name).lowercased()
    guard word.count > 2, !Self.idle.contains(word), scope.block != nil || !word.contains("_") else {
      return nil
    }
    var spelling = LabelSpelling(reserved: [])
    return spelling.label(for: word)
  }

  // MARK: What it does

  private func content(_ call: Step) -> String {
    guard case .call(_, let body) = call.kind else { return "unit" }
    let nodes = Array(call.nodes)
    func holds(_ step: Step, _ join: Flow.Join) -> Bool { step.nodes.contains { table.join($0) == join } }
    for step in body.steps {
      if case .growth = step.kind { return "dense_block" }
      if case .rounds = step.kind {
        return step.lists.first?.steps.contains(where: grows) ?? false ? "dense_block" : "stage"
      }
    }
    let called = Set(
      body.steps.flatMap { step in if case .call = step.kind { Array(step.nodes) } else { [Node.ID]() } })
    if nodes.contains(where: { !called.contains($0) && table.attends($0) }) { return "encoder_layer" }
    // A stage has several units, one of which adds up paths.
    let units = body.steps.filter { $0.nodes.count > 2 }
    let isStage = units.contains { step in
      if case .call = step.kind { holds(step, .sum) } else { false }
    }
    if units.count > 1, isStage { return "stage" }
    if nodes.contains(where: table.attends) { return "encoder_layer" }
    let isDepthwise = nodes.contains { table.isDepthwise($0) == true }
    let isChain = body.steps.allSatisfy { if case .layer = $0.kind { true } else { false } }
    if nodes.count <= 3, isChain, !isDepthwise { return nodes.map(word).joined(separator: "_") }
    let joins = body.steps.compactMap { step -> (join: Flow.Join, branches: [StepList])? in
      if case .merge(let id, let branches) = step.kind { (table.join(id), branches) } else { nil }
    }
    if let join = joins.first(where: { $0.join == .concatenation }) {
      if join.branches.count > 2 { return "inception" }
      if join.branches.contains(where: \.steps.isEmpty) { return "dense_layer" }
      if nodes.contains(where: { table.traits($0).channels == .rearranged }) { return "shuffle" }
      return body.steps.count > 1 ? "fire" : "fork"
    }
    let sums = joins.count { $0.join == .sum }
    if sums == 0, !isDepthwise, joins.contains(where: { $0.join == .product }) {
      return body.steps.count == 1 ? "gate" : "gated"
    }
    if sums > 1 { return "residual_layer" }
    let kernels = nodes.filter { table.isDepthwise($0) == false }.compactMap(kernel)
    if sums > 0 { return !isDepthwise && kernels.prefix(3) == [1, 3, 1] ? "bottleneck" : "residual" }
    if isDepthwise { return kernels.count > 1 ? "inverted" : "separable" }
    if kernels == [1, 3, 1] { return "bottleneck_body" }
    return scaling(nodes)
  }

  /// Whether a call joins its input to its result, as the layers of DenseNet do.
  private func grows(_ step: Step) -> Bool {
    guard case .call(_, let body) = step.kind, case .merge(let id, let branches)? = body.steps.first?.kind
    else {
      return false
    }
    return table.join(id) == .concatenation && branches.contains(where: \.steps.isEmpty)
  }

  /// A name based on how the map changes.
  private func scaling(_ nodes: [Node.ID]) -> String {
    func scales(_ id: Node.ID, _ isSo: (Double) -> Bool) -> Bool {
      graph.nodes[id].weights == nil && table.scale(id).map(isSo) ?? false
    }
    if nodes.contains(where: { table.scale($0) ?? 1 > 1 }) { return "up" }
    guard let first = nodes.first, let last = nodes.last else { return "unit" }
    if scales(first, { $0 < 1 }) { return "down" }
    guard scales(last, { $0 < 1 }) else { return "unit" }
    return table.traits(first).part == .normalisation ? "transition" : "stage"
  }

  /// Short words for layers, for names made of several.
  private static let short = ["batch_norm": "bn", "layer_norm": "norm", "leaky_relu": "leaky"]

  private func word(_ id: Node.ID) -> String {
    let name = graph.nodes[id].op.name
    return Self.short[name] ?? (kernel(id) == 1 && table.isDepthwise(id) != nil ? name + "1x1" : name)
  }

  private func kernel(_ id: Node.ID) -> ArgumentValue? {
    let op = graph.nodes[id].op
    return zip(type(of: op).signature.arguments, op.arguments).first { $0.0.place == .window }?.1
  }
}
