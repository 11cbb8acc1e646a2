import ArchGraph
import ArchONNX

/// An axis that is pooled to a size.
struct AdaptiveAxis {
  /// Its place in a value with its batch.
  var place: Int
  var extent: Int
  var size: Int

  /// The most elements that any window has, or one more.
  var most: Int { extent / size + (extent % size == 0 ? 0 : 2) }

  /// The element of a window at a place, or the last one if it has fewer; and whether it has that many.
  func element(_ index: Int, of window: Int) -> (index: Int, isInside: Bool) {
    let (first, end) = (window * extent / size, ((window + 1) * extent + size - 1) / size)
    return (min(first + index, end - 1), first + index < end)
  }

  /// How many elements a window has.
  func count(of window: Int) -> Int {
    ((window + 1) * extent + size - 1) / size - window * extent / size
  }

  /// The elements of all windows, with an axis for them after the axis.
  func elements(of value: ONNXTerm) -> ONNXTerm {
    let indices = value.layer.indexTable([size, most]) { element($0 % most, of: $0 / most).index }
    return value.call("Gather", [indices], ["axis": .integer(place)])
  }
}

extension ONNXTerm {
  /// Pooled to a size: by equal windows, otherwise axis by axis.
  ///
  /// - Parameters:
  ///   - op: the pooling of equal windows, such as `AveragePool`.
  ///   - pool: pools an axis.
  func adaptivelyPooled(
    _ op: String, from input: Shape, to output: Shape, _ pool: (ONNXTerm, AdaptiveAxis) -> ONNXTerm
  ) -> ONNXTerm {
    let sizes = zip(input.spatial, output.spatial)
    if sizes.allSatisfy({ $0 % $1 == 0 }) {
      let kernel = ONNX.Attribute.Value.integers(sizes.map { $0 / $1 })
      return call(op, [], ["kernel_shape": kernel, "strides": kernel])
    }
    var value = self
    for (index, (extent, size)) in sizes.enumerated() where extent != size {
      value = pool(value, AdaptiveAxis(place: index + 2, extent: extent, size: size))
    }
    return value
  }

  /// The means of the windows of an axis.
  func means(_ axis: AdaptiveAxis, rank: Int) -> ONNXTerm {
    let behind = Array(repeating: 1, count: rank - axis.place - 1)
    let weights = layer.table([axis.size, axis.most] + behind) { place in
      let (window, index) = (place / axis.most, place % axis.most)
      return axis.element(index, of: window).isInside ? 1 / Double(axis.count(of: window)) : 0
    }
    return (axis.elements(of: self) * weights).reduced("Sum", [axis.place + 1], keep: false)
  }

  /// The largest of the windows of an axis.
  func maxima(_ axis: AdaptiveAxis) -> ONNXTerm {
    axis.elements(of: self).reduced("Max", [axis.place + 1], keep: false)
  }
}
