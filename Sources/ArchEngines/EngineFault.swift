/// Why another engine cannot be asked anything: the facts; who asks has the words.
package enum EngineFault: Error {
  /// No Python to run.
  case noPython(String, reason: String)
  /// A Python without PyTorch.
  case noTorch(String, said: String)
  /// A Python without ONNX Runtime.
  case noONNXRuntime(String, said: String)
}
