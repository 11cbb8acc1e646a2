/// The rows of `paper-totals.csv` that differ, with what we have and why, and those without a network here.
extension PaperTotals {
  static let absent: [String: Absence] = [
    "ResNet FitNet-19": "", "ResNet Highway-19": "", "ResNet Highway-32": "",
    "EfficientNet PolyNet": "", "EfficientNet SENet": "its own variant, not SENet-154",
    "EfficientNet AmoebaNet-A": "", "EfficientNet AmoebaNet-C": "", "EfficientNet PNASNet": "",
    "ShuffleNet-Series ShuffleNetV2.Large": "", "ShuffleNet-Series ShuffleNetV2+ Large": "",
    "ShuffleNet-Series ShuffleNetV2+ Medium": "", "ShuffleNet-Series ShuffleNetV2+ Small": "",
    "Swin-Transformer SwinMLP-T/C24 256": "", "Swin-Transformer SwinMLP-B 224": "",
    "darknet enet-coco 416": "", "darknet csresnext50-panet-spp-original-optimal 512": "",
    "darknet yolov4-csp 640": "", "darknet yolov4-csp 512": "", "darknet yolov4x-mish 640": "",
    "darknet yolov3-tiny-prn 416": "",
  ].mapValues { Absence(reason: $0.isEmpty ? "the network is not among ours" : $0) }

  static let differences: Comparison.Differences = [
    "ResNet ResNet-34 work": ("3.7e9", "3.664 G with projections as here; with padded shortcuts it is 3.6 G"),
    "ResNet ResNet-50 work": ("3.9e9", "3.858 G, cut off"),
    "ResNet VGG-16 work": ("15.5e9", "its convolutions alone have 15.3 G"),
    "Identity pre-act ResNet-1001 parameters": ("10.3M", "10,327,706, or 10.2 M without batch norms"),
    "Wide ResNet-1202 (as cited) parameters": ("19.4M", "10.2 M are the pre-activation ResNet-1001's"),
    "DenseNet ResNet with Stochastic Depth 1202 (as cited) parameters": ("19.4M", "the same slip, cited on"),
    "ResNeXt ResNeXt-101 32x4d work": ("8.0e9", "7.8 G are ResNet-101's"),
    "ResNeXt ResNeXt-101 64x4d work": ("15.5e9", "15.460 G, as torchvision has it"),
    "ResNeXt ResNeXt-29 16x64d parameters": ("68.2M", "68,155,146, cut off"),
    "SENet ResNet-101 work": ("7.57e9", "7,570,194,432; ResNet-50 fits in the same table"),
    "Xception Inception V3 parameters": (
      "23,834,568", "an earlier form of Keras, whose file has 23,851,784 today"
    ),
    "EfficientNet EfficientNet-B1 work": ("0.69e9", "0.687 G, as torchvision has it"),
    "EfficientNet EfficientNet-B2 parameters": ("9.1M", "9,109,994, as torchvision has it"),
    "EfficientNet EfficientNet-B4 work": ("4.4e9", "4.394 G, as torchvision has it"),
    "EfficientNet EfficientNet-B5 work": ("10.3e9", "10.266 G, as torchvision has it"),
    "EfficientNet EfficientNet-B7 work": ("38e9", "37.746 G, as torchvision has it"),
    "EfficientNet DenseNet-169 work": ("3.4e9", "3.360 G, as torchvision has it"),
    "EfficientNet DenseNet-264 parameters": ("33M", "33,337,704"),
    "EfficientNet DenseNet-264 work": ("5.8e9", "5.8 G, low as DenseNet-169's"),
    "EfficientNet Inception-v4 parameters": ("43M", "42,679,816, as in all ports"),
    "EfficientNet Inception-v4 work": ("12e9", "12.25 G"),
    "EfficientNet ResNeXt-101 parameters": (
      "83M", "83,455,272 for 64 groups of 4, whose 32 G at 320 x 320 fit"
    ),
    "EfficientNet MobileNetV1 r=2 work": ("2.3e9", "2.272 G, cut off"),
    "EfficientNet ResNet-50 d=4 work": (
      "14.6e9", "this and the next are in each other's place: 14.6 and 16.1 G"
    ),
    "EfficientNet ResNet-50 w=2 work": ("16.1e9", "this and the one before are in each other's place"),
    "NASNet NASNet-A Large (6@4032) 331 parameters": (
      "88.8M", "88,949,818 with the statistics of batch norms"
    ),
    "ShuffleNet-Series ShuffleNetV1 1.0x g3 work": ("137e6", "137,460,672; the other widths fit"),
    "ShuffleNet-Series ShuffleNetV2 0.5x work": ("40e6", "0.040 G in torchvision too"),
    "ShuffleNet-Series ShuffleNetV2 1.0x work": ("145e6", "0.145 G in torchvision too"),
    "ShuffleNet-Series ShuffleNetV2 1.5x work": ("296e6", "0.296 G in torchvision too"),
    "ShuffleNet-Series ShuffleNetV2 2.0x work": ("583e6", "0.583 G in torchvision too"),
    "ConvNeXt ConvNeXt-T 224 parameters": ("29M", "28,589,128, cut off; 29 M at 384 in the same table"),
    "ConvNeXt ConvNeXt-B 384 work": ("45.1e9", "45,122,117,632, cut off"),
    "ViT ViT-Base parameters": ("87M", "86,567,656 with 1000 classes; 85.8 M without the head"),
    "ViT ViT-Large parameters": ("304M", "304,326,632 for patches of 16, 306,535,400 for patches of 32"),
    "YOLOv3 Darknet-53 work": (
      "18.6e9", "as if the classifier came before the pooling: `darknet53_pool_last`"
    ),
    "darknet yolov4 320 work": ("35.6e9", "35.58 G, cut off"),
    "DeepFace DeepFace parameters": ("119M", "118,923,774; the paper says more than 120 M"),
    "AlexNet AlexNet parameters": ("61M", "60,965,224, cut off"),
  ]
}
