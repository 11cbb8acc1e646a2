/// One tensor of parameters that a layer has.
public struct Parameter: Hashable, Sendable {
  /// How training treats the tensor.
  public enum Role: String, Hashable, Sendable {
    /// Learnt by gradient descent: weights and biases.
    case weight
    /// Kept, but not learnt: the statistics of a batch norm.
    case buffer
    /// Kept from one step of decoding to the next, for each example: keys and values of earlier tokens. It belongs to
    /// the input of the network rather than the network.
    case cache
  }

  /// How the layer uses the numbers of a tensor; this decides how made-up numbers are chosen.
  public enum Use: Hashable, Sendable {
    /// They are multiplied with inputs, and the products are added over these axes.
    case product(over: Range<Int>)
    /// Rows used as they are: those of a table, or points that inputs are compared with.
    case table
    /// Each is a factor of values that the layer has standardised.
    case factor
    /// Each is a factor of values as they come, or of values standardised by numbers that are made up too.
    case rescaling
    /// Each is the slope of a function.
    case slope
    /// Each is added.
    case shift
    /// Each is the mean of values.
    case mean
    /// Each is above zero and near 1, as variances and sizes are.
    case positive
  }

  /// The name within the layer: `weight`, `bias`, `running_mean`.
  public var name: String
  /// The extents with their names in formulas.
  public var dimensions: [Factor]
  /// How the layer uses it.
  public var use: Use
  /// How training treats it.
  public var role: Role
  /// How many entries of its first axis one token meets, if it has weights of several experts, or `nil` for all.
  public var chosen: Int?

  /// A tensor of parameters.
  public init(
    _ name: String, _ dimensions: [Factor], use: Use, role: Role = .weight, chosen: Int? = nil
  ) {
    self.name = name
    self.dimensions = dimensions
    self.use = use
    self.role = role
    self.chosen = chosen
  }

  /// The extents.
  public var shape: Shape { Shape(dimensions.map(\.value)) }

  /// The extents in the order of formulas: kernel, input channels, filters, as in `5*5*3*8`.
  public var factors: [Factor] { dimensions.dropFirst(2) + dimensions.prefix(2).reversed() }
}

extension [Parameter] {
  /// The number of elements of all parameters with this role, with its working.
  package func count(_ role: Parameter.Role) -> Count {
    var count = Count()
    for parameter in self where parameter.role == role { count.add(parameter.factors) }
    return count
  }

  /// Only the number: the same products, multiplied directly.
  ///
  /// - Parameter isActive: whether to count only those that one token meets.
  package func elements(_ role: Parameter.Role, isActive: Bool = false) throws(Overflow) -> Int {
    var sum = 0
    for parameter in self where parameter.role == role {
      var product = 1
      for index in parameter.dimensions.indices {
        var extent = parameter.dimensions[index].value
        if isActive, index == 0, let chosen = parameter.chosen { extent = Swift.min(chosen, extent) }
        let (next, overflow) = product.multipliedReportingOverflow(by: extent)
        if overflow { throw Overflow() }
        product = next
      }
      let (next, overflow) = sum.addingReportingOverflow(product)
      if overflow { throw Overflow() }
      sum = next
    }
    return sum
  }
}
