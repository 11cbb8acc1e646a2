import ArchGraph
import ArchPyTorch
import ArchRuntime

/// One number for all positions of each channel, or for all elements along the axes that the call names.
package protocol GlobalPooling: Operator {
  /// Whether the pooled axes stay, with extent 1.
  var keepAxes: Bool { get }

  /// The axes to pool, counted from the end if negative, or `nil` for all but the channels.
  var axes: [Int]? { get }
}

extension GlobalPooling {
  /// `[C, …]` becomes `[C]`, or `[C, 1, …]`; with named axes the others stay.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    guard let axes else { return try channels(of: inputs) }
    let input = try tensor(inputs, rank: 1, "an axis to pool")
    let pooled = try self.axes(axes, of: input)
    let names = input.factors("in_")
    let extents = names.indices.compactMap { axis in
      pooled.contains(axis)
        ? keepAxes ? Extent("kept", 1) : nil : Extent(names[axis].name, names[axis].value)
    }
    // A shape is never empty.
    return .extents(extents.isEmpty ? [Extent("result", 1)] : extents)
  }

  /// `[C]`, or `[C, 1, …]` if the axes are kept.
  private func channels(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try map(inputs)
    let kept = keepAxes ? Axis.spatial("kept_", input.rank - 1).map { Extent($0, 1) } : []
    return .extents([Extent("in_channels", input[0])] + kept)
  }

  /// The pooled axes, in the order of the shape.
  func pooled(of input: Shape) -> [Int] { axes.map { resolved($0, of: input) } ?? Array(1..<input.rank) }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// All positions of the pooled axes.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    keepAxes ? .reduction(of: pooled(of: inputs[0]), rank: inputs[0].rank) : .everything
  }

  /// The elements of the input that an element of the output is computed from.
  func elements<N: Number>(of x: Tensor<N>, for position: [Int]) -> [N] {
    let pooled = pooled(of: x.shape)
    var place = [Int](repeating: 0, count: x.shape.rank)
    let others = place.indices.filter { !pooled.contains($0) }
    for (index, axis) in others.enumerated() { place[axis] = position[keepAxes ? axis : index] }
    return Positions(pooled.map { x.shape[$0] }).map { step in
      for (index, axis) in zip(step, pooled) { place[axis] = index }
      return x[place]
    }
  }

  /// The traits of every pooling over entire axes.
  func poolingTraits(_ values: Traits.Values, _ result: String) -> Traits {
    let channels: Traits.Channels =
      if let axes {
        !keepAxes ? .rearranged : axes.contains(0) ? .mixed : axes.allSatisfy { $0 > 0 } ? .kept : .rearranged
      } else { .kept }
    return Traits(
      isDefinedByElement: true, channels: channels, values: values,
      axes: axes == nil ? .map : keepAxes ? .asInput : .unknown, part: .layer,
      firstAxis: axes == nil ? .reduces(to: result) : nil)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }
}

extension GlobalPooling where Self: Runnable {
  /// The elements of one result on each thread, along named axes.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    guard axes != nil else { return inputs.reduce(output.bytes(batch)) { $0 + $1.bytes(batch) } }
    return Double(threads) * (inputs[0].bytes() / max(1, output.bytes() / 4) + 64)
  }
}

extension GlobalPooling {
  /// A call of the method of a tensor that pools some axes.
  func pytorchPooling(_ method: String, of input: Shape) -> PyTorchCode {
    let pooled = pooled(of: input)
    // All axes together leave one result for each example, which is a shape of one axis here.
    if pooled.count == input.rank, !keepAxes {
      return PyTorchCode("\(.x).flatten(1).\(text: method)(dim=\("dim", 1), keepdim=True)")
    }
    let dims = PyTorchLiteral(pooled.map { $0 + 1 })
    return PyTorchCode("\(.x).\(text: method)(dim=\("dim", dims)\(text: keepAxes ? ", keepdim=True" : ""))")
  }
}

extension Signature {
  /// The arguments shared by poolings over all positions.
  static let globalPoolingArguments: [Argument] = [
    .named("keep_axes", .boolean, default: false, "whether the pooled axes are kept, with extent 1"),
    .named("axis", .axisList, otherwise: "all but the channels", "the axes to pool"),
  ]

  /// The note on shapes shared by poolings over all positions.
  static let globalPoolingNotes = [
    "`[channels, height, width]` becomes the vector `[channels]`, or `[channels, 1, 1]` with `keep_axes`.",
    "Rows of features, as transformers have them, become a vector of features with `axis: 0`.",
  ]
}
