extension TorchJob {
  /// The program that runs jobs, whose directories are its arguments.
  package static let driver = """
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
        print("version", torch.__version__)
        try:
            run(pathlib.Path(directory))
        except Exception as error:
            print("error", one_line(error))
        sys.stdout.flush()

    """
}
