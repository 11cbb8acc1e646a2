import ArchEngines

extension EngineFault {
  /// The code, the fault, and a way out.
  var wording: (code: String, title: String, help: String?) {
    switch self {
    case .noPython(let python, let reason):
      (
        "python", "cannot run `\(python)`: \(reason)", "install Python 3, or say where it is: `--python PATH`"
      )
    case .noTorch(let python, let said):
      (
        "torch", "`\(python)` cannot import torch: \(said)",
        "`\(python) -m pip install torch` installs it; `--python PATH` names a Python that has it"
      )
    case .noONNXRuntime(let python, let said):
      (
        "onnxruntime", "`\(python)` cannot import onnx and onnxruntime: \(said)",
        "`\(python) -m pip install onnx onnxruntime` installs them; `--python PATH` names a Python that has them"
      )
    }
  }
}
