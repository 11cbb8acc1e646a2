import ArchAnalysis
import ArchGraph
import ArchReports

extension VolumeDrawing {
  /// A network as a row of volumes: of its layers, or of its blocks if its layers are not a chain.
  ///
  /// - Throws: ``PictureFault`` if neither is.
  package init(_ analysis: Analysis) throws(PictureFault) {
    let outlines = Outlines(analysis.graph)
    let deepest = analysis.graph.paths.reduce(1) { max($0, $1.split(separator: ".").count) }
    var chain: Chain?
    var depth = deepest
    while chain == nil, depth >= 1 {
      chain = Chain(DrawnNetwork(analysis, outlines, Opening(depth: depth)))
      depth -= 1
    }
    guard let chain else { throw Self.fault(analysis, outlines) }
    self.init(title: analysis.graph.name, volumes: [], links: [])
    for (index, box) in chain.boxes.enumerated() {
      volumes.append(try Self.volume(box, chain.drawn))
      if index > 0 { links.append(Self.link(box, chain.drawn)) }
    }
  }

  private static func fault(_ analysis: Analysis, _ outlines: Outlines) -> PictureFault {
    let graph = analysis.graph
    let node = graph.nodes.indices.first { graph.nodes[$0].inputs.count > 1 } ?? graph.inputs.last ?? 0
    return .notAChain(network: graph.name, at: graph.path(of: node))
  }

  private static func volume(_ box: DrawnBox, _ drawn: DrawnNetwork) throws(PictureFault) -> Volume {
    let graph = drawn.analysis.graph
    // Flattened to a vector, it is the same numbers.
    let last =
      box.nodes.last { graph.nodes[$0].op.traits.part != .flattening } ?? box.nodes[box.nodes.count - 1]
    let node = graph.nodes[last]
    let dimensions = node.shape.dimensions
    let first = graph.nodes[box.nodes[0]]
    let shape: Shape
    switch (dimensions.count, first.op.traits.axes) {
    case (1, _): shape = .vector(features: dimensions[0])
    case (2, .map): shape = .signal(channels: dimensions[0], length: dimensions[1])
    case (2, _): shape = .tokens(count: dimensions[0], features: dimensions[1])
    case (3, _): shape = .map(channels: dimensions[0], height: dimensions[1], width: dimensions[2])
    default: throw .noVolume(node.shape, at: graph.path(of: last))
    }
    var caption: [String] = []
    if box.count > 1 { caption.append("\(box.count) blocks") }
    return Volume(box.name, shape, kind: kind(box, first), caption: caption)
  }

  private static func kind(_ box: DrawnBox, _ node: Node) -> Kind {
    if case .input = box.content { return .input }
    guard case .layers = box.content else { return Kind("Block", color: 1) }
    switch type(of: node.op).signature.category {
    case .convolution: return .convolution
    case .pooling: return .pooling
    case .dense: return .dense
    case .attention: return .attention
    default: return .other
    }
  }

  private static func link(_ box: DrawnBox, _ drawn: DrawnNetwork) -> Link {
    let graph = drawn.analysis.graph
    let node = graph.nodes[box.nodes[0]]
    guard case .layers = box.content else {
      let listed = box.nodes.count { graph.nodes[$0].op.traits.part == .layer }
      return Link("\(listed) layers")
    }
    let text = node.drawn
    let isDense = node.shape.rank == 1 && node.inputShapes.first?.rank == 1 && node.weights != nil
    return Link(text, kernel: kernel(of: node), seesAll: isDense)
  }

  /// The window that a layer moves over its input: of filters, or of pooling.
  private static func kernel(of node: Node) -> Kernel? {
    let axes = (node.inputShapes.first?.rank ?? 1) - 1
    guard axes == 1 || axes == 2, isWindow(node) else { return nil }
    let window = extents(of: .window, node, axes)
    guard let window else { return nil }
    let stride = extents(of: .step, node, axes)?.last ?? (node.weights == nil ? window[0] : 1)
    return Kernel(height: window[0], width: axes == 2 ? window[1] : 1, stride: stride)
  }

  /// Whether a layer reads windows: a layer that enlarges its input writes them instead.
  private static func isWindow(_ node: Node) -> Bool {
    guard let input = node.inputShapes.first, input.rank == node.shape.rank else { return false }
    return zip(input.dimensions, node.shape.dimensions).dropFirst().allSatisfy { $0 >= $1 }
  }

  /// The numbers of an argument, one for each axis.
  private static func extents(of place: Signature.Argument.Place, _ node: Node, _ axes: Int) -> [Int]? {
    let signature = type(of: node.op).signature
    for (argument, value) in zip(signature.arguments, node.op.arguments) where argument.place == place {
      switch value {
      case .integer(let number): return Array(repeating: number, count: axes)
      case .list(let numbers):
        let extents = numbers.compactMap { if case .integer(let number) = $0 { number } else { nil } }
        return extents.count == axes ? extents : nil
      default: return nil
      }
    }
    return nil
  }
}

/// The boxes of a drawing as a chain, or `nil` if they do not form one.
private struct Chain {
  let drawn: DrawnNetwork
  private(set) var boxes: [DrawnBox] = []

  init?(_ drawn: DrawnNetwork) {
    self.drawn = drawn
    var next: [Int: Int] = [:]
    var before: [Int: Int] = [:]
    for link in drawn.links {
      if case .output = drawn.boxes[link.target].content { continue }
      guard next[link.source] == nil, before[link.target] == nil else { return nil }
      next[link.source] = link.target
      before[link.target] = link.source
    }
    let leaves = drawn.boxes.indices.filter {
      if case .output = drawn.boxes[$0].content { return false }
      return drawn.boxes[$0].children.isEmpty
    }
    let starts = leaves.filter { before[$0] == nil }
    guard starts.count == 1, var box = starts.first else { return nil }
    while true {
      boxes.append(drawn.boxes[box])
      guard let following = next[box] else { break }
      box = following
    }
    guard boxes.count == leaves.count else { return nil }
    // Layers that only change the order or the form of numbers belong to the ones before them.
    boxes = boxes.filter { box in
      box.nodes.contains { drawn.analysis.graph.nodes[$0].op.traits.part != .flattening }
    }
  }
}
