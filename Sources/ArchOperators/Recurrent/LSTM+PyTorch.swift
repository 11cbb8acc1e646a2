import ArchGraph
import ArchPyTorch

extension LSTM: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    recurrence.pytorch("LSTM", on: inputs[0], step: .lstmStep, isNative: true)
  }
}
