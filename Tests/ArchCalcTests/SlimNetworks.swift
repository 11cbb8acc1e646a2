/// TF-slim's networks where they differ from those that archcalc ships.
///
/// Padding is TensorFlow's `same`, and ResNet strides in the last unit of a block, so that the strides at the ends of
/// blocks are twice those of the paper's placement while all sizes are equal. Only what a receptive field depends on is
/// as in slim: filters are not.
enum SlimNetworks {
  static let text = """
    block conv_same(filters, kernel, stride = 1) {
        conv(filters, kernel: kernel, stride: stride, padding: (kernel - 1) / 2, bias: false)
    }

    block unit(width, stride) {
        add {
            branch { conv_same(width, kernel: 1) -> conv_same(width, kernel: 3, stride: stride) -> conv_same(4 * width, kernel: 1) }
            branch {
                if in.channels != 4 * width { conv(4 * width, kernel: 1, stride: stride, bias: false) }
                else if stride != 1 { max_pool(1, stride: stride) }
            }
        }
    }

    network resnet_v1(depths, size) {
        input image: [3, size, size]
        conv_same(64, kernel: 7, stride: 2) -> max_pool(3, stride: 2, padding: same)
        for i, depth in depths {
            stage: repeat depth as j { unit(64 * 2 ^ i, stride: if i < 3 and j == depth - 1 then 2 else 1) }
        }
    }
    network resnet_v1_50(size) = resnet_v1([3, 4, 6, 3], size)
    network resnet_v1_101(size) = resnet_v1([3, 4, 23, 3], size)
    network resnet_v1_152(size) = resnet_v1([3, 8, 36, 3], size)
    network resnet_v1_200(size) = resnet_v1([3, 24, 36, 3], size)

    network alexnet_v2(size) {
        input image: [3, size, size]
        conv1: conv(64, kernel: 11, stride: 4)
        pool1: max_pool(3, stride: 2)
        conv2: conv(192, kernel: 5, padding: same)
        pool2: max_pool(3, stride: 2)
        conv3: conv(384, kernel: 3, padding: same)
        conv4: conv(384, kernel: 3, padding: same)
        conv5: conv(256, kernel: 3, padding: same)
        pool5: max_pool(3, stride: 2)
    }

    block vgg_stage(depth, width) { repeat depth { layer: conv(width, kernel: 3, padding: same) } }
    network vgg(depths, size) {
        input image: [3, size, size]
        for i, depth in depths {
            part: vgg_stage(depth, width: [64, 128, 256, 512, 512][i])
            pool: max_pool(2)
        }
    }
    network vgg_16(size) = vgg([2, 2, 3, 3, 3], size)
    network vgg_a(size) = vgg([1, 1, 2, 2, 2], size)

    block mixed(kernels) {
        concat {
            branch { conv_unit(1) }
            branch {
                conv_unit(1)
                for kernel in kernels { conv_unit(kernel) }
            }
        }
        conv(in.channels, kernel: 1) -> add(in)
    }
    block conv_unit(kernel, stride = 1) { conv(8, kernel: kernel, stride: stride, padding: same) }
    block aligned_reduction {
        concat {
            branch { conv_unit(3, stride: 2) }
            branch { conv_unit(3) -> conv_unit(3, stride: 2) }
            branch { max_pool(3, stride: 2, padding: same) }
        }
    }

    network inception_resnet_v2_same(size) {
        input image: [3, size, size]
        Conv2d_1a_3x3: conv_unit(3, stride: 2)
        Conv2d_2a_3x3: conv_unit(3)
        Conv2d_2b_3x3: conv_unit(3)
        MaxPool_3a_3x3: max_pool(3, stride: 2, padding: same)
        Conv2d_3b_1x1: conv_unit(1)
        Conv2d_4a_3x3: conv_unit(3)
        MaxPool_5a_3x3: max_pool(3, stride: 2, padding: same)
        Mixed_5b: concat { branch { conv_unit(5) } branch { conv_unit(3) -> conv_unit(3) } }
        repeat 10 { mixed([3, 3]) }
        Mixed_6a: aligned_reduction
        PreAuxLogits: repeat 20 { mixed([[1, 7], [7, 1]]) }
        Mixed_7a: aligned_reduction
        repeat 10 { mixed([[1, 3], [3, 1]]) }
        Conv2d_7b_1x1: conv_unit(1)
    }
    """
}
