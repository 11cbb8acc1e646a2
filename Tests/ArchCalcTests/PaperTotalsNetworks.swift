import ArchCalc
import ArchDocuments

/// The networks of the rows of `paper-totals.csv`.
extension PaperTotals.Row {
  /// The network, from those that archcalc ships where it is one of them; nil where there is none.
  func network() throws -> Figures? {
    let numbers = numbers(model)
    switch paper {
    case "ResNet":
      if table == "Table 6" { return try Figures("resnet_cifar", ["depth": numbers[0]]) }
      if table == "Table 1" {
        return try Figures(
          model == "ResNet-18" || model == "ResNet-34" ? "resnet\(numbers[0])" : "resnet\(numbers[0])_v1")
      }
      return try Figures("vgg\(numbers[0])")
    case "Identity": return try Figures("preact_resnet\(numbers[0])")
    case "Wide":
      if numbers.count == 1 { return try Figures("resnet_cifar", ["depth": numbers[0]]) }
      return try Figures("wide_resnet", ["depth": numbers[0], "widening": numbers[1]])
    case "DenseNet":
      if numbers.count == 1 { return try Figures("resnet_cifar", ["depth": numbers[0]]) }
      return try Figures(
        "densenet_cifar",
        ["depth": numbers[0], "growth": numbers[1], "bc": "\(model.contains("BC"))"])
    case "ResNeXt": return try resNeXt(numbers)
    case "SENet": return try seNet(numbers)
    case "Xception": return try Figures(model == "Xception" ? "xception" : "inception_v3")
    case "EfficientNet": return try efficientNet(numbers)
    case "NASNet": return try Figures(model.contains("Mobile") ? "nasnet_a_mobile" : "nasnet_a_large")
    case "megvii-model/ShuffleNet-Series", "ShuffleNet": return try shuffleNet()
    case "facebookresearch/ConvNeXt": return try convNeXt()
    case "ViT":
      return try Figures(
        ["ViT-Base": "vit_b_16", "ViT-Large": "vit_l_16", "ViT-Huge": "vit_h_14"][model] ?? model)
    case "microsoft/Swin-Transformer":
      let letter = model.lowercased().replacing("-", with: "_")
      return try Figures(setting.hasSuffix("384") ? letter + "_384" : letter)
    case "YOLOv3", "YOLOv2":
      if model.hasPrefix("ResNet") { return try darknetResNet(numbers[0]) }
      return try Figures(model.lowercased().replacing("-", with: ""), image: [3, size, size])
    case "AlexeyAB/darknet":
      let name = String(model.prefix { $0 != " " }).replacing("yolov", with: "yolo_v").replacing(
        "-", with: "_")
      return try Figures(name, ["size": numbers[1]])
    case "FCN": return try fullyConvolutional()
    case "DeepLab-v1": return try deepLab()
    case "DeepFace": return try Figures("deepface")
    case "CrossLight": return try Figures("siamese")
    case "AlexNet": return try Figures("alexnet")
    case "VGG":
      let column = String(model.dropFirst("config ".count))
      return try Figures(
        ["A": "vgg11", "A-LRN": "vgg11_lrn", "B": "vgg13", "C": "vgg16_c", "D": "vgg16", "E": "vgg19"][
          column] ?? column)
    case "FaceNet": return try Figures("facenet_nn2")
    case "GoogLeNet": return try Figures("googlenet")
    default: return nil
    }
  }

  /// ResNet as in the cfg files of darknet: shortcuts have no convolutions, and the classifier works
  /// before the pooling.
  private func darknetResNet(_ depth: String) throws -> Figures {
    try Figures(
      text: """
        import "darknet.arch"
        import "resnet_cifar.arch"
        block unit(width, stride) {
            add {
                branch {
                    conv_leaky(width, kernel: 1) -> conv_leaky(width, kernel: 3, stride: stride)
                    conv_leaky(4 * width, kernel: 1)
                }
                branch {
                    if stride > 1 { max_pool(1, stride: stride) }
                    if in.channels != 4 * width { zero_channels(4 * width) }
                }
            }
        }
        network darknet_resnet {
            input image: [3, 256, 256]
            conv_leaky(64, kernel: 7, stride: 2) -> max_pool(2)
            for i, depth in \(depth == "101" ? "[3, 4, 23, 3]" : "[3, 8, 36, 3]") {
                repeat depth as j { unit(64 * 2 ^ i, stride: if i > 0 and j == 0 then 2 else 1) }
            }
            conv(1000, kernel: 1) -> global_avg_pool
        }
        """)
  }

  var size: Int { Int(numbers(setting).last ?? "") ?? 224 }

  private func resNeXt(_ numbers: [String]) throws -> Figures? {
    switch model {
    case "ResNet-101 1x64d": return try Figures("resnet101")
    case "ResNeXt-101 32x4d": return try Figures("resnext101_32x4d")
    case "ResNeXt-101 64x4d": return try Figures("resnext101_64x4d")
    case "ResNeXt-29 8x64d": return try Figures("resnext29_8x64d_cifar")
    case "ResNeXt-29 16x64d": return try Figures("resnext29_16x64d_cifar")
    default: break
    }
    // `conv2 block C=32 d=4`: the convolutions of a unit of the first stage.
    guard model.hasPrefix("conv2 block") else { return nil }
    return try Figures(
      text: """
        network unit {
            input maps: [256, 56, 56]
            conv(\(numbers[1]) * \(numbers[2]), kernel: 1, bias: false)
            conv(\(numbers[1]) * \(numbers[2]), kernel: 3, padding: 1, groups: \(numbers[1]), bias: false)
            conv(256, kernel: 1, bias: false)
        }
        """)
  }

  private func seNet(_ numbers: [String]) throws -> Figures? {
    switch (table, model) {
    case ("Table 2", "ResNet-50"), (_, "SE-ResNet-50 ratio none"): return try Figures("resnet50_v1")
    case ("Table 2", "ResNet-101"): return try Figures("resnet101_v1")
    case ("Table 2", _), (_, "SE-ResNet-50 ratio 16"): return try Figures("se_resnet50")
    case ("Table 10", _): return try Figures("se_resnet50_r\(numbers[1])")
    case (_, "MobileNet"): return try Figures("mobilenet_v1")
    case (_, "SE-MobileNet"): return try Figures("se_mobilenet_v1")
    default: return nil
    }
  }

  private func shuffleNet() throws -> Figures? {
    if model.hasPrefix("ShuffleNetV2 ") {
      return try Figures(
        "shufflenet_v2_x" + model.dropFirst("ShuffleNetV2 ".count).dropLast().replacing(".", with: "_"))
    }
    let groups = String(model.last ?? "3")
    if paper == "ShuffleNet" {
      return try Figures(groups == "3" ? "shufflenet_v1" : "shufflenet_v1_g\(groups)")
    }
    // Filters and stem by width, for 3 and for 8 groups.
    let plans: [String: (stem: Int, three: Int, eight: Int)] = [
      "0.5x": (groups == "3" ? 12 : 16, 120, 192), "1.0x": (24, 240, 384), "1.5x": (24, 360, 576),
      "2.0x": (48, 480, 768),
    ]
    guard let plan = plans[String(model.split(separator: " ").dropFirst().first ?? "")] else { return nil }
    return try Figures(
      "shufflenet_v1",
      ["groups": groups, "filters": "\(groups == "3" ? plan.three : plan.eight)", "start": "\(plan.stem)"])
  }

  private func convNeXt() throws -> Figures? {
    let names = ["T": "tiny", "S": "small", "B": "base", "L": "large", "XL": "xlarge"]
    if let name = names[String(model.dropFirst("ConvNeXt-".count))] {
      return try Figures("convnext_\(name)", image: [3, size, size])
    }
    // The isotropic form keeps 14 x 14 positions throughout.
    let plans = ["ConvNeXt-iso-S": (384, 18), "ConvNeXt-iso-B": (768, 18), "ConvNeXt-iso-L": (1024, 36)]
    guard let (width, depth) = plans[model] else { return nil }
    return try Figures(
      text: """
        import "convnext.arch"
        network isotropic {
            input image: [3, 224, 224]
            conv(\(width), kernel: 16, stride: 16)
            repeat \(depth) { convnext_unit }
            global_avg_pool -> layer_norm -> dense(1000)
        }
        """)
  }

  private func efficientNet(_ numbers: [String]) throws -> Figures? {
    if table == "Table 3" { return try scaled() }
    switch model {
    case "ResNet-50": return try Figures("resnet50")
    case "ResNet-152": return try Figures("resnet152_v1")
    case "DenseNet-169", "DenseNet-264": return try Figures("densenet\(numbers[0])")
    case "Inception-v3", "Inception-v4", "Inception-ResNet-v2", "Xception":
      return try Figures(model.lowercased().replacing("-", with: "_"))
    case "ResNeXt-101": return try Figures("resnext101_64x4d", image: [3, 320, 320])
    case "NASNet-A": return try Figures("nasnet_a_large")
    case "EfficientNet-B2": return try Figures("efficientnet_b2", ["resolution": "260"])
    default:
      return model.hasPrefix("EfficientNet-B") ? try Figures("efficientnet_b\(numbers[0])") : nil
    }
  }

  /// Other networks made deeper, wider, or given larger images.
  private func scaled() throws -> Figures? {
    switch model {
    case "MobileNetV1 w=2": return try Figures("mobilenet_v1", ["width": "2.0"])
    case "MobileNetV1 r=2": return try Figures("mobilenet_v1", ["resolution": "448"])
    case "MobileNetV2 w=2": return try Figures("mobilenet_v2", ["width": "2.0"])
    case "MobileNetV2 r=2": return try Figures("mobilenet_v2", ["resolution": "448"])
    case "ResNet-50 d=4":
      return try Figures("resnet", ["unit": "bottleneck", "depths": "[12, 16, 24, 12]"])
    case "ResNet-50 r=2": return try Figures("resnet50", image: [3, 448, 448])
    case "ResNet-50 w=2":
      return try Figures(
        text: """
          import "resnet.arch"
          network wide {
              input image: [3, 224, 224]
              conv_bn(128, kernel: 7, stride: 2) -> relu -> max_pool(3, stride: 2, padding: 1)
              for i, depth in [3, 4, 6, 3] {
                  repeat depth as j { bottleneck(128 * 2 ^ i, stride: if i > 0 and j == 0 then 2 else 1) }
              }
              global_avg_pool -> dense(1000)
          }
          """)
    case "MobileNetV2 d=4":
      return try Figures(
        text: """
          import "mobilenet_v2.arch"
          network deep {
              input image: [3, 224, 224]
              conv_bn_act(32, kernel: 3, stride: 2)
              for row in mobilenet_v2_plan {
                  repeat 4 * row[2] as j {
                      inverted_residual(row[0] * it.channels, row[1], stride: if j == 0 then row[3] else 1)
                  }
              }
              conv_bn_act(1280, kernel: 1)
              global_avg_pool -> dense(1000)
          }
          """)
    default: return nil
    }
  }

  private func fullyConvolutional() throws -> Figures? {
    switch model {
    case "FCN-VGG16": return try Figures("fcn_32s")
    case "FCN-AlexNet": return try Figures(text: FullyConvolutional.alexNet)
    case "FCN-GoogLeNet": return try Figures(text: FullyConvolutional.googLeNet)
    default: return nil
    }
  }

  /// VGG-16 whose last two stages keep 1 in 8 positions, and the kernel and features of its first dense layer.
  private func deepLab() throws -> Figures? {
    let heads = ["7x7": (7, 4, 4096), "CRF": (4, 4, 4096), "4x4": (4, 8, 4096), "LargeFOV": (3, 12, 1024)]
    guard let (kernel, dilation, features) = heads[String(model.split(separator: "-").last ?? "")] else {
      return nil
    }
    return try Figures(
      text: """
        import "vgg.arch"
        network deeplab {
            input image: [3, 321, 321]
            for i, widths in vgg16_plan {
                for width in widths { conv(width, kernel: 3, padding: same, dilation: if i == 4 then 2 else 1) -> relu }
                max_pool(3, stride: if i < 3 then 2 else 1, padding: 1)
            }
            conv(\(features), kernel: \(kernel), padding: same, dilation: \(dilation)) -> relu
            conv(\(features), kernel: 1) -> relu -> conv(21, kernel: 1)
        }
        """)
  }
}
