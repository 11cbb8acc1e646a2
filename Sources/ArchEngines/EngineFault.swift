/// Why another engine cannot be used: only the facts; the caller has the words.
package enum EngineFault: Error {
  /// No Python to run.
  case noPython(String, reason: String)
  /// A Python without PyTorch.
  case noTorch(String, said: String)
  /// A Python without ONNX Runtime.
  case noONNXRuntime(String, said: String)
}
