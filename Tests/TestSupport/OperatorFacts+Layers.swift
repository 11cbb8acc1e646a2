extension OperatorFacts {
  static let normalisations = #"""
    BatchNormalization 7 | | float32[2,4,11,13] float32[4] float32[4] float32[4] float32[4] | float32[2,4,11,13]
    BatchNormalization 9 | | float32[2,4,11,13] float32[4] float32[4] float32[4] float32[4] | float32[2,4,11,13]
    BatchNormalization 14 | | float32[2,4,11,13] float32[4] float32[4] float32[4] float32[4] | float32[2,4,11,13]
    BatchNormalization 15 | training_mode=i:1 | float32[2,4,11,13] float32[4] float32[4] float32[4] float32[4] | float32[2,4,11,13] float32[4] float32[4]
    InstanceNormalization 6 | | float32[2,4,11,13] float32[4] float32[4] | float32[2,4,11,13]
    GroupNormalization 18 | num_groups=i:2 | float32[2,4,11,13] float32[2] float32[2] | float32[2,4,11,13]
    GroupNormalization 21 | num_groups=i:2 | float32[2,4,11,13] float32[4] float32[4] | float32[2,4,11,13]
    LRN 13 | size=i:3 | float32[2,4,11,13] | float32[2,4,11,13]
    LayerNormalization 17 | | float32[2,5,8] float32[8] float32[8] | float32[2,5,8] float32[2,5,1] float32[2,5,1]
    LayerNormalization 17 | axis=i:1 | float32[2,5,8] float32[5,8] | float32[2,5,8] float32[2,1,1] float32[2,1,1]
    LayerNormalization 17 | axis=i:0 | float32[2,5,8] float32[2,5,8] | float32[2,5,8] float32[1,1,1]
    RMSNormalization 23 | | float32[2,5,8] float32[8] | float32[2,5,8]
    RMSNormalization 23 | axis=i:-2 | float32[2,5,8] float32[5,8] | float32[2,5,8]
    LpNormalization 1 | | float32[2,3] | float32[2,3]
    MeanVarianceNormalization 13 | | float32[2,4,11,13] | float32[2,4,11,13]
    """#

  static let recurrent = #"""
    LSTM 14 | hidden_size=i:5 direction=s:forward | float32[7,2,3] float32[1,20,3] float32[1,20,5] | float32[7,1,2,5] float32[1,2,5] float32[1,2,5]
    LSTM 14 | hidden_size=i:5 direction=s:reverse | float32[7,2,3] float32[1,20,3] float32[1,20,5] | float32[7,1,2,5] float32[1,2,5] float32[1,2,5]
    LSTM 14 | hidden_size=i:5 direction=s:bidirectional | float32[7,2,3] float32[2,20,3] float32[2,20,5] | float32[7,2,2,5] float32[2,2,5] float32[2,2,5]
    LSTM 14 | hidden_size=i:5 | float32[7,2,3] float32[1,20,3] float32[1,20,5] float32[1,40] int32[2] float32[1,2,5] float32[1,2,5] | float32[7,1,2,5] float32[1,2,5] float32[1,2,5]
    LSTM 14 | hidden_size=i:5 | float32[7,2,3] float32[1,20,3] float32[1,20,5] | - float32[1,2,5] float32[1,2,5]
    LSTM 14 | hidden_size=i:5 layout=i:1 | float32[2,7,3] float32[1,20,3] float32[1,20,5] | float32[2,7,1,5] float32[2,1,5] float32[2,1,5]
    LSTM 7 | hidden_size=i:5 | float32[7,2,3] float32[1,20,3] float32[1,20,5] | float32[7,1,2,5] float32[1,2,5] float32[1,2,5]
    GRU 14 | hidden_size=i:5 direction=s:forward | float32[7,2,3] float32[1,15,3] float32[1,15,5] | float32[7,1,2,5] float32[1,2,5]
    GRU 14 | hidden_size=i:5 direction=s:reverse | float32[7,2,3] float32[1,15,3] float32[1,15,5] | float32[7,1,2,5] float32[1,2,5]
    GRU 14 | hidden_size=i:5 direction=s:bidirectional | float32[7,2,3] float32[2,15,3] float32[2,15,5] | float32[7,2,2,5] float32[2,2,5]
    GRU 14 | hidden_size=i:5 | float32[7,2,3] float32[1,15,3] float32[1,15,5] float32[1,30] int32[2] float32[1,2,5] | float32[7,1,2,5] float32[1,2,5]
    GRU 14 | hidden_size=i:5 | float32[7,2,3] float32[1,15,3] float32[1,15,5] | - float32[1,2,5]
    GRU 14 | hidden_size=i:5 layout=i:1 | float32[2,7,3] float32[1,15,3] float32[1,15,5] | float32[2,7,1,5] float32[2,1,5]
    GRU 7 | hidden_size=i:5 | float32[7,2,3] float32[1,15,3] float32[1,15,5] | float32[7,1,2,5] float32[1,2,5]
    RNN 14 | hidden_size=i:5 direction=s:forward | float32[7,2,3] float32[1,5,3] float32[1,5,5] | float32[7,1,2,5] float32[1,2,5]
    RNN 14 | hidden_size=i:5 direction=s:reverse | float32[7,2,3] float32[1,5,3] float32[1,5,5] | float32[7,1,2,5] float32[1,2,5]
    RNN 14 | hidden_size=i:5 direction=s:bidirectional | float32[7,2,3] float32[2,5,3] float32[2,5,5] | float32[7,2,2,5] float32[2,2,5]
    RNN 14 | hidden_size=i:5 | float32[7,2,3] float32[1,5,3] float32[1,5,5] float32[1,10] int32[2] float32[1,2,5] | float32[7,1,2,5] float32[1,2,5]
    RNN 14 | hidden_size=i:5 | float32[7,2,3] float32[1,5,3] float32[1,5,5] | - float32[1,2,5]
    RNN 14 | hidden_size=i:5 layout=i:1 | float32[2,7,3] float32[1,5,3] float32[1,5,5] | float32[2,7,1,5] float32[2,1,5]
    RNN 7 | hidden_size=i:5 | float32[7,2,3] float32[1,5,3] float32[1,5,5] | float32[7,1,2,5] float32[1,2,5]
    """#

  static let attention = #"""
    Attention 23 | | float32[2,6,5,8] float32[2,3,7,8] float32[2,3,7,10] | float32[2,6,5,10]
    Attention 23 | | float32[2,6,5,8] float32[2,3,7,8] float32[2,3,7,10] - float32[2,3,4,8] float32[2,3,4,10] | float32[2,6,5,10] float32[2,3,11,8] float32[2,3,11,10] float32[2,6,5,11]
    Attention 23 | q_num_heads=i:6 kv_num_heads=i:3 | float32[2,5,48] float32[2,7,24] float32[2,7,30] | float32[2,5,60]
    Attention 23 | q_num_heads=i:6 kv_num_heads=i:3 | float32[2,5,48] float32[2,7,24] float32[2,7,30] float32[5,11] float32[2,3,4,8] float32[2,3,4,10] | float32[2,5,60] float32[2,3,11,8] float32[2,3,11,10] float32[2,6,5,11]
    Attention 24 | is_causal=i:1 | float32[2,6,5,8] float32[2,6,5,8] float32[2,6,5,8] | float32[2,6,5,8]
    RotaryEmbedding 23 | | float32[2,3,5,8] float32[2,5,4] float32[2,5,4] | float32[2,3,5,8]
    RotaryEmbedding 23 | num_heads=i:3 | float32[2,5,24] float32[2,5,4] float32[2,5,4] | float32[2,5,24]
    """#

  static let quantisation = #"""
    QuantizeLinear 13 | | float32[2,3] float32[] uint8[] | uint8[2,3]
    QuantizeLinear 13 | | float32[2,3] float32[] int8[] | int8[2,3]
    QuantizeLinear 13 | | float32[2,3] float32[] | uint8[2,3]
    QuantizeLinear 21 | output_dtype=i:3 | float32[2,3] float32[] | int8[2,3]
    DequantizeLinear 13 | | uint8[2,3] float32[] uint8[] | float32[2,3]
    DequantizeLinear 21 | axis=i:0 block_size=i:2 | int8[4,6] float32[2,6] | float32[4,6]
    DynamicQuantizeLinear 11 | | float32[2,3] | uint8[2,3] float32[] uint8[]
    QLinearConv 10 | strides=is:2,1 | uint8[1,2,7,8] float32[] uint8[] uint8[3,2,3,3] float32[] uint8[] float32[] uint8[] | uint8[1,3,3,6]
    QLinearMatMul 10 | | uint8[2,3] float32[] uint8[] uint8[3,4] float32[] uint8[] float32[] uint8[] | uint8[2,4]
    QLinearMatMul 21 | | int8[2,3] float32[] int8[] int8[3,4] float32[] int8[] float32[] int8[] | int8[2,4]
    """#

  static let signals = #"""
    DFT 17 | axis=i:1 | float32[2,8,1] | float32[2,8,2]
    DFT 17 | axis=i:1 inverse=i:1 | float32[2,8,2] | float32[2,8,2]
    DFT 17 | axis=i:1 onesided=i:1 | float32[2,9,1] | float32[2,5,2]
    DFT 17 | axis=i:1 onesided=i:1 | float32[2,9,1] int64[]{12} | float32[2,7,2]
    DFT 20 | | float32[2,8,5,1] - int64[]{1} | float32[2,8,5,2]
    DFT 20 | onesided=i:1 | float32[2,8,1] | float32[2,5,2]
    DFT 20 | onesided=i:1 inverse=i:1 | float32[2,5,2] | float32[2,8,1]
    DFT 20 | onesided=i:1 inverse=i:1 | float32[2,5,2] int64[]{9} | float32[2,9,1]
    STFT 17 | | float32[1,32,1] int64[]{4} - int64[]{9} | float32[1,6,5,2]
    STFT 17 | | float32[1,32,1] int64[]{5} float32[8] | float32[1,5,5,2]
    STFT 17 | onesided=i:0 | float32[1,32,1] int64[]{5} float32[8] | float32[1,5,8,2]
    """#
}
