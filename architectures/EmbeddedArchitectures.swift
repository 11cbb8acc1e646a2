// This list is generated from the folder: `make docs`.

/// The architecture files that every copy of the program carries.
public enum EmbeddedArchitectures {
  /// The files by name, with their text as UTF-8.
  public static let files: [(name: String, text: @Sendable () -> [UInt8])] = [
    ("alexnet.arch", { PackageResources.alexnet_arch }),
    ("bert.arch", { PackageResources.bert_arch }),
    ("darknet.arch", { PackageResources.darknet_arch }),
    ("deepface.arch", { PackageResources.deepface_arch }),
    ("densenet.arch", { PackageResources.densenet_arch }),
    ("examples.arch", { PackageResources.examples_arch }),
    ("fcn.arch", { PackageResources.fcn_arch }),
    ("googlenet.arch", { PackageResources.googlenet_arch }),
    ("gpt2.arch", { PackageResources.gpt2_arch }),
    ("lecture_cnn.arch", { PackageResources.lecture_cnn_arch }),
    ("lenet.arch", { PackageResources.lenet_arch }),
    ("localization.arch", { PackageResources.localization_arch }),
    ("mobilenet_v1.arch", { PackageResources.mobilenet_v1_arch }),
    ("nas_bench_macro.arch", { PackageResources.nas_bench_macro_arch }),
    ("resnet.arch", { PackageResources.resnet_arch }),
    ("siamese.arch", { PackageResources.siamese_arch }),
    ("sliding_window.arch", { PackageResources.sliding_window_arch }),
    ("style_transfer.arch", { PackageResources.style_transfer_arch }),
    ("swin.arch", { PackageResources.swin_arch }),
    ("three_inputs.arch", { PackageResources.three_inputs_arch }),
    ("transfer_learning.arch", { PackageResources.transfer_learning_arch }),
    ("transformer.arch", { PackageResources.transformer_arch }),
    ("unet.arch", { PackageResources.unet_arch }),
    ("vgg.arch", { PackageResources.vgg_arch }),
    ("vit.arch", { PackageResources.vit_arch }),
    ("yolo_v1.arch", { PackageResources.yolo_v1_arch }),
    ("yolo_v2.arch", { PackageResources.yolo_v2_arch }),
    ("yolo_v3.arch", { PackageResources.yolo_v3_arch }),
  ]
}
