import ArchDocuments
import Foundation
import Testing

/// `docs/claims.md` has every figure of `known-wrong.csv`.
@Suite(.withReference) struct KnownWrongTests {
  /// For each row, by the begin of its first cell, two texts that one line of the page has: the wrong figure, and the
  /// right one as the page prints it.
  private static let lines: [(row: String, wrong: String, right: String)] = [
    ("ResNet18", "25.6 M, 96 MB", "11,689,512"),
    ("ResNet50", "44.6 M, 167 MB", "25,557,032"),
    ("sizes 96/167/515/89/227 MB", "AlexNet: 227 MB", "232.6 MiB"),
    ("AlexNet flatten", "9261", "9,216"),
    ("GoogLeNet 7M, 27MB", "(27 MB)", "13,378,280"),
    ("Inception-v3 23.9 M", "23.9 M", "23,834,568"),
    ("VGG16 138 M, 515 MB", "515 MB", "527.8 MiB"),
    ("MobileNet 1.0 at 224/192/160/128", "529 M", "569, 418, 291 and 186 M"),
    ("MobileNet Table 2", "1.19 %", "1.91 %"),
    ("MobileNet Table 1", "has stride 2", "(1024, 7, 7)"),
    ("Conv MobileNet 4866", "4866 M", "4,867,293,184"),
    ("MobileNet_v1_0.75", "317, 233, 162 and 104 M", "325, 239, 166 and 107 M"),
    ("MobileNetV1 575M", "575 M", "568,740,352"),
    ("MobileNetV2 1.4", "6.9 M", "6,108,776"),
    ("MobileNetV3-Small 66M / 2.9M", "2.9 M, 66 M", "2,542,856"),
    ("Squeezenet 1700M", "1700 M", "818,924,576"),
    ("GoogLeNet conv1", "2.7K parameters, 34M", "9,408"),
    ("GoogLeNet 4c", "463K; 5a: 1072K, 54M", "497K"),
    ("GoogLeNet 4M", "4 or 5 M parameters, 12 times", "8.7 times"),
    ("VGG16 activations", "24M activations, 93 MB", "58.1 MiB"),
    ("ResNet-1202", "10.2 M", "19,424,026"),
    ("Inception-v4 48M", "48 M", "42,679,816"),
    ("NASNetLarge 93.5M", "93.5 M and 7.7 M", "88,949,818 and 5,326,716"),
    ("SqueezeNet 1.0", "1.23 M parameters, 351 M", "1,248,424"),
    ("yolov4 3,319 M", "3,319 M", "30,052,385,792"),
    ("GoogLeNet (torchvision)", "torchvision's GoogLeNet is the paper's", "3 x 3 for the 5 x 5"),
    ("AlexNet has 61.1M", "61,100,840", "60,965,224"),
    ("AlexNet input 224", "253,440 neurons", "290,400"),
    ("ResNet-50 3.8", "3.86 or 4.09 G", "4,089,184,256"),
    ("FLOPs vs MACs factor 2", "65.86 BFLOPs or 32.9 G", "32,932,037,632"),
    ("DeepFace L6", "74 x 74", "**73** x 73"),
    ("DeepFace C3", "9 x 9 x 16", "9 x 9 x 32"),
    ("LeNet-5 has 61,706", "61,706", "431,080"),
    ("DenseNet-40", "599,050", "1,019,722"),
    ("ViT-B/16 17.61", "17.61", "17,563,828,224"),
    ("SE-ResNeXt-50 3.77G", "3.77 G", "4,232,994,816"),
  ]

  @Test func everyRowHasItsLine() throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/claims.md")
    let page = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
    let rows = try Reference.rows("known-wrong.csv")
    #expect(rows.count == Self.lines.count)
    for (row, line) in zip(rows, Self.lines) {
      #expect(row["circulating_figure"]?.hasPrefix(line.row) == true)
      #expect(page.contains { $0.contains(line.wrong) && $0.contains(line.right) }, "\(line.row)")
    }
  }
}
