"""What other tools count for a module of PyTorch: the integer that each of them returns, for a batch of one.

Read by `counting-tools-facts` and `check-conventions`. Needs torch, torchinfo 1.8.0, fvcore 0.1.5, ptflops 0.7.5, thop 0.1.1,
calflops 0.3.2 (with transformers), mmengine, onnx and onnx-tool 1.0.1; thop wants setuptools below 81.
"""
import copy
import logging
import os
import pickle
import tempfile
import warnings

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)

import calflops
import fvcore.nn
import mmengine.analysis.complexity_analysis
import onnx_tool
import ptflops
import thop
import torch
import torchinfo
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

torch.set_num_threads(1)


def by_torchinfo(model, x):
    return torchinfo.summary(model, input_data=x, verbose=0).total_mult_adds


def of_trace(analysis):
    return analysis.unsupported_ops_warnings(False).uncalled_modules_warnings(False).tracer_warnings("none").total()


def by_fvcore(model, x):
    return of_trace(fvcore.nn.FlopCountAnalysis(model, (x,)))


def by_mmengine(model, x):
    """In training mode, which is what a module is in unless someone calls `eval`."""
    return of_trace(mmengine.analysis.complexity_analysis.FlopAnalyzer(model.train(), (x,)))


def by_ptflops(model, x, backend="pytorch"):
    return ptflops.get_model_complexity_info(model, tuple(x.shape[1:]), input_constructor=lambda _: x, as_strings=False,
                                             print_per_layer_stat=False, backend=backend)[0]


def by_ptflops_aten(model, x):
    return by_ptflops(model, x, "aten")


def by_thop(model, x):
    return thop.profile(model, inputs=(x,), verbose=False)


class WithParameter(nn.Module):
    """A module beside one parameter that nothing uses: calflops refuses modules without parameters."""

    def __init__(self, module):
        super().__init__()
        self.module = module
        self.unused = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        return self.module(x)


def by_calflops(model, x):
    if next(model.parameters(), None) is None:
        model = WithParameter(model)
    return calflops.calculate_flops(model, args=[x], print_results=False, print_detailed=False, output_as_string=False)[:2]


def by_flop_counter_mode(model, x):
    with FlopCounterMode(display=False) as counter:
        model(x)
    return counter.get_total_flops()


def by_flop_counter_mode_on_meta(model, x):
    return by_flop_counter_mode(model.to("meta"), x.to("meta"))


def by_onnx_tool(model, x):
    """What `onnx_tool.model_profile` prints as the total of forward MACs."""
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "model.onnx")
        torch.onnx.export(model, (x,), file, dynamo=False, opset_version=17, do_constant_folding=True,
                          training=torch.onnx.TrainingMode.EVAL)
        graph = onnx_tool.Model(file, {"verbose": False}).graph
    graph.graph_reorder_nodes()
    graph.shape_infer(None)
    graph.profile(exclude_ops=onnx_tool.NoMacsOps)
    return round(graph.macs[0])


# Each function returns a number for each of its names.
TOOLS = [
    (("torchinfo",), by_torchinfo),
    (("fvcore",), by_fvcore),
    (("ptflops",), by_ptflops),
    (("ptflops-aten",), by_ptflops_aten),
    (("thop", "thop-params"), by_thop),
    (("calflops", "calflops-macs"), by_calflops),
    (("mmengine",), by_mmengine),
    (("flop-counter-mode",), by_flop_counter_mode),
    (("flop-counter-mode-meta",), by_flop_counter_mode_on_meta),
    (("onnx-tool",), by_onnx_tool),
]


def in_child(function, *arguments):
    """The result of a function in a process of its own, or None where it fails: tools that fail leave torch patched."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        result = None
        silent = os.open(os.devnull, os.O_WRONLY)
        if not os.environ.get("VERBOSE"):
            os.dup2(silent, 1), os.dup2(silent, 2)
        try:
            result = function(*arguments)
        except BaseException as error:
            if os.environ.get("VERBOSE"):
                print(f"{function.__name__}: {type(error).__name__}: {str(error)[:300]}")
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(result, pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        content = pipe.read()
    os.waitpid(child, 0)
    return pickle.loads(content) if content else None


def counts(model, x, names=None):
    """What each tool counts, by its name; without those that fail."""
    found = {}
    for tool_names, function in TOOLS:
        if names is not None and not set(tool_names) & set(names):
            continue
        result = in_child(lambda: function(copy.deepcopy(model).eval(), x))
        for name, number in zip(tool_names, result if isinstance(result, tuple) else (result,)):
            if number is not None and (names is None or name in names):
                assert number == int(number), (name, number)
                found[name] = int(number)
    return found
