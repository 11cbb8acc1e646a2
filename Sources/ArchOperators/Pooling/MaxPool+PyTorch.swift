import ArchGraph
import ArchPyTorch

extension MaxPool: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let rank = inputs[0].rank - 1
    let padding = window.pytorchPadding(over: inputs[0].spatial, isPooling: true)
    return PyTorchCode(
      .call(
        "F.max_pool\(rank)d",
        [.value(padding.padded(fill: PyTorchLiteral(-Double.infinity)))] + window.pytorchPooling(rank: rank)
          + [
            .named("padding", PyTorchLiteral(axes: padding.own), default: 0),
            .named("dilation", PyTorchLiteral(axes: window.dilation.expanded(to: rank)), default: 1),
            .named("ceil_mode", PyTorchLiteral(window.ceil && padding.explicit == nil), default: false),
          ]))
  }
}
