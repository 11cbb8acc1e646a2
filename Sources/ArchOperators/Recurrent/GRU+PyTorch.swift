import ArchGraph
import ArchPyTorch

extension GRU: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    recurrence.pytorch(
      "GRU", on: inputs, step: resetAfter ? .gruStep : .gruResetBeforeStep, isNative: resetAfter)
  }
}
