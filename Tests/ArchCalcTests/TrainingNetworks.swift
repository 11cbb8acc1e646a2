/// Networks whose training was measured in PyTorch, as the libraries write them.
enum TrainingNetworks {
  /// Two and three layers, for one rule each.
  static let units = """
    network conv_1 {
        input x: [8, 14, 14]
        conv(16, kernel: 3, padding: 1)
    }
    network conv_2 {
        input x: [8, 14, 14]
        conv(16, kernel: 3, padding: 1) -> conv(16, kernel: 3, padding: 1)
    }
    network conv_relu {
        input x: [8, 14, 14]
        conv(16, kernel: 3, padding: 1) -> relu -> conv(16, kernel: 3, padding: 1)
    }
    network conv_norm {
        input x: [8, 14, 14]
        conv(16, kernel: 3, padding: 1) -> batch_norm -> relu -> conv(16, kernel: 3, padding: 1)
    }
    network conv_pool {
        input x: [8, 14, 14]
        conv(16, kernel: 3, padding: 1) -> max_pool(2) -> conv(16, kernel: 3, padding: 1)
    }
    network conv_silu {
        input x: [8, 14, 14]
        conv(16, kernel: 3, padding: 1) -> silu -> conv(16, kernel: 3, padding: 1)
    }
    network conv_sigmoid {
        input x: [8, 14, 14]
        conv(16, kernel: 3, padding: 1) -> sigmoid -> conv(16, kernel: 3, padding: 1)
    }
    network conv_dropout {
        input x: [8, 14, 14]
        conv(16, kernel: 3, padding: 1) -> dropout -> conv(16, kernel: 3, padding: 1)
    }
    network grouped {
        input x: [8, 14, 14]
        conv(16, kernel: 3, padding: 1, groups: 4) -> conv(16, kernel: 3, padding: 1, groups: 4)
    }
    network depthwise {
        input x: [16, 14, 14]
        depthwise_conv(kernel: 3, padding: 1) -> depthwise_conv(kernel: 3, padding: 1)
    }
    network rows {
        input x: [64]
        dense(32) -> dense(10)
    }
    network rows_norm {
        input x: [64]
        dense(32) -> layer_norm -> dense(10)
    }
    network larger {
        input x: [8, 7, 7]
        conv(8, kernel: 1) -> upsample(2) -> conv(8, kernel: 1)
    }
    """

  /// ResNet-50 of which only a new output layer learns.
  static let frozen = """
    import "resnet.arch"

    network resnet50_frozen {
        input image: [3, 224, 224]
        frozen {
            conv_bn(64, kernel: 7, stride: 2) -> relu -> max_pool(3, stride: 2, padding: 1)
            for i, depth in [3, 4, 6, 3] {
                repeat depth as j { bottleneck(64 * 2 ^ i, stride: if i > 0 and j == 0 then 2 else 1) }
            }
        }
        global_avg_pool -> dense(10)
    }
    """

  /// EfficientNet-B0 with the stochastic depth that torchvision has in training.
  static let stochastic = """
    import "mobilenet_v2.arch"

    block dropped_residual(inner, filters, kernel, stride, squeeze) {
        if inner != in.channels { conv_bn_act(inner, kernel: 1, act: silu) }
        depthwise_conv(kernel: kernel, stride: stride, padding: kernel / 2, bias: false) -> batch_norm -> silu
        excite(squeeze, act: silu)
        conv(filters, kernel: 1, bias: false) -> batch_norm
        if stride == 1 and filters == in.channels {
            drop_path(0.1)
            add(in)
        }
    }

    network efficientnet_b0_dropped {
        input image: [3, 224, 224]
        conv_bn_act(32, kernel: 3, stride: 2, act: silu)
        for row in [[1, 3, 1, 16, 1], [6, 3, 2, 24, 2], [6, 5, 2, 40, 2], [6, 3, 2, 80, 3], [6, 5, 1, 112, 3], [6, 5, 2, 192, 4], [6, 3, 1, 320, 1]] {
            repeat row[4] as j {
                dropped_residual(
                    row[0] * it.channels, row[3], kernel: row[1], stride: if j == 0 then row[2] else 1,
                    squeeze: it.channels / 4
                )
            }
        }
        conv_bn_act(1280, kernel: 1, act: silu)
        global_avg_pool -> dropout(0.2) -> dense(1000)
    }
    """

  /// Transformers, operation by operation, as transformers and PyTorch's own layer write them.
  static let transformers = """
    // Layers as libraries write them, operation by operation.

    block heads_of(tokens, heads, width) { reshape([tokens, heads, width]) -> permute([1, 0, 2]) }
    block joined(tokens, features) { permute([1, 0, 2]) -> reshape([tokens, features]) }

    block bert_layer {
        x: it
        q: x -> dense(768) -> heads_of(128, 12, 64)
        k: x -> dense(768) -> heads_of(128, 12, 64)
        v: x -> dense(768) -> heads_of(128, 12, 64)
        shares: matmul(q, k, transpose_b: true) -> affine(0.125) -> softmax(axis: -1)
        mixed: matmul(shares, v) -> joined(128, 768) -> dense(768)
        normed: add(x, mixed) -> layer_norm
        wide: normed -> dense(3072) -> gelu -> dense(768)
        add(normed, wide) -> layer_norm
    }

    network bert {
        input tokens: sequence(128)
        input kinds: sequence(128)
        words: tokens -> embedding(30_522, 768)
        types: kinds -> embedding(2, 768)
        add(words, types) -> position(length: 512) -> layer_norm
        repeat 12 { bert_layer }
        slice(0, to: 1) -> flatten -> dense(768) -> tanh
    }

    block gelu_new {
        x: it
        half: x -> affine(0.5)
        cube: x -> power(3)
        small: cube -> affine(0.044715)
        bent: add(x, small) -> affine(0.79788456) -> tanh -> affine(1, 1)
        multiply(half, bent)
    }

    block gpt2_layer {
        x: it
        all: x -> layer_norm -> dense(2304)
        q: all -> slice(axis: -1, from: 0, to: 768) -> heads_of(256, 12, 64)
        k: all -> slice(axis: -1, from: 768, to: 1536) -> heads_of(256, 12, 64)
        v: all -> slice(axis: -1, from: 1536, to: 2304) -> heads_of(256, 12, 64)
        shares: matmul(q, k, transpose_b: true) -> affine(0.125) -> softmax(axis: -1) -> dropout(0.1)
        mixed: matmul(shares, v) -> joined(256, 768) -> dense(768) -> dropout(0.1)
        inner: add(x, mixed)
        wide: inner -> layer_norm -> dense(3072) -> gelu_new -> dense(768) -> dropout(0.1)
        add(inner, wide)
    }

    network gpt2_width {
        input tokens: sequence(256)
        input positions: sequence(256)
        words: tokens -> embedding(1000, 768)
        places: positions -> embedding(1024, 768)
        add(words, places) -> dropout(0.1)
        repeat 2 { gpt2_layer }
        layer_norm -> dense(1000, weights: words)
    }

    block turned {
        x: it
        first: x -> slice(axis: -1, from: 0, to: 32)
        second: x -> slice(axis: -1, from: 32, to: 64) -> affine(-1)
        concat(second, first, axis: -1)
    }

    block llama_layer(cosines, sines) {
        x: it
        normed: x -> rms_norm
        q: normed -> dense(1024, bias: false) -> heads_of(256, 16, 64)
        k: normed -> dense(256, bias: false) -> heads_of(256, 4, 64)
        v: normed -> dense(256, bias: false) -> heads_of(256, 4, 64) -> repeat_interleave(4, axis: 0)
        turned_q: q -> turned
        turned_k: k -> turned
        straight_q: multiply(q, cosines)
        straight_k: multiply(k, cosines)
        crossed_q: multiply(turned_q, sines)
        crossed_k: multiply(turned_k, sines)
        placed_q: add(straight_q, crossed_q)
        placed_k: add(straight_k, crossed_k) -> repeat_interleave(4, axis: 0)
        shares: matmul(placed_q, placed_k, transpose_b: true) -> affine(0.125) -> softmax(axis: -1)
        mixed: matmul(shares, v) -> joined(256, 1024) -> dense(1024, bias: false)
        inner: add(x, mixed)
        rows: inner -> rms_norm
        gate: rows -> dense(2816, bias: false) -> silu
        wide: rows -> dense(2816, bias: false)
        out: multiply(gate, wide) -> dense(1024, bias: false)
        add(inner, out)
    }

    network llama_width {
        input tokens: sequence(256)
        input cosines: [256, 64]
        input sines: [256, 64]
        tokens -> embedding(1000, 1024)
        repeat 2 { llama_layer(cosines, sines) }
        rms_norm -> dense(1000, bias: false)
    }

    block encoder_layer {
        x: it
        all: x -> dense(3072)
        q: all -> slice(axis: -1, from: 0, to: 1024) -> heads_of(512, 16, 64) -> affine(0.35355339)
        k: all -> slice(axis: -1, from: 1024, to: 2048) -> heads_of(512, 16, 64) -> affine(0.35355339)
        v: all -> slice(axis: -1, from: 2048, to: 3072) -> heads_of(512, 16, 64)
        shares: matmul(q, k, transpose_b: true) -> softmax(axis: -1) -> dropout(0.1)
        mixed: matmul(shares, v) -> joined(512, 1024) -> dense(1024) -> dropout(0.1)
        normed: add(x, mixed) -> layer_norm
        wide: normed -> dense(4096) -> relu -> dropout(0.1) -> dense(1024) -> dropout(0.1)
        add(normed, wide) -> layer_norm
    }

    network encoder(layers) {
        input x: [512, 1024]
        // Something learns before the first layer, so that the gradient by its input is worked out too.
        position
        repeat layers { encoder_layer }
    }
    network encoder_1 = encoder(layers: 1)
    network encoder_2 = encoder(layers: 2)
    """
}
