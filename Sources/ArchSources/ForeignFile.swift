/// A file of another program that is recognised but not read: what it is, and how to make a readable one from it.
public enum ForeignFile: Hashable, Sendable, CaseIterable {
  case pytorch, exportedProgram, safetensors, keras, savedModel, tflite, coreML, torchCode, darknet, caffe,
    config

  /// The kind of file with this ending, or in such a directory, or `nil` for other names.
  init?(_ path: String) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if name.lowercased() == "config.json" {
      self = .config
      return
    }
    guard let dot = name.lastIndex(of: ".") else { return nil }
    switch name[name.index(after: dot)...].lowercased() {
    case "pt", "pth", "ckpt", "bin": self = .pytorch
    case "pt2": self = .exportedProgram
    case "safetensors": self = .safetensors
    case "h5", "hdf5", "keras": self = .keras
    case "pb": self = .savedModel
    case "tflite": self = .tflite
    case "mlmodel", "mlpackage": self = .coreML
    case "py": self = .torchCode
    case "cfg": self = .darknet
    case "prototxt", "caffemodel": self = .caffe
    default: return nil
    }
  }

  /// What it is.
  var description: String {
    switch self {
    case .pytorch: "weights or a module pickled by PyTorch, which only Python can read"
    case .exportedProgram: "a program written by `torch.export`"
    case .safetensors: "only weights, without the network that uses them"
    case .keras: "a Keras model"
    case .savedModel: "a TensorFlow graph"
    case .tflite: "a LiteRT (TensorFlow Lite) model"
    case .coreML: "a Core ML model"
    case .torchCode: "Python code"
    case .darknet: "a Darknet network"
    case .caffe: "a Caffe network"
    case .config: "JSON, such as a Hugging Face configuration"
    }
  }

  /// The command that makes a readable file from it.
  var way: String {
    switch self {
    case .pytorch, .torchCode, .safetensors:
      "with the model in Python: torch.onnx.export(model.eval(), (example,), \"model.onnx\", dynamo=True)"
    case .exportedProgram: "torch.onnx.export(torch.export.load(\"model.pt2\"), f=\"model.onnx\")"
    case .keras: "keras.saving.load_model(\"model.keras\").export(\"model.onnx\", format=\"onnx\")"
    case .savedModel: "python -m tf2onnx.convert --saved-model DIRECTORY --output model.onnx"
    case .tflite: "python -m tf2onnx.convert --tflite model.tflite --output model.onnx"
    case .coreML:
      "export the model that it was made from: torch.onnx.export(model.eval(), (example,), \"model.onnx\")"
    case .darknet: "convert it with the exporter of your YOLO: yolo export model=yolov3.pt format=onnx"
    case .caffe:
      "python -m caffe2onnx.convert --prototxt net.prototxt --caffemodel net.caffemodel --onnx model.onnx"
    case .config:
      "transformers.AutoModel.from_config(AutoConfig.from_pretrained(\"DIRECTORY\")) makes the model; "
        + "torch.onnx.export(model.eval(), (ids,), \"model.onnx\", dynamo=True) the file"
    }
  }
}
