import ArchGraph

/// A run of an exported network beside our own: the files that PyTorch is given and what it answers.
///
/// A job is a directory with `model.py`, `driver.py`, `job.txt`, `weights.bin` and `inputs.bin`; the driver adds
/// `outputs.bin` and writes its answer to standard output. Binary files are 32-bit floats, one tensor after the other.
public struct TorchJob {
  /// What the files are called.
  public enum File {
    /// The exported network.
    public static let model = "model.py"
    /// The program that runs it.
    public static let driver = "driver.py"
    /// What the tensors in the binary files are.
    public static let job = "job.txt"
    /// All tensors of weights.
    public static let weights = "weights.bin"
    /// All inputs, each with its batch.
    public static let inputs = "inputs.bin"
    /// All outputs, each with its batch.
    public static let outputs = "outputs.bin"
  }

  /// The text of `job.txt`.
  public let text: String

  /// The job of running an exported network.
  public init(_ export: PyTorchExport, of graph: Graph, batch: Int) {
    var text = "class \(export.className)\n"
    for (weights, names) in zip(graph.weights, export.tensors) {
      for (parameter, name) in zip(weights.parameters, names) {
        text += "tensor \(name)\(parameter.shape.dimensions.map { " \($0)" }.joined())\n"
      }
    }
    for input in graph.inputs {
      let shape = graph.nodes[input].shape
      text += "input \(shape.element.rawValue)\(([batch] + shape.dimensions).map { " \($0)" }.joined())\n"
    }
    self.text = text
  }

  /// What PyTorch answered.
  public struct Answer: Sendable {
    /// PyTorch's version.
    public var version = ""
    /// The elements of all parameters that can be learnt.
    public var parameters: Int?
    /// Half of the operations that PyTorch's counter counted; nil where it could not count.
    public var multiplyAdds: Int?
    /// Why it could not.
    public var countFault: String?
    /// The shapes of the outputs, with the batch.
    public var outputs: [[Int]] = []
    /// Tensors that are not what they should be.
    public var tensorFaults: [String] = []
    /// What went wrong otherwise.
    public var fault: String?

    /// Reads what the driver wrote.
    public init(_ text: String) {
      for line in text.split(separator: "\n") {
        let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        let rest = parts.count > 1 ? String(parts[1]) : ""
        switch parts.first {
        case "torch": version = rest
        case "parameters": parameters = Int(rest)
        case "flops": multiplyAdds = Int(rest).map { $0 / 2 }
        case "uncounted": countFault = rest
        case "output": outputs.append(rest.split(separator: " ").compactMap { Int($0) })
        case "wrong": tensorFaults.append(rest)
        case "error": fault = rest
        default: break
        }
      }
    }
  }

  /// The program that runs jobs: the directories that it is given, one after the other.
  public static let driver = """
    \"\"\"Runs exported networks with the weights and inputs of archcalc, and says what came out.\"\"\"

    import importlib.util
    import math
    import pathlib
    import sys

    import torch
    from torch.nn.attention import SDPBackend, sdpa_kernel
    from torch.utils.flop_counter import FlopCounterMode


    # The directory is removed afterwards, file by file.
    sys.dont_write_bytecode = True


    def one_line(error):
        return f"{type(error).__name__}: {' '.join(str(error).split())[:600]}"


    class Floats:
        \"\"\"A binary file of 32-bit floats, taken piece by piece.\"\"\"

        def __init__(self, path):
            size = path.stat().st_size // 4
            self.data = torch.from_file(str(path), shared=False, size=size) if size else torch.empty(0)
            self.next = 0

        def take(self, shape):
            count = math.prod(shape)
            piece = self.data[self.next : self.next + count].view(shape)
            self.next += count
            return piece


    def run(directory):
        job = [line.split() for line in (directory / "job.txt").read_text().splitlines()]
        spec = importlib.util.spec_from_file_location("model", directory / "model.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        model = getattr(module, job[0][1])().eval()

        state = model.state_dict()
        weights = Floats(directory / "weights.bin")
        known = set()
        for name, *shape in (words[1:] for words in job if words[0] == "tensor"):
            shape = tuple(map(int, shape))
            numbers = weights.take(shape)
            if name not in state:
                print("wrong", name, "is missing")
            elif tuple(state[name].shape) != shape:
                print("wrong", name, "is", *state[name].shape, "and should be", *shape)
            else:
                state[name].copy_(numbers)
                known.add(state[name].data_ptr())
        for name, tensor in state.items():
            if tensor.data_ptr() not in known and not name.endswith("num_batches_tracked") and tensor.numel():
                print("wrong", name, "is not expected")
        print("parameters", sum(p.numel() for p in model.parameters()))

        numbers = Floats(directory / "inputs.bin")
        inputs = []
        for kind, *shape in (words[1:] for words in job if words[0] == "input"):
            piece = numbers.take(tuple(map(int, shape)))
            inputs.append(piece.long() if kind == "token" else piece)
        with torch.no_grad():
            outputs = model(*inputs)
            outputs = outputs if isinstance(outputs, tuple) else (outputs,)
            total = sum(output.numel() for output in outputs)
            path = str(directory / "outputs.bin")
            file = torch.from_file(path, shared=True, size=total) if total else torch.empty(0)
            place = 0
            for output in outputs:
                print("output", *output.shape)
                file[place : place + output.numel()].copy_(output.reshape(-1))
                place += output.numel()
            del file, outputs

            # Without numbers, so that counting takes no time; attention by plain products, which are counted.
            try:
                model = model.to("meta").requires_grad_(False)
                inputs = [value.to("meta") for value in inputs]
                with FlopCounterMode(display=False) as counter, sdpa_kernel(SDPBackend.MATH):
                    model(*inputs)
                print("flops", counter.get_total_flops())
            except Exception as error:
                print("uncounted", one_line(error))


    for directory in sys.argv[1:]:
        print("job", directory)
        print("torch", torch.__version__)
        try:
            run(pathlib.Path(directory))
        except Exception as error:
            print("error", one_line(error))
        sys.stdout.flush()

    """
}
