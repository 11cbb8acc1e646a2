import ArchDiagnostics
import ArchGraph

extension Analysis {
  /// The most warnings of one network.
  private static let mostWarnings = 20

  /// A warning for each line of the text with a misaligned merge that has no other before it; those after one may
  /// follow from it and are only counted, as are those of further calls of a block for the same line.
  public var misalignmentWarnings: [Diagnostic] {
    guard !misalignments.isEmpty else { return [] }
    // For each layer the first misaligned merge on the way to it.
    var origins = [Node.ID?](repeating: nil, count: graph.nodes.count)
    let misaligned = Set(misalignments.map(\.node))
    var followers: [Node.ID: Int] = [:]
    for (id, node) in graph.nodes.enumerated() {
      origins[id] = node.inputs.lazy.compactMap { origins[$0] }.first
      guard misaligned.contains(id) else { continue }
      if let origin = origins[id] { followers[origin, default: 0] += 1 } else { origins[id] = id }
    }
    var first: [Misalignment] = []
    var alike: [Place: Int] = [:]
    var seen: Set<Node.ID> = []
    for misalignment in misalignments where origins[misalignment.node] == misalignment.node {
      guard seen.insert(misalignment.node).inserted else { continue }
      let place = graph.nodes[misalignment.node].place
      if place == .unknown || alike[place] == nil { first.append(misalignment) }
      alike[place, default: -1] += 1
    }
    return first.prefix(Self.mostWarnings).map { misalignment in
      let place = graph.nodes[misalignment.node].place
      return misalignment.diagnostic(
        in: graph, followers: followers[misalignment.node] ?? 0,
        alike: place == .unknown ? 0 : alike[place] ?? 0)
    }
  }
}

extension Misalignment {
  /// What shifts one path against the other.
  enum Cause: Hashable, CaseIterable {
    /// `same` padding of a window with a stride, which puts an odd remainder at the end.
    case same
    /// A window with an even kernel, padded by half of it.
    case evenKernel
    /// Padding on one side, or less or more of it than half the window.
    case padding
    /// Positions put before the map, cut off or rearranged.
    case moved
    /// An enlarged map: its positions are around those of the original map.
    case enlarged

    var words: String {
      switch self {
      case .same:
        "`same` padding with a stride, which pads more at the end than at the beginning if the amount is odd"
      case .evenKernel: "an even kernel, whose centre lies between two positions"
      case .padding: "padding that is not half the window on both sides"
      case .moved: "positions that are added, cut off or rearranged on one side"
      case .enlarged: "a map that is enlarged: its positions lie around those it is made of"
      }
    }
  }

  /// The misalignment as a warning that names both paths and what shifts them, how many merges after it (`followers`)
  /// are not aligned either, and how many more the same line has made (`alike`).
  package func diagnostic(in graph: Graph, followers: Int = 0, alike: Int = 0) -> Diagnostic {
    var evidence = [describe(first, in: graph), describe(second, in: graph)]
    if alike > 0 {
      evidence.append(alike == 1 ? "so is one more on this line" : "so are \(alike) more on this line")
    }
    if followers > 0 {
      let more = followers == 1 ? "one merge after it is" : "\(followers) merges after it are"
      evidence.append(more + " not aligned either")
    }
    let causes = causes(in: graph)
    let names = causes.map { "`\(graph.path(of: $0.node))` has \($0.cause.words)" }
    return Diagnostic(
      "misaligned", severity: .warning, "the paths that meet in `\(graph.path(of: node))` are not aligned",
      at: graph.nodes[node].place, evidence: evidence,
      help: names.isEmpty
        ? "one position of the merge sees the input shifted"
        : "one position of the merge sees the input shifted, since \(names.joined(separator: "; and "))")
  }

  /// The first layer of each kind that shifts one of the paths, among the layers that only one of them has.
  private func causes(in graph: Graph) -> [(node: Node.ID, cause: Cause)] {
    func ancestors(of node: Node.ID) -> Set<Node.ID> {
      var found: Set<Node.ID> = [node]
      var next = [node]
      while let id = next.popLast() {
        for input in graph.nodes[id].inputs where found.insert(input).inserted { next.append(input) }
      }
      return found
    }
    let apart = ancestors(of: first.node).symmetricDifference(ancestors(of: second.node))
    var found: [(node: Node.ID, cause: Cause)] = []
    for id in apart.sorted() {
      guard let cause = Self.cause(graph.nodes[id]), !found.contains(where: { $0.cause == cause }) else {
        continue
      }
      found.append((id, cause))
    }
    return found
  }

  /// Whether a layer alone shifts what its positions see, and why.
  private static func cause(_ node: Node) -> Cause? {
    guard !node.inputs.isEmpty,
      case .axes(let axes) = node.op.reach(from: node.inputShapes, to: node.shape)
    else { return nil }
    for case .regular(let stretch) in axes {
      if stretch.upsampling > 1 { return .enlarged }
      // Twice the middle of the first window, measured from the first element of the input.
      let middle = (stretch.taps - 1) * stretch.dilation - 2 * stretch.before
      guard middle != 0 else { continue }
      if stretch.dependsOnExtent { return .same }
      if stretch.taps == 1 || stretch.taps == stretch.stride { return .moved }
      return abs(middle) == stretch.dilation && stretch.taps % 2 == 0 ? .evenKernel : .padding
    }
    return nil
  }

  private func describe(
    _ path: (node: Node.ID, centres: [Double?], strides: [Double?]), in graph: Graph
  ) -> String {
    let centres = path.centres.map { $0.map { "\($0)" } ?? "unknown" }.joined(separator: ", ")
    let strides = path.strides.map { $0.map { "\($0)" } ?? "uneven" }.joined(separator: ", ")
    return
      "by `\(graph.path(of: path.node))` its first position is centred on \(centres), and moves by \(strides)"
  }
}
