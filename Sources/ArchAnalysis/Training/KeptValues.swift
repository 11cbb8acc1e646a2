import ArchGraph

/// What stays in memory from the forward pass until the backward pass has read it, each tensor once.
package struct KeptValues: Sendable {
  /// A kept tensor.
  package struct Tensor: Hashable, Sendable {
    /// The layer whose output it is, or that has saved it.
    package var node: Node.ID
    /// What the layer calls it, or `nil` for its output.
    package var name: String?
    /// Its elements, of all examples.
    package var elements: Int
    /// The type of its elements.
    package var element: Kept.Element
    /// The layers whose gradients read it.
    package var readers: [Node.ID]
    /// Whether it is kept once for a batch.
    package var isPerBatch: Bool
  }

  /// Who keeps it.
  package let keeper: Keeper
  /// The tensors, in the order of the layers that make them.
  package let tensors: [Tensor]
  /// For each layer the one whose memory holds its value, or `nil` if that is memory of weights.
  package let roots: [Node.ID?]

  /// Goes through the layers that the backward pass reaches.
  ///
  /// - Throws: ``Overflow`` if a tensor has more elements than can be counted.
  package init(
    _ graph: Graph, _ flow: GradientFlow, batch: Int, keeper: Keeper = .adjoint
  ) throws(Overflow) {
    self.keeper = keeper
    var outputs: [Node.ID: Tensor] = [:]
    var saved: [Tensor] = []
    roots = Self.roots(of: graph, keeper)
    for (id, node) in graph.nodes.enumerated() {
      guard let wanted = flow.wanted[id], let op = node.op as? any Differentiable else { continue }
      for kept in op.kept(from: node.inputShapes, to: node.shape, by: keeper, batch: batch)
      where kept.readers.read(wanted) {
        switch kept.source {
        case .input(let index):
          try Self.keep(roots[node.inputs[index]], kept, id, in: graph, batch, &outputs)
        case .output: try Self.keep(roots[id], kept, id, in: graph, batch, &outputs)
        case .saved(let name, let factors):
          saved.append(
            Tensor(
              node: id, name: name,
              elements: try Self.elements(factors.map(\.value), batch: kept.isPerBatch ? 1 : batch),
              element: kept.element, readers: [id], isPerBatch: kept.isPerBatch))
        }
      }
    }
    tensors = (Array(outputs.values) + saved).sorted {
      ($0.node, $0.name ?? "") < ($1.node, $1.name ?? "")
    }
  }

  private static func roots(of graph: Graph, _ keeper: Keeper) -> [Node.ID?] {
    var roots: [Node.ID?] = []
    for (id, node) in graph.nodes.enumerated() {
      let placement = node.op.placement(of: node.inputShapes)
      let isView =
        (node.op as? any Differentiable)?.isView(by: keeper, of: node.inputShapes) ?? (placement == .view)
      roots.append(isView ? roots[node.inputs[0]] : placement == .weights ? nil : id)
    }
    return roots
  }

  private static func keep(
    _ root: Node.ID?, _ kept: Kept, _ reader: Node.ID, in graph: Graph, _ batch: Int,
    _ outputs: inout [Node.ID: Tensor]
  ) throws(Overflow) {
    guard let root else { return }
    let shape = graph.nodes[root].shape
    if outputs[root] != nil {
      outputs[root]?.readers.append(reader)
    } else {
      outputs[root] = Tensor(
        node: root, name: nil, elements: try elements(shape.dimensions, batch: batch),
        element: shape.element == .token ? .index : kept.element, readers: [reader],
        isPerBatch: false)
    }
  }

  private static func elements(_ extents: [Int], batch: Int) throws(Overflow) -> Int {
    let count = extents.reduce(CheckedInteger(batch)) { $0 * CheckedInteger($1) }
    // Bytes must be countable too.
    guard let value = count.value, value <= Int.max / 8 else { throw Overflow() }
    return value
  }
}

extension KeptValues {
  /// The bytes of all tensors.
  ///
  /// - Parameter type: what layers compute in.
  /// - Throws: ``Overflow`` if that is beyond the range of 64-bit integers.
  package func bytes(_ type: ElementType = .float32) throws(Overflow) -> Int {
    try Self.bytes(of: tensors, type)
  }

  /// The bytes of what is kept once for a batch, whatever its size.
  package func bytesPerBatch(_ type: ElementType = .float32) throws(Overflow) -> Int {
    try Self.bytes(of: tensors.filter(\.isPerBatch), type)
  }

  private static func bytes(of tensors: [Tensor], _ type: ElementType) throws(Overflow) -> Int {
    let sum = tensors.reduce(CheckedInteger(0)) { $0 + CheckedInteger($1.bytes(type)) }
    guard let value = sum.value else { throw Overflow() }
    return value
  }
}

extension KeptValues.Tensor {
  /// Its bytes, or `nil` beyond the range of 64-bit integers.
  package func bytes(_ type: ElementType) -> Int? {
    switch element {
    case .number: type.bytes(of: elements)
    case .single: (CheckedInteger(elements) * CheckedInteger(4)).value
    case .index: (CheckedInteger(elements) * CheckedInteger(8)).value
    case .byte: elements
    }
  }
}
