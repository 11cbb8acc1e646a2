import ArchEngines

/// The available engines.
enum EngineChoice: String, CaseIterable {
  case torch
  case onnxruntime

  /// The engine, in a Python that has it.
  func engine(python: String) throws(Failure) -> any ComparedEngine {
    do throws(EngineFault) {
      switch self {
      case .torch: return try TorchEngine(python: python)
      case .onnxruntime: return try ONNXRuntimeEngine(python: python)
      }
    } catch {
      throw .command(.engine(error))
    }
  }
}
