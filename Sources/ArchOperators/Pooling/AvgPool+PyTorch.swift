import ArchGraph
import ArchPyTorch

extension AvgPool: PyTorchWritable {
  /// If PyTorch has no such padding or divisor, the elements that count are summed up as well.
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let rank = inputs[0].rank - 1
    let function = "F.avg_pool\(rank)d"
    // `avg_pool3d` compares the kernel with the input alone, though its padding makes room for it.
    let isTooSmall =
      rank == 3 && zip(window.kernel.expanded(to: rank), inputs[0].spatial).contains { $0 > $1 }
    let padding = window.pytorchPadding(over: inputs[0].spatial, isPooling: true, isFirst: isTooSmall)
    let pooling = window.pytorchPooling(rank: rank)
    guard let explicit = padding.explicit else {
      return PyTorchCode(
        .call(
          function,
          [.x] + pooling + [
            .named("padding", PyTorchLiteral(axes: padding.own), default: 0),
            .named("ceil_mode", PyTorchLiteral(window.ceil), default: false),
            .named(
              "count_include_pad", PyTorchLiteral(countPadding || padding.own.allSatisfy { $0 == 0 }),
              default: true),
          ]))
    }
    if countPadding, padding.beyond.allSatisfy({ $0 == 0 }) {
      return PyTorchCode(.call(function, [.value(padding.padded())] + pooling))
    }
    let counted = zip(explicit, padding.beyond).map { countPadding ? $0 - $1 : 0 }
    return PyTorchCode(
      .call(
        "masked_avg_pool",
        [
          .value("\(text: function)"), .x, .position("padding", PyTorchLiteral(explicit)),
          .position("counted", PyTorchLiteral(counted)),
        ] + pooling), definitions: [.maskedAvgPool])
  }
}

extension PyTorchDefinition {
  static let maskedAvgPool = PyTorchDefinition(
    "masked_avg_pool",
    """
    def masked_avg_pool(pool, x, padding, counted, kernel_size, stride=None):
        \"\"\"The mean of what lies in the input, or in so much of its padding as is `counted`.\"\"\"
        mask = F.pad(torch.ones_like(x[:1, :1]), counted, value=1.0)
        mask = F.pad(mask, [whole - part for whole, part in zip(padding, counted)])
        return pool(F.pad(x, padding), kernel_size, stride) / pool(mask, kernel_size, stride)
    """)
}
