"""every_form, 6,934 parameters, written by archcalc.

Source: Made for tests, <after> no paper & nobody_else 100 %

Shapes in comments are for one example, without the batch.
"""

import torch
import torch.nn.functional as F
from torch import nn


class Unit(nn.Module):
    """The block `unit`."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3, stride=2, padding=1, bias=False).requires_grad_(False)
        self.batch_norm = nn.BatchNorm2d(8).requires_grad_(False)

    def forward(self, x):
        x = self.conv(x)  # [8, 10, 12]
        x = self.batch_norm(x)  # [8, 10, 12]
        x = F.relu(x)  # [8, 10, 12]
        return x


class Unit2(nn.Module):
    """The block `unit`, 5 times."""

    def __init__(self, in_channels, out_channels, stride):
        super().__init__()
        self.conv = nn.Conv2d(in_channels, out_channels, 3, stride=stride, padding=1, bias=False)
        self.batch_norm = nn.BatchNorm2d(out_channels)

    def forward(self, x):
        x = self.conv(x)
        x = self.batch_norm(x)
        x = F.relu(x)
        return x


class Signal(nn.Module):
    """The block `signal`, 2 times."""

    def __init__(self, in_channels):
        super().__init__()
        self.conv = nn.Conv1d(in_channels, 4, 5, padding=2)

    def forward(self, x):
        x = self.conv(x)  # [4, 40]
        x = torch.tanh(x)  # [4, 40]
        return x


class EveryForm(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = Unit()
        self.unit_0 = Unit2(in_channels=8, out_channels=8, stride=1)
        self.unit_1 = Unit2(in_channels=8, out_channels=8, stride=1)
        self.unit_2 = Unit2(in_channels=8, out_channels=8, stride=1)
        self.unit_3 = Unit2(in_channels=8, out_channels=16, stride=2)
        self.unit_4 = Unit2(in_channels=16, out_channels=16, stride=1)
        self.conv = nn.Conv2d(8, 16, 1, stride=2)
        self.low = nn.ConvTranspose2d(16, 4, 4, stride=2, padding=1)
        self.sound = Signal(in_channels=2)
        self.sound_signal = Signal(in_channels=4)
        self.first_gate = nn.Linear(16, 3)
        self.label_dense = nn.Linear(10, 5)

    def forward(self, image, wave):
        x = self.stem(image)  # [8, 10, 12]
        x = self.unit_0(x)  # [8, 10, 12]
        x = self.unit_1(x)  # [8, 10, 12]
        x = self.unit_2(x)  # [8, 10, 12]
        y = self.unit_3(x)  # [16, 5, 6]
        y = self.unit_4(y)  # [16, 5, 6]
        x = self.conv(x)  # [16, 5, 6]
        x = y + x  # [16, 5, 6]
        map = F.max_pool2d(x, 3, stride=2, ceil_mode=True)  # [16, 2, 3]
        x = self.low(map)  # [4, 4, 6]
        mask = F.interpolate(x, scale_factor=2, mode="bilinear")  # [4, 8, 12]
        x = self.sound(wave)  # [4, 40]
        x = self.sound_signal(x)  # [4, 40]
        x = x.mean(dim=(2,))  # [4]
        y = map.mean(dim=(2, 3))  # [16]
        gate = self.first_gate(y)  # [3]
        y = map.amax(dim=(2, 3))  # [16]
        gate_2 = self.first_gate(y)  # [3]
        gates = gate * gate_2  # [3]
        x = torch.cat([gate, gate_2, x], dim=1)  # [10]
        x = self.label_dense(x)  # [5]
        x = F.softmax(x, dim=1)  # [5]
        return mask, gates, x


if __name__ == "__main__":
    model = EveryForm().eval()
    print(f"{sum(p.numel() for p in model.parameters()):,} parameters")
    with torch.no_grad():
        outputs = model(torch.randn(1, 3, 20, 24), torch.randn(1, 2, 40))
    for output in outputs if isinstance(outputs, tuple) else (outputs,):
        print("output", tuple(output.shape))
