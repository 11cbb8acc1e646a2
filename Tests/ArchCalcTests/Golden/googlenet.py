"""googlenet, 6,998,552 parameters, written by archcalc.

Source: Szegedy et al. 2014, Going Deeper with Convolutions, Table 1

Shapes in comments are for one example, without the batch.
"""

import torch
import torch.nn.functional as F
from torch import nn


class ConvRelu(nn.Module):
    """The block `conv_relu`, 57 times."""

    def __init__(self, in_channels, out_channels, kernel_size, stride, padding):
        super().__init__()
        self.conv = nn.Conv2d(
            in_channels, out_channels, kernel_size, stride=stride, padding=padding
        )

    def forward(self, x):
        x = self.conv(x)
        x = F.relu(x)
        return x


class Inception(nn.Module):
    """The block `inception`, 9 times."""

    def __init__(
        self, in_channels, out_channels, out_channels_2, out_channels_3, out_channels_4,
        out_channels_5, out_channels_6
    ):
        super().__init__()
        self.conv_relu_0 = ConvRelu(
            in_channels=in_channels, out_channels=out_channels, kernel_size=1, stride=1, padding=0
        )
        self.conv_relu_1 = ConvRelu(
            in_channels=in_channels, out_channels=out_channels_2, kernel_size=1, stride=1,
            padding=0
        )
        self.conv_relu_2 = ConvRelu(
            in_channels=out_channels_2, out_channels=out_channels_3, kernel_size=3, stride=1,
            padding=1
        )
        self.conv_relu_3 = ConvRelu(
            in_channels=in_channels, out_channels=out_channels_4, kernel_size=1, stride=1,
            padding=0
        )
        self.conv_relu_4 = ConvRelu(
            in_channels=out_channels_4, out_channels=out_channels_5, kernel_size=5, stride=1,
            padding=2
        )
        self.conv_relu_5 = ConvRelu(
            in_channels=in_channels, out_channels=out_channels_6, kernel_size=1, stride=1,
            padding=0
        )

    def forward(self, x):
        y = self.conv_relu_0(x)
        z = self.conv_relu_1(x)
        z = self.conv_relu_2(z)
        relu = self.conv_relu_3(x)
        relu = self.conv_relu_4(relu)
        x = F.max_pool2d(x, 3, stride=1, padding=1)
        x = self.conv_relu_5(x)
        x = torch.cat([y, z, relu, x], dim=1)
        return x


class Googlenet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = ConvRelu(in_channels=3, out_channels=64, kernel_size=7, stride=2, padding=3)
        self.conv1_local_response_norm = nn.LocalResponseNorm(5)
        self.conv2 = ConvRelu(in_channels=64, out_channels=64, kernel_size=1, stride=1, padding=0)
        self.conv2_conv_relu = ConvRelu(
            in_channels=64, out_channels=192, kernel_size=3, stride=1, padding=1
        )
        self.conv2_local_response_norm = nn.LocalResponseNorm(5)
        self.module3a = Inception(
            in_channels=192, out_channels=64, out_channels_2=96, out_channels_3=128,
            out_channels_4=16, out_channels_5=32, out_channels_6=32
        )
        self.module3b = Inception(
            in_channels=256, out_channels=128, out_channels_2=128, out_channels_3=192,
            out_channels_4=32, out_channels_5=96, out_channels_6=64
        )
        self.module4a = Inception(
            in_channels=480, out_channels=192, out_channels_2=96, out_channels_3=208,
            out_channels_4=16, out_channels_5=48, out_channels_6=64
        )
        self.module4b = Inception(
            in_channels=512, out_channels=160, out_channels_2=112, out_channels_3=224,
            out_channels_4=24, out_channels_5=64, out_channels_6=64
        )
        self.module4c = Inception(
            in_channels=512, out_channels=128, out_channels_2=128, out_channels_3=256,
            out_channels_4=24, out_channels_5=64, out_channels_6=64
        )
        self.module4d = Inception(
            in_channels=512, out_channels=112, out_channels_2=144, out_channels_3=288,
            out_channels_4=32, out_channels_5=64, out_channels_6=64
        )
        self.module4e = Inception(
            in_channels=528, out_channels=256, out_channels_2=160, out_channels_3=320,
            out_channels_4=32, out_channels_5=128, out_channels_6=128
        )
        self.module5a = Inception(
            in_channels=832, out_channels=256, out_channels_2=160, out_channels_3=320,
            out_channels_4=32, out_channels_5=128, out_channels_6=128
        )
        self.module5b = Inception(
            in_channels=832, out_channels=384, out_channels_2=192, out_channels_3=384,
            out_channels_4=48, out_channels_5=128, out_channels_6=128
        )
        self.dropout = nn.Dropout(0.4)
        self.head = nn.Linear(1024, 1000)

    def forward(self, image):
        x = self.conv1(image)  # [64, 112, 112]
        x = F.max_pool2d(x, 3, stride=2, ceil_mode=True)  # [64, 56, 56]
        x = self.conv1_local_response_norm(x)  # [64, 56, 56]
        x = self.conv2(x)  # [64, 56, 56]
        x = self.conv2_conv_relu(x)  # [192, 56, 56]
        x = self.conv2_local_response_norm(x)  # [192, 56, 56]
        x = F.max_pool2d(x, 3, stride=2, ceil_mode=True)  # [192, 28, 28]
        x = self.module3a(x)  # [256, 28, 28]
        x = self.module3b(x)  # [480, 28, 28]
        x = F.max_pool2d(x, 3, stride=2, ceil_mode=True)  # [480, 14, 14]
        x = self.module4a(x)  # [512, 14, 14]
        x = self.module4b(x)  # [512, 14, 14]
        x = self.module4c(x)  # [512, 14, 14]
        x = self.module4d(x)  # [528, 14, 14]
        x = self.module4e(x)  # [832, 14, 14]
        x = F.max_pool2d(x, 3, stride=2, ceil_mode=True)  # [832, 7, 7]
        x = self.module5a(x)  # [832, 7, 7]
        x = self.module5b(x)  # [1024, 7, 7]
        x = x.mean(dim=(2, 3))  # [1024]
        x = self.dropout(x)  # [1024]
        x = self.head(x)  # [1000]
        x = F.softmax(x, dim=1)  # [1000]
        return x


if __name__ == "__main__":
    model = Googlenet().eval()
    print(f"{sum(p.numel() for p in model.parameters()):,} parameters")
    with torch.no_grad():
        outputs = model(torch.randn(1, 3, 224, 224))
    for output in outputs if isinstance(outputs, tuple) else (outputs,):
        print("output", tuple(output.shape))
