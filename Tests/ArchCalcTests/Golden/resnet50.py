"""resnet50, 25,557,032 parameters, written by archcalc.

Source: He et al. 2015, Deep Residual Learning for Image Recognition, Table 1

Shapes in comments are for one example, without the batch.
"""

import torch
import torch.nn.functional as F
from torch import nn


class ConvBn(nn.Module):
    """The block `conv_bn`, 53 times."""

    def __init__(self, in_channels, out_channels, kernel_size, stride, padding):
        super().__init__()
        self.conv = nn.Conv2d(
            in_channels, out_channels, kernel_size, stride=stride, padding=padding, bias=False
        )
        self.batch_norm = nn.BatchNorm2d(out_channels)

    def forward(self, x):
        x = self.conv(x)
        x = self.batch_norm(x)
        return x


class Shortcut(nn.Module):
    """The block `shortcut`, 4 times."""

    def __init__(self, in_channels, out_channels, stride):
        super().__init__()
        self.conv_bn = ConvBn(
            in_channels=in_channels, out_channels=out_channels, kernel_size=1, stride=stride,
            padding=0
        )

    def forward(self, x):
        x = self.conv_bn(x)
        return x


class Bottleneck(nn.Module):
    """The block `bottleneck`, 12 times."""

    def __init__(self, in_channels, out_channels):
        super().__init__()
        self.conv_bn_0 = ConvBn(
            in_channels=in_channels, out_channels=out_channels, kernel_size=1, stride=1, padding=0
        )
        self.conv_bn_1 = ConvBn(
            in_channels=out_channels, out_channels=out_channels, kernel_size=3, stride=1, padding=1
        )
        self.conv_bn_2 = ConvBn(
            in_channels=out_channels, out_channels=in_channels, kernel_size=1, stride=1, padding=0
        )

    def forward(self, x):
        y = self.conv_bn_0(x)
        y = F.relu(y)
        y = self.conv_bn_1(y)
        y = F.relu(y)
        y = self.conv_bn_2(y)
        x = y + x
        x = F.relu(x)
        return x


class Bottleneck2(nn.Module):
    """The block `bottleneck`, 4 times."""

    def __init__(self, in_channels, out_channels, stride, out_channels_2):
        super().__init__()
        self.conv_bn_0 = ConvBn(
            in_channels=in_channels, out_channels=out_channels, kernel_size=1, stride=1, padding=0
        )
        self.conv_bn_1 = ConvBn(
            in_channels=out_channels, out_channels=out_channels, kernel_size=3, stride=stride,
            padding=1
        )
        self.conv_bn_2 = ConvBn(
            in_channels=out_channels, out_channels=out_channels_2, kernel_size=1, stride=1,
            padding=0
        )
        self.shortcut = Shortcut(
            in_channels=in_channels, out_channels=out_channels_2, stride=stride
        )

    def forward(self, x):
        y = self.conv_bn_0(x)
        y = F.relu(y)
        y = self.conv_bn_1(y)
        y = F.relu(y)
        y = self.conv_bn_2(y)
        x = self.shortcut(x)
        x = y + x
        x = F.relu(x)
        return x


class Resnet50(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = ConvBn(in_channels=3, out_channels=64, kernel_size=7, stride=2, padding=3)
        self.stage_0_bottleneck_0 = Bottleneck2(
            in_channels=64, out_channels=64, stride=1, out_channels_2=256
        )
        self.stage_0_bottleneck_1 = Bottleneck(in_channels=256, out_channels=64)
        self.stage_0_bottleneck_2 = Bottleneck(in_channels=256, out_channels=64)
        self.stage_1_bottleneck_0 = Bottleneck2(
            in_channels=256, out_channels=128, stride=2, out_channels_2=512
        )
        self.stage_1_bottleneck_1 = Bottleneck(in_channels=512, out_channels=128)
        self.stage_1_bottleneck_2 = Bottleneck(in_channels=512, out_channels=128)
        self.stage_1_bottleneck_3 = Bottleneck(in_channels=512, out_channels=128)
        self.stage_2_bottleneck_0 = Bottleneck2(
            in_channels=512, out_channels=256, stride=2, out_channels_2=1024
        )
        self.stage_2_bottleneck_1 = Bottleneck(in_channels=1024, out_channels=256)
        self.stage_2_bottleneck_2 = Bottleneck(in_channels=1024, out_channels=256)
        self.stage_2_bottleneck_3 = Bottleneck(in_channels=1024, out_channels=256)
        self.stage_2_bottleneck_4 = Bottleneck(in_channels=1024, out_channels=256)
        self.stage_2_bottleneck_5 = Bottleneck(in_channels=1024, out_channels=256)
        self.stage_3_bottleneck_0 = Bottleneck2(
            in_channels=1024, out_channels=512, stride=2, out_channels_2=2048
        )
        self.stage_3_bottleneck_1 = Bottleneck(in_channels=2048, out_channels=512)
        self.stage_3_bottleneck_2 = Bottleneck(in_channels=2048, out_channels=512)
        self.head = nn.Linear(2048, 1000)

    def forward(self, image):
        x = self.stem(image)  # [64, 112, 112]
        x = F.relu(x)  # [64, 112, 112]
        x = F.max_pool2d(x, 3, stride=2, padding=1)  # [64, 56, 56]
        x = self.stage_0_bottleneck_0(x)  # [256, 56, 56]
        x = self.stage_0_bottleneck_1(x)  # [256, 56, 56]
        x = self.stage_0_bottleneck_2(x)  # [256, 56, 56]
        x = self.stage_1_bottleneck_0(x)  # [512, 28, 28]
        x = self.stage_1_bottleneck_1(x)  # [512, 28, 28]
        x = self.stage_1_bottleneck_2(x)  # [512, 28, 28]
        x = self.stage_1_bottleneck_3(x)  # [512, 28, 28]
        x = self.stage_2_bottleneck_0(x)  # [1024, 14, 14]
        x = self.stage_2_bottleneck_1(x)  # [1024, 14, 14]
        x = self.stage_2_bottleneck_2(x)  # [1024, 14, 14]
        x = self.stage_2_bottleneck_3(x)  # [1024, 14, 14]
        x = self.stage_2_bottleneck_4(x)  # [1024, 14, 14]
        x = self.stage_2_bottleneck_5(x)  # [1024, 14, 14]
        x = self.stage_3_bottleneck_0(x)  # [2048, 7, 7]
        x = self.stage_3_bottleneck_1(x)  # [2048, 7, 7]
        x = self.stage_3_bottleneck_2(x)  # [2048, 7, 7]
        x = x.mean(dim=(2, 3))  # [2048]
        x = self.head(x)  # [1000]
        x = F.softmax(x, dim=1)  # [1000]
        return x


if __name__ == "__main__":
    model = Resnet50().eval()
    print(f"{sum(p.numel() for p in model.parameters()):,} parameters")
    with torch.no_grad():
        outputs = model(torch.randn(1, 3, 224, 224))
    for output in outputs if isinstance(outputs, tuple) else (outputs,):
        print("output", tuple(output.shape))
