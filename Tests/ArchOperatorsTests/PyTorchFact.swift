import ArchGraph
import ArchOperators
import Testing

// MARK: - What PyTorch says

/// What PyTorch 2.15.0 (CPU) makes of a layer and an input.
///
/// Parameters are the elements of its weight and bias, multiply-adds half of what `FlopCounterMode` counts.
/// The values are those for an input, a weight and a bias whose elements, counted on from tensor to tensor,
/// are `((i*37) % 19 - 9)/8`: the sum of the output, its sum with element `i` taken `i % 13 + 1` times, and
/// its last element. Unequal padding is `torch.nn.functional.pad` before the layer, or cropping after a
/// transposed one; locally connected layers are `unfold` and a product; Lp pooling is of absolute values.
struct PyTorchFact: Sendable, CustomTestStringConvertible {
  let call: String
  let input: Shape
  let output: Shape
  let parameters: Int
  let multiplyAdds: Int?
  let values: [Double]

  var testDescription: String { "\(call) on \(input)" }

  private init(_ line: Substring) {
    let parts = line.split(separator: "|").map { part in
      part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed().reduce(into: "") { $0.append($1) }
    }
    func shape(_ text: String) -> Shape { Shape(text.split(separator: " ").compactMap { Int($0) }) }
    call = parts[0]
    input = shape(parts[1])
    output = shape(parts[2])
    parameters = Int(parts[3]) ?? -1
    multiplyAdds = Int(parts[4])
    values = parts[5].split(separator: " ").compactMap { Double($0) }
  }

  func makeOperator() throws -> any Operator { try CallText(call).makeOperator() }

  static let all: [PyTorchFact] = table.split(separator: "\n").map { PyTorchFact($0) }

  /// Call | input | output | parameters | multiply-adds | sum, weighed sum and last element.
  private static let table = """
    conv(4, kernel: 3) | 3 7 8 | 4 5 6 | 112 | 3240 | -37.8906 -96.75 -1.3125
    conv(4, kernel: 3, padding: same) | 3 7 8 | 4 7 8 | 112 | 6048 | -46.2031 -423.0312 -0.0781
    conv(3, kernel: 4, padding: same) | 2 6 7 | 3 6 7 | 99 | 4032 | 1.0938 141.3906 0.4844
    conv(2, kernel: [2, 3], padding: same, dilation: 2) \
      | 2 8 9 | 2 8 9 | 26 | 1728 | -99.1094 -701.0156 0.0312
    conv(3, kernel: 2, padding: same, dilation: 3) | 2 9 | 3 9 | 15 | 108 | -16.2031 -75.2812 -0.3281
    conv(3, kernel: 3, stride: 2, padding: [[0, 1], [2, 0]]) \
      | 2 6 5 | 3 3 3 | 57 | 486 | 34.9688 278.7344 3.0469
    conv(2, kernel: [3, 5], stride: [1, 2], padding: [1, 2], dilation: [1, 2], bias: false) \
      | 1 5 9 | 2 5 3 | 30 | 450 | 0.1562 52.1406 -1.0938
    conv(64, kernel: 7, stride: 2, padding: 3, bias: false) | 3 224 224 | 64 112 112 | 9408 | 118013952 | -
    conv(128, kernel: 3, padding: 1, groups: 32, bias: false) | 128 28 28 | 128 28 28 | 4608 | 3612672 | -
    conv(2, kernel: 2, stride: 3, dilation: [3]) | 4 6 | 2 1 | 18 | 16 | 4.3438 7.8906 3.5469
    conv(4, kernel: 4, padding: [1], groups: 2) | 8 11 | 4 10 | 68 | 640 | 27.9375 141.7344 0.625
    conv(2, kernel: 3, stride: 3, padding: [1, 0]) | 2 3 7 | 2 1 2 | 38 | 72 | -2.25 -2.4844 0.7969
    conv(3, kernel: 1, stride: [2], padding: 1, dilation: 3) | 3 10 | 3 6 | 12 | 54 | 13.5469 94.8906 1.8906
    conv(2, kernel: 3, stride: 2, groups: 2) | 6 4 5 | 2 1 2 | 56 | 108 | -3.9062 -12.8594 -1.625
    conv(6, kernel: [3, 4], stride: [2, 1], groups: 2) | 4 9 5 | 6 4 2 | 150 | 1152 | 32.0156 7.3281 -5.4844
    conv(9, kernel: 2, padding: [1, 1], groups: 3) | 6 9 9 | 9 10 10 | 81 | 7200 | -104.6562 -613.4531 -1.25
    conv(1, kernel: 3, dilation: 3) | 2 7 7 | 1 1 1 | 19 | 18 | 7.1875 7.1875 7.1875
    conv(4, kernel: 2, padding: [1], groups: 2) | 2 5 | 4 6 | 12 | 48 | -7.125 -54.2344 0.9062
    conv(1, kernel: 4, dilation: 2, bias: false) | 1 7 | 1 1 | 4 | 4 | -0.0781 -0.0781 -0.0781
    conv(1, kernel: 3, stride: 2, padding: 2, dilation: 2) | 2 9 6 | 1 5 3 | 19 | 270 | -5.1719 15.5 -1.0938
    conv(3, kernel: 4, stride: [2], padding: [1], dilation: [2]) | 2 6 | 3 1 | 27 | 24 | -2.4375 -4 -1.5625
    conv(2, kernel: 2, stride: 3, dilation: 3) | 3 11 | 2 3 | 14 | 36 | 1.6406 10.9375 0.9688
    conv(2, kernel: 2, stride: 2, dilation: [1, 2]) | 1 5 9 | 2 2 4 | 10 | 64 | -8.1875 -51.3594 -0.3594
    conv(1, kernel: 1, stride: 2, padding: [2, 1]) | 4 4 3 | 1 4 3 | 5 | 48 | -5.7344 -37.7656 -0.5
    conv(6, kernel: 3, groups: 3, bias: false) | 6 3 | 6 1 | 36 | 36 | 2.375 1.125 1.3281
    conv(3, kernel: 2, padding: 1, dilation: [3, 3]) | 4 6 6 | 3 5 5 | 51 | 1200 | 85.2031 455.6562 2.1094
    conv(1, kernel: 2, stride: [3], padding: 1, dilation: 2) | 4 6 | 1 2 | 9 | 16 | 0.8594 1.1562 0.2969
    conv(1, kernel: [4], stride: 2, padding: 2, dilation: 2) | 4 6 | 1 2 | 17 | 32 | 3.4062 4.125 0.7188
    conv(1, kernel: 1, stride: [2], dilation: [3], bias: false) | 3 5 | 1 3 | 3 | 9 | -0.5781 -1.5156 -0.125
    depthwise_conv(kernel: 3, stride: 2, padding: 1, bias: false) | 32 112 112 | 32 56 56 | 288 | 903168 | -
    depthwise_conv(kernel: 2, multiplier: 2, bias: false) | 1 7 3 | 2 6 2 | 8 | 96 | 0.8438 -83.125 -0.8438
    depthwise_conv(kernel: 1, stride: [2, 3], padding: 1) | 3 3 9 | 3 3 4 | 6 | 36 | 3.5469 22.9219 0
    depthwise_conv(kernel: [1], stride: [3], dilation: 3) | 4 12 | 4 4 | 8 | 16 | -11.4688 -66.2031 -1.0156
    depthwise_conv(kernel: 4, stride: 2, padding: 2) | 4 4 7 | 4 3 4 | 68 | 768 | 11.4375 76.5781 1.1094
    depthwise_conv(kernel: 4, dilation: 2, multiplier: 2) | 3 12 | 6 6 | 30 | 144 | 13.5938 122.2656 -0.7812
    depthwise_conv(kernel: 2, stride: [2], dilation: [1]) | 3 8 | 3 4 | 9 | 24 | -1.2031 -20.0312 -0.2656
    depthwise_conv(kernel: 2, stride: [2, 3], bias: false) | 4 3 5 | 4 1 2 | 16 | 32 | 3.6406 17.2812 1.3906
    depthwise_conv(kernel: 1, padding: 1, multiplier: 2) | 3 7 5 | 6 9 7 | 12 | 378 | -104.0625 -733.3125 1
    depthwise_conv(kernel: 3, bias: false) | 2 8 4 | 2 6 2 | 18 | 216 | 13.4688 91.0312 6.9688
    depthwise_conv(kernel: 2, bias: false) | 3 5 5 3 | 3 4 4 2 | 24 | 768 | -6.8125 -118 2.2969
    depthwise_conv(kernel: 1, stride: 2, padding: 1) | 3 6 | 3 4 | 6 | 12 | 5.3438 30.7188 -0.2344
    depthwise_conv(kernel: [1, 1], dilation: [2, 1]) | 3 4 9 | 3 4 9 | 6 | 108 | -96.4375 -656.6562 -0.8438
    conv_transpose(512, kernel: 2, stride: 2) | 1024 28 28 | 512 56 56 | 2097664 | 1644167168 | -
    conv_transpose(21, kernel: 16, stride: 8, bias: false) | 21 34 34 | 21 280 280 | 112896 | 130507776 | -
    conv_transpose(3, kernel: 3, stride: 2, padding: [[0, 1], [2, 0]]) \
      | 2 3 4 | 3 6 7 | 57 | 648 | 122.4844 884.0625 0.0781
    conv_transpose(2, kernel: 4, stride: 2, padding: 1) | 2 3 4 | 2 6 8 | 66 | 768 | -53.125 -324.1562 0.0312
    conv_transpose(1, kernel: 2) | 1 2 2 | 1 3 3 | 5 | 16 | 6.4688 39.4219 0.5781
    conv_transpose(6, kernel: 3, stride: 2, padding: 1, output_padding: 1, groups: 2) \
      | 4 3 2 | 6 6 4 | 114 | 648 | 29.2188 258.4062 -0.0156
    conv_transpose(2, kernel: 2, dilation: 3, output_padding: 2) \
      | 2 3 3 | 2 8 8 | 18 | 144 | -74.2812 -533.3906 -0.75
    conv_transpose(3, kernel: 1, stride: 3, output_padding: 2) \
      | 2 4 | 3 12 | 9 | 24 | -23.4844 -154.9844 -0.75
    conv_transpose(9, kernel: 4, dilation: 2, groups: 3) | 6 9 | 9 15 | 81 | 648 | -43.4375 -363.0625 0.7031
    conv_transpose(3, kernel: 3, output_padding: [0]) | 1 5 | 3 7 | 12 | 45 | -10.1719 -61.5469 -1.0312
    conv_transpose(3, kernel: 2, padding: [1, 0]) | 3 4 5 | 3 3 6 | 39 | 720 | 50.2969 368.8281 1.8438
    conv_transpose(2, kernel: [2], padding: 2, dilation: 2) | 2 9 | 2 7 | 10 | 72 | -2.9844 26.8281 0.1719
    conv_transpose(4, kernel: 4, groups: 2) | 4 7 7 | 4 10 10 | 132 | 6272 | 347.3438 2499.0469 -0.1406
    conv_transpose(3, kernel: 1, stride: 3, padding: [1]) | 4 5 | 3 11 | 15 | 60 | -4.9688 -45.1562 -0.625
    conv_transpose(2, kernel: 4, padding: 2, groups: 2) | 6 4 8 | 2 3 7 | 98 | 3072 | 45.1406 344.5625 5
    conv_transpose(2, kernel: 3, stride: 3, bias: false) | 2 3 | 2 9 | 12 | 36 | -6.4688 -33.875 -0.6719
    conv_transpose(3, kernel: 4, padding: 2, dilation: 2) | 4 7 | 3 9 | 51 | 336 | -23.7188 -167.9062 0.9062
    conv_transpose(1, kernel: 1, padding: 2, dilation: 2) | 2 6 7 | 1 2 3 | 3 | 84 | 0.2344 1.8281 0.125
    conv_transpose(1, kernel: [3], stride: 3, dilation: 3) | 4 12 | 1 40 | 13 | 144 | 40.5781 257.375 1.3125
    conv_transpose(1, kernel: [3], stride: 3, dilation: [1]) | 1 4 | 1 12 | 4 | 12 | 8.0156 68.1562 0.8125
    conv_transpose(3, kernel: [3], stride: [3], padding: [0]) | 2 3 | 3 9 | 21 | 54 | 12.0938 97.8594 0.3438
    conv_transpose(3, kernel: [3, 4], padding: 2) | 3 6 9 | 3 4 8 | 111 | 5832 | 67.125 436.6406 4.1562
    conv_transpose(1, kernel: [2], dilation: [1]) | 2 5 | 1 6 | 5 | 20 | -4.5 -15.6875 -0.6406
    conv_transpose(2, kernel: 2, padding: 1, dilation: 3) | 3 4 | 2 5 | 14 | 48 | -3.3438 -25.9531 -0.6875
    conv_transpose(1, kernel: [2], stride: [2], padding: [2]) | 2 10 | 1 16 | 5 | 40 | 14.375 76.25 0.125
    conv_transpose(3, kernel: [1], stride: 2, padding: [0]) | 2 8 | 3 15 | 9 | 48 | 21.4219 121.125 -0.375
    conv_transpose(1, kernel: 3, padding: [2], dilation: 3) | 4 3 | 1 5 | 13 | 36 | -0.7656 0.0938 1.0781
    conv_transpose(3, kernel: 2, padding: 2, bias: false) | 3 6 | 3 3 | 18 | 108 | 9.8438 84.0156 2.25
    conv_transpose(1, kernel: 1, stride: 2) | 3 7 | 1 13 | 4 | 21 | 9.0625 70 1.6406
    conv_transpose(6, kernel: [4], stride: [1], groups: 2) | 2 9 | 6 12 | 30 | 216 | 55.6719 344.75 -0.6406
    conv_transpose(3, kernel: [2, 2], padding: [0, 2]) | 2 9 4 | 3 10 1 | 27 | 864 | 33.625 275.5938 1.0312
    conv_transpose(2, kernel: [3], dilation: [3], groups: 2) | 2 8 | 2 14 | 8 | 48 | 10.4219 49.8438 0.125
    conv_transpose(1, kernel: [4], padding: [1]) | 1 6 | 1 7 | 5 | 24 | 4.5469 18.2812 0.25
    conv_transpose(3, kernel: [1], padding: 1, dilation: 3) | 1 6 | 3 4 | 6 | 18 | 4.2188 18.9688 0.0625
    locally_connected(3, kernel: 3) | 2 5 6 | 3 3 4 | 684 | - | -7.3438 -78.7031 1.25
    locally_connected(2, kernel: [2, 3], stride: 2, padding: 1) \
      | 1 6 5 | 2 4 3 | 168 | - | 5.8594 57.6875 0.25
    locally_connected(2, kernel: 2, stride: 2, bias: false) | 3 4 4 | 2 2 2 | 96 | - | -2.5156 12.3906 1.3125
    locally_connected(2, kernel: 3, stride: 2, padding: [[0, 1], [1, 0]]) \
      | 2 5 5 | 2 2 2 | 152 | - | 9.9688 48.7812 2.8906
    max_pool(3, stride: 2, padding: [[0, 1], [1, 0]]) | 2 6 7 | 2 3 3 | 0 | - | 15.25 81.75 0.75
    max_pool(3, stride: 2, padding: 1) | 64 112 112 | 64 56 56 | 0 | - | -
    max_pool(3, stride: 2, ceil: true) | 96 55 55 | 96 27 27 | 0 | - | -
    max_pool([2, 4], stride: 2, padding: 1, dilation: [1, 1]) | 3 3 3 | 3 2 1 | 0 | - | 4 13.875 1
    max_pool(4, stride: [3], padding: 2, ceil: true) | 4 6 | 4 3 | 0 | - | 3.5 10.875 0.875
    max_pool([2, 1], padding: [0, 0], dilation: [3, 1], ceil: true) | 4 8 9 | 4 3 9 | 0 | - | 64.5 434.375 1
    max_pool(2, padding: 1, dilation: [3, 2]) | 4 6 9 | 4 3 5 | 0 | - | 17 130.875 0.5
    max_pool(4, stride: 2, padding: [2], dilation: [1], ceil: true) | 4 5 | 4 4 | 0 | - | 1.75 -2.75 -1.125
    max_pool([2, 4], stride: 2, dilation: [3, 1]) | 3 5 6 | 3 1 2 | 0 | - | 3.75 11.875 0.75
    max_pool(2, dilation: 2, ceil: true) | 3 5 | 3 2 | 0 | - | 2.75 4.875 -0.25
    max_pool([2, 2], stride: 3, dilation: [1, 3], ceil: true) | 1 7 4 | 1 3 1 | 0 | - | 1.25 2.25 0.625
    max_pool(1, stride: 2, ceil: true) | 1 10 | 1 5 | 0 | - | 1.375 6.375 0.25
    max_pool(3, stride: [1, 2], ceil: true) | 2 9 3 | 2 7 1 | 0 | - | 10.625 73.25 0.375
    max_pool(3, stride: 2, padding: 1, dilation: 2) | 2 5 5 3 | 2 2 2 1 | 0 | - | 4.5 21.25 0.625
    max_pool(2, padding: [0, 0], dilation: 3) | 1 6 7 | 1 2 2 | 0 | - | 2.5 5.5 1
    max_pool(2, padding: 1, dilation: 3) | 4 5 5 3 | 4 2 2 1 | 0 | - | 5.375 26.375 0.625
    max_pool([3, 4], padding: 1, ceil: true) | 4 6 3 | 4 3 1 | 0 | - | 5.5 33.25 -0.25
    max_pool(3, stride: 1, ceil: true) | 1 10 | 1 8 | 0 | - | 6.375 23.875 0.375
    max_pool([4, 4, 4], stride: 2, padding: [0, 1, 1]) | 2 4 3 5 | 2 1 1 2 | 0 | - | 4.5 11.25 1.125
    max_pool([4], stride: [2], padding: [1], dilation: 3, ceil: true) | 4 10 | 4 2 | 0 | - | 3 7.75 -0.25
    max_pool(2, stride: [3, 1], dilation: 2, ceil: true) | 1 9 6 | 1 3 4 | 0 | - | 11.5 73 1.125
    max_pool(4, padding: [0, 1], ceil: true) | 4 4 4 | 4 1 2 | 0 | - | 8.125 36.875 1
    max_pool(1, padding: [0], dilation: [2]) | 3 8 | 3 8 | 0 | - | 2.625 30.875 0.75
    avg_pool(3, stride: 2, padding: [[0, 1], [1, 0]]) | 2 6 7 | 2 3 3 | 0 | - | -0.7639 -6.3611 -0.0833
    avg_pool(2, stride: 2, padding: 1, ceil: true) | 1 5 5 | 1 3 3 | 0 | - | 0.8125 2.1875 -0.1875
    avg_pool(2, stride: 2, padding: 1, ceil: true, count_padding: false) \
      | 1 5 5 | 1 3 3 | 0 | - | 1.1875 5.125 -0.1875
    avg_pool(3, stride: 3, padding: 1, ceil: true) | 1 7 8 | 1 3 3 | 0 | - | 0.1111 -0.0972 -0.1667
    avg_pool(3, stride: 3, padding: 1, ceil: true, count_padding: false) \
      | 1 7 8 | 1 3 3 | 0 | - | 0.4132 1.184 -0.25
    avg_pool(4, stride: 3, ceil: true) | 2 6 | 2 2 | 0 | - | 1.5312 2.9062 0
    avg_pool([2, 4], ceil: true, count_padding: false) | 1 5 8 | 1 3 2 | 0 | - | -0.5156 -4.2344 -0.4688
    avg_pool(4, stride: 3, padding: [1]) | 2 10 | 2 3 | 0 | - | 0.1562 -4.25 -0.8125
    avg_pool(3, padding: 1, ceil: true) | 3 11 | 3 4 | 0 | - | 1.25 4.9167 -0.25
    avg_pool([3, 3], stride: 3, ceil: true) | 3 6 9 | 3 2 3 | 0 | - | 0.5 3.1667 -0.2083
    avg_pool([4], stride: 3, padding: 2, ceil: true) | 1 3 | 1 2 | 0 | - | 0.5312 1.0625 0.5312
    avg_pool(3, stride: [3, 2], ceil: true) | 4 4 3 | 4 2 1 | 0 | - | 0.8333 2.8611 0.25
    avg_pool(3, padding: 1, ceil: true, count_padding: false) | 1 8 8 | 1 3 3 | 0 | - | 0.4965 2.6424 0.0417
    avg_pool([3, 2], stride: 3, count_padding: false) | 2 3 8 | 2 1 3 | 0 | - | 0.5625 2.2083 0
    avg_pool(2, stride: 2, padding: [1, 1], ceil: true) | 4 9 9 | 4 5 5 | 0 | - | -0.2812 -17.2188 -0.5
    avg_pool(3, stride: 3, padding: 1, ceil: true) | 1 12 | 1 5 | 0 | - | 1.4375 3.4375 -0.0625
    avg_pool([4], padding: 2, ceil: true, count_padding: false) | 4 11 | 4 4 | 0 | - | 1.7812 4.9688 0.625
    avg_pool(4, stride: 3, ceil: true, count_padding: false) | 1 9 6 | 1 3 2 | 0 | - | 0.7812 2.9844 0.25
    avg_pool(2, stride: [2, 1], ceil: true) | 2 4 5 | 2 2 4 | 0 | - | 0 3.9375 -0.2812
    avg_pool([4, 1], ceil: true) | 1 4 4 | 1 1 4 | 0 | - | 0.6562 1.9062 0.125
    avg_pool(4, stride: 3, padding: [1, 2]) | 4 7 3 | 4 2 2 | 0 | - | -0.0859 -2.4375 -0.0547
    avg_pool([3, 3, 4], stride: 2, padding: [1, 1, 1]) | 4 4 3 5 | 4 2 2 2 | 0 | - | 0.7951 2.8056 -0.0833
    avg_pool(3, stride: [3, 2], padding: 1) | 1 3 5 | 1 1 3 | 0 | - | 0.8056 1.7083 0.2222
    avg_pool(3, stride: [2, 1], padding: 1, ceil: true) | 2 6 8 | 2 4 8 | 0 | - | -0.25 -14.625 -0.3542
    avg_pool(2, stride: 3, padding: [0, 1]) | 4 7 6 | 4 2 3 | 0 | - | -0.2188 0.75 0.0312
    avg_pool(4, stride: [1], padding: 2, ceil: true) | 1 3 | 1 4 | 0 | - | 1.0312 3.375 0.5312
    lp_pool(2) | 2 6 7 | 2 3 3 | 0 | - | 24.9413 141.7225 1.5512
    lp_pool(3, stride: 2, padding: 1) | 1 7 6 | 1 4 3 | 0 | - | 21.8197 145.0795 2.0578
    lp_pool(3, power: 3, stride: 1) | 2 5 5 | 2 3 3 | 0 | - | 27.8104 163.7723 1.6682
    lp_pool(3, stride: 2, ceil: true) | 2 7 8 | 2 3 4 | 0 | - | 49.8483 319.5261 1.8498
    lp_pool([2, 3], power: 1) | 1 6 6 | 1 3 2 | 0 | - | 20.625 66.75 2.25
    lp_pool(3, stride: 2) | 3 9 | 3 4 | 0 | - | 13.8295 90.6301 0.8839
    lp_pool(2, power: 1.5) | 2 6 | 2 3 | 0 | - | 5.4982 13.118 0.125
    lp_pool(3, power: 4, stride: 2, padding: [[1, 0], [0, 1]]) | 1 6 5 | 1 3 2 | 0 | - | 7.9219 28.2238 1.4356
    global_avg_pool | 4 5 3 | 4 | 0 | - | 0.0667 -0.5 -0.1833
    global_avg_pool(keep_axes: true) | 4 5 3 | 4 1 1 | 0 | - | 0.0667 -0.5 -0.1833
    global_avg_pool | 3 7 | 3 | 0 | - | 0 -1.0714 -0.5357
    global_avg_pool(keep_axes: true) | 3 7 | 3 1 | 0 | - | 0 -1.0714 -0.5357
    global_avg_pool | 2 2 3 4 | 2 | 0 | - | 0.1875 0.2656 0.0781
    global_avg_pool(keep_axes: true) | 2 2 3 4 | 2 1 1 1 | 0 | - | 0.1875 0.2656 0.0781
    global_max_pool | 4 5 3 | 4 | 0 | - | 4.5 11.25 1.125
    global_max_pool(keep_axes: true) | 4 5 3 | 4 1 1 | 0 | - | 4.5 11.25 1.125
    global_max_pool | 3 7 | 3 | 0 | - | 2.625 5.25 1.125
    global_max_pool(keep_axes: true) | 3 7 | 3 1 | 0 | - | 2.625 5.25 1.125
    global_max_pool | 2 2 3 4 | 2 | 0 | - | 2.25 3.375 1.125
    global_max_pool(keep_axes: true) | 2 2 3 4 | 2 1 1 1 | 0 | - | 2.25 3.375 1.125
    adaptive_avg_pool(3) | 2 7 5 | 2 3 3 | 0 | - | 1.6111 7.0278 0.4375
    adaptive_avg_pool(2) | 2 6 8 | 2 2 2 | 0 | - | -0.0938 -2.3438 -0.1354
    adaptive_avg_pool([4, 6]) | 1 10 7 | 1 4 6 | 0 | - | -1.0625 -7.7083 -0.1042
    adaptive_avg_pool(4) | 3 11 | 3 4 | 0 | - | 1.2917 4.0625 -0.25
    adaptive_avg_pool(8) | 2 5 | 2 8 | 0 | - | 7.4375 55.1875 0.125
    adaptive_avg_pool([2, 3, 4]) | 1 4 5 6 | 1 2 3 4 | 0 | - | 1.3229 12.0208 -0.0312
    adaptive_avg_pool(1) | 2 5 6 | 2 1 1 | 0 | - | 0.0333 -0.0833 -0.1167
    adaptive_avg_pool([6, 5]) | 1 13 9 | 1 6 5 | 0 | - | 0.6319 5.4236 0.6042
    adaptive_avg_pool(6) | 256 13 13 | 256 6 6 | 0 | - | -
    adaptive_max_pool(3) | 2 7 5 | 2 3 3 | 0 | - | 17.625 96.75 1.125
    adaptive_max_pool(2) | 2 6 8 | 2 2 2 | 0 | - | 8.25 36 1.125
    adaptive_max_pool([4, 6]) | 1 10 7 | 1 4 6 | 0 | - | 21.375 136.5 0.75
    adaptive_max_pool(4) | 3 11 | 3 4 | 0 | - | 4.5 22.25 -0.125
    adaptive_max_pool(8) | 2 5 | 2 8 | 0 | - | 9 60.75 0.125
    adaptive_max_pool([2, 3, 4]) | 1 4 5 6 | 1 2 3 4 | 0 | - | 23.75 156.875 0.75
    adaptive_max_pool(1) | 2 5 6 | 2 1 1 | 0 | - | 2.25 3.375 1.125
    adaptive_max_pool([6, 5]) | 1 13 9 | 1 6 5 | 0 | - | 25.25 164.75 1.125
    upsample(2) | 2 3 4 | 2 6 8 | 0 | - | 10.5 62.125 0.75
    upsample(3) | 1 4 3 | 1 12 9 | 0 | - | 39.375 273 -0.125
    upsample([1, 2]) | 2 2 5 | 2 2 10 | 0 | - | -2.25 -17 -1.125
    upsample([4, 5]) | 1 3 2 | 1 12 10 | 0 | - | 65 444.375 0.625
    upsample(2) | 3 6 | 3 12 | 0 | - | 2 21.75 -0.875
    upsample(3) | 2 4 | 2 12 | 0 | - | 12.375 104.25 0.375
    upsample(2) | 1 2 3 2 | 1 4 6 4 | 0 | - | 35 254 -0.125
    upsample([3, 2, 1]) | 1 2 1 3 | 1 6 2 3 | 0 | - | 19.5 127.5 0.625
    upsample(4) | 2 1 1 | 2 4 4 | 0 | - | 0 10.125 1.125
    upsample(2, mode: bilinear) | 2 3 4 | 2 6 8 | 0 | - | 10.5 72.9688 0.75
    upsample(3, mode: bilinear) | 1 4 3 | 1 12 9 | 0 | - | 39.375 276.2917 -0.125
    upsample([1, 2], mode: bilinear) | 2 2 5 | 2 2 10 | 0 | - | -2.25 -17.5 -1.125
    upsample([4, 5], mode: bilinear) | 1 3 2 | 1 12 10 | 0 | - | 65 456.4344 0.625
    upsample(2, mode: bilinear) | 3 6 | 3 12 | 0 | - | 2 21.2188 -0.875
    upsample(3, mode: bilinear) | 2 4 | 2 12 | 0 | - | 12.375 103.7083 0.375
    upsample(2, mode: bilinear) | 1 2 3 2 | 1 4 6 4 | 0 | - | 35 253.2266 -0.125
    upsample([3, 2, 1], mode: bilinear) | 1 2 1 3 | 1 6 2 3 | 0 | - | 19.5 131.1667 0.625
    upsample(4, mode: bilinear) | 2 1 1 | 2 4 4 | 0 | - | 0 10.125 1.125
    space_to_depth(2) | 3 4 6 | 12 2 3 | 0 | - | 3.25 30.625 -0.5
    space_to_depth(3) | 2 6 9 | 18 2 3 | 0 | - | 4.125 58.875 -0.25
    space_to_depth(4) | 1 4 8 | 16 1 2 | 0 | - | 4.125 28.625 -0.25
    space_to_depth(1) | 2 3 5 | 2 3 5 | 0 | - | 4.5 46.125 0
    space_to_depth(2) | 64 26 26 | 256 13 13 | 0 | - | -
    depth_to_space(2) | 8 3 2 | 2 6 4 | 0 | - | 4.5 33.125 0.125
    depth_to_space(3) | 18 2 3 | 2 6 9 | 0 | - | 4.125 23.75 -0.25
    depth_to_space(4) | 16 1 2 | 1 4 8 | 0 | - | 4.125 35 -0.25
    depth_to_space(1) | 2 3 5 | 2 3 5 | 0 | - | 4.5 46.125 0
    """
}
