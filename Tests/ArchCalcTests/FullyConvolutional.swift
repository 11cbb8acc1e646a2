/// The fully convolutional forms of classifiers that archcalc ships, Long, Shelhamer and Darrell 2015, Table 1.
enum FullyConvolutional {
  static let alexNet = """
    network fcn_alexnet {
        input image: [3, 500, 500]
        conv(96, kernel: 11, stride: 4, padding: 100) -> relu -> max_pool(3, stride: 2, ceil: true)
        local_response_norm(5)
        conv(256, kernel: 5, padding: 2, groups: 2) -> relu -> max_pool(3, stride: 2, ceil: true)
        local_response_norm(5)
        conv(384, kernel: 3, padding: 1) -> relu
        conv(384, kernel: 3, padding: 1, groups: 2) -> relu
        conv(256, kernel: 3, padding: 1, groups: 2) -> relu -> max_pool(3, stride: 2, ceil: true)
        conv(4096, kernel: 6) -> relu
        fc7: conv(4096, kernel: 1) -> relu
        score: conv(21, kernel: 1)
        frozen { conv_transpose(21, kernel: 63, stride: 32, bias: false) }
    }
    """

  static let googLeNet = """
    import "googlenet.arch"

    network fcn_googlenet {
        input image: [3, 500, 500]
        conv_relu(64, kernel: 7, stride: 2) -> max_pool(3, stride: 2, ceil: true) -> local_response_norm(5)
        conv_relu(64, kernel: 1) -> conv_relu(192, kernel: 3) -> local_response_norm(5)
        max_pool(3, stride: 2, ceil: true)
        inception(64, 96, 128, 16, 32, 32)
        inception(128, 128, 192, 32, 96, 64)
        max_pool(3, stride: 2, ceil: true)
        inception(192, 96, 208, 16, 48, 64)
        inception(160, 112, 224, 24, 64, 64)
        inception(128, 128, 256, 24, 64, 64)
        inception(112, 144, 288, 32, 64, 64)
        inception(256, 160, 320, 32, 128, 128)
        max_pool(3, stride: 2, ceil: true)
        inception(256, 160, 320, 32, 128, 128)
        inception(384, 192, 384, 48, 128, 128)
        avg_pool(7, stride: 1)
        score: conv(21, kernel: 1)
        frozen { conv_transpose(21, kernel: 64, stride: 32, bias: false) }
    }
    """
}
