extension OperatorFacts {
  static let shaping = #"""
    Reshape 14 | allowzero=i:0 | float32[2,3,5] int64[2]{2,-1} | float32[2,15]
    Reshape 14 | allowzero=i:0 | float32[2,3,5] int64[3]{0,0,-1} | float32[2,3,5]
    Reshape 14 | allowzero=i:0 | float32[2,3,5] int64[1]{-1} | float32[30]
    Reshape 13 | | float32[8,3,4] int64[4]{4,0,2,-1} | float32[4,3,2,4]
    Reshape 14 | allowzero=i:0 | float32[2,3,5] int64[1]{30} | float32[30]
    Reshape 14 | allowzero=i:1 | float32[2,3,5] int64[2]{5,6} | float32[5,6]
    Reshape 14 | allowzero=i:1 | float32[0,3] int64[2]{0,7} | float32[0,7]
    Reshape 13 | | float32[1,1] int64[0]{} | float32[]
    Reshape 13 | | int64[4]{1,2,3,4} int64[2]{2,2} | int64[2,2]{1,2,3,4}
    Flatten 13 | axis=i:0 | float32[2,3,5] | float32[1,30]
    Flatten 13 | axis=i:1 | float32[2,3,5] | float32[2,15]
    Flatten 13 | axis=i:2 | float32[2,3,5] | float32[6,5]
    Flatten 13 | axis=i:3 | float32[2,3,5] | float32[30,1]
    Flatten 13 | axis=i:-1 | float32[2,3,5] | float32[6,5]
    Flatten 13 | axis=i:-3 | float32[2,3,5] | float32[1,30]
    Flatten 13 | axis=i:0 | float32[] | float32[1,1]
    Flatten 9 | | float32[2,3,5] | float32[2,15]
    Squeeze 11 | axes=is:0,-2 | float32[1,2,1,3] | float32[2,3]
    Squeeze 11 | | float32[1,2,1,3] | float32[2,3]
    Squeeze 13 | | float32[1,2,1,3] int64[1]{2} | float32[1,2,3]
    Squeeze 13 | | float32[1,2,1,3] | float32[2,3]
    Unsqueeze 11 | axes=is:0,3 | float32[2,3] | float32[1,2,3,1]
    Unsqueeze 13 | | float32[2,3] int64[2]{-1,0} | float32[1,2,3,1]
    Unsqueeze 13 | | int64[]{4} int64[1]{0} | int64[1]{4}
    Transpose 13 | perm=is:1,2,0 | float32[2,3,5] | float32[3,5,2]
    Transpose 13 | | float32[2,3,5] | float32[5,3,2]
    Transpose 13 | perm=is:2,0,1 | int64[1,2,3]{0,1,2,3,4,5} | int64[3,1,2]{0,3,1,4,2,5}
    DepthToSpace 13 | blocksize=i:2 mode=s:DCR | float32[1,12,3,5] | float32[1,3,6,10]
    DepthToSpace 13 | blocksize=i:2 mode=s:CRD | float32[1,12,3,5] | float32[1,3,6,10]
    SpaceToDepth 13 | blocksize=i:2 | float32[1,3,4,6] | float32[1,12,2,3]
    Identity 13 | | float32[2,3] | float32[2,3]
    Dropout 7 | | float32[2,3] | float32[2,3] float32[2,3]
    Dropout 10 | | float32[2,3] | float32[2,3] bool[2,3]
    Dropout 13 | | float32[2,3] | float32[2,3] bool[2,3]
    Concat 13 | axis=i:-1 | float32[2,3] float32[2,1] float32[2,4] | float32[2,8]
    Concat 13 | axis=i:0 | int64[2]{1,2} int64[1]{3} | int64[3]{1,2,3}
    Concat 13 | axis=i:1 | int64[2,2]{1,2,3,4} int64[2,1]{5,6} | int64[2,3]{1,2,5,3,4,6}
    Concat 13 | axis=i:1 | float32[2,0] float32[2,3] | float32[2,3]
    Split 11 | axis=i:1 split=is:2,1,4 | float32[2,7] | float32[2,2] float32[2,1] float32[2,4]
    Split 11 | | float32[6,2] | float32[2,2] float32[2,2] float32[2,2]
    Split 13 | axis=i:-1 | float32[2,7] int64[2]{2,5} | float32[2,2] float32[2,5]
    Split 13 | axis=i:1 | float32[2,6] | float32[2,3] float32[2,3]
    Split 18 | axis=i:1 num_outputs=i:3 | float32[2,7] | float32[2,3] float32[2,3] float32[2,1]
    Split 18 | axis=i:1 num_outputs=i:4 | float32[2,10] | float32[2,3] float32[2,3] float32[2,3] float32[2,1]
    Split 18 | num_outputs=i:2 | int64[5]{1,2,3,4,5} | int64[3]{1,2,3} int64[2]{4,5}
    Slice 9 | starts=is:1,-3 ends=is:4,100 axes=is:0,1 | float32[5,7,3] | float32[3,3,3]
    Slice 9 | starts=is:0,1 ends=is:-1,1000 | float32[5,7] | float32[4,6]
    Slice 13 | | float32[5,7,3] int64[2]{0,-1} int64[2]{4,-1000} int64[2]{0,1} int64[2]{1,-2} | float32[4,4,3]
    Slice 13 | | float32[5,7,3] int64[1]{1} int64[1]{4611686018427387904} | float32[4,7,3]
    Slice 13 | | float32[5,7,3] int64[1]{-1} int64[1]{-4611686018427387904} int64[1]{1} int64[1]{-3} | float32[5,3,3]
    Slice 13 | | float32[5,7,3] int64[2]{3,4} int64[2]{1,9} int64[2]{1,-3} | float32[1,0,3]
    Slice 13 | | float32[5,7,3] int64[1]{-100} int64[1]{2} int64[1]{0} | float32[2,7,3]
    Slice 13 | | float32[5,7,3] int64[1]{0} int64[1]{7} int64[1]{-2} int64[1]{3} | float32[5,3,3]
    Slice 13 | | int64[10]{0,1,2,3,4,5,6,7,8,9} int64[1]{-1} int64[1]{-20} int64[1]{0} int64[1]{-3} | int64[4]{9,6,3,0}
    Slice 13 | | int64[3,4]{0,1,2,3,4,5,6,7,8,9,10,11} int64[2]{1,0} int64[2]{3,4} int64[2]{0,1} int64[2]{1,2} | int64[2,2]{4,6,8,10}
    Pad 2 | pads=is:1,0,2,3 | float32[2,3] | float32[5,6]
    Pad 11 | | float32[2,3] int64[4]{1,0,2,-1} | float32[5,2]
    Pad 13 | mode=s:reflect | float32[2,3,4] int64[6]{0,0,1,0,0,2} | float32[2,3,7]
    Pad 18 | | float32[2,3,4] int64[2]{1,2} - int64[1]{-1} | float32[2,3,7]
    Pad 19 | mode=s:wrap | float32[2,3] int64[4]{0,1,0,1} | float32[2,5]
    Pad 13 | | int64[3]{1,2,3} int64[2]{2,-1} | int64[4]{0,0,1,2}
    Pad 13 | | int64[2,2]{1,2,3,4} int64[4]{0,1,1,0} int64[]{9} | int64[3,3]{9,1,2,9,3,4,9,9,9}
    ReverseSequence 10 | time_axis=i:0 batch_axis=i:1 | float32[4,3] int64[3] | float32[4,3]
    """#

  static let gathering = #"""
    Gather 13 | axis=i:1 | float32[5,7] int64[1,3] | float32[5,1,3]
    Gather 13 | axis=i:0 | float32[5,7] int64[] | float32[7]
    Gather 13 | | int64[3]{5,7,9} int64[]{-1} | int64[]{9}
    Gather 13 | axis=i:1 | int64[3,4]{0,1,2,3,4,5,6,7,8,9,10,11} int64[2]{2,0} | int64[3,2]{2,0,6,4,10,8}
    GatherElements 13 | | float32[3,4] int64[2,4] | float32[2,4]
    GatherElements 13 | axis=i:1 | int64[2,3]{0,1,2,3,4,5} int64[2,2]{2,0,1,-1} | int64[2,2]{2,0,4,5}
    GatherND 13 | | float32[2,3,4] int64[2,2] | float32[2,4]
    GatherND 13 | batch_dims=i:1 | float32[2,3,4] int64[2,1] | float32[2,4]
    GatherND 13 | | int64[2,3]{0,1,2,3,4,5} int64[2,1]{1,0} | int64[2,3]{3,4,5,0,1,2}
    GatherND 13 | | int64[2,3]{0,1,2,3,4,5} int64[2,2]{1,-1,0,0} | int64[2]{5,0}
    Scatter 9 | | float32[3,3] int64[1,3] float32[1,3] | float32[3,3]
    ScatterElements 18 | | float32[3,3] int64[1,3] float32[1,3] | float32[3,3]
    ScatterND 18 | | float32[4,5] int64[2,1] float32[2,5] | float32[4,5]
    ScatterND 18 | | int64[4]{1,2,3,4} int64[2,1]{0,2} int64[2]{9,8} | int64[4]{9,2,8,4}
    TensorScatter 24 | | float32[2,3,6,4] float32[2,3,2,4] int64[2] | float32[2,3,6,4]
    """#

  static let choosing = #"""
    TopK 1 | k=i:3 | float32[2,7] | float32[2,3] int64[2,3]
    TopK 10 | | float32[2,7] int64[1]{3} | float32[2,3] int64[2,3]
    TopK 11 | axis=i:0 | float32[2,7] int64[1]{2} | float32[2,7] int64[2,7]
    NonZero 13 | | int64[2,2]{0,3,0,5} | int64[2,2]{0,1,1,1}
    NonZero 13 | | bool[3]{1,0,1} | int64[1,2]{0,2}
    Compress 11 | axis=i:0 | float32[3,2] bool[3]{0,1,1} | float32[2,2]
    Compress 11 | | float32[3,2] bool[5]{0,1,1,0,1} | float32[3]
    Compress 11 | | int64[3]{4,5,6} bool[3]{1,0,1} | int64[2]{4,6}
    Unique 11 | | int64[6]{2,1,1,3,4,3} | int64[4]{1,2,3,4} int64[4]{1,0,3,4} int64[6]{1,0,0,2,3,2} int64[4]{2,1,2,1}
    Unique 11 | sorted=i:0 | int64[6]{2,1,1,3,4,3} | int64[4]{2,1,3,4} int64[4]{0,1,3,4} int64[6]{0,1,1,2,3,2} int64[4]{1,2,2,1}
    RandomNormalLike 1 | | float32[2,3] | float32[2,3]
    RandomUniform 1 | shape=is:2,3 dtype=i:1 | | float32[2,3]
    """#

  static let resizing = #"""
    Resize 10 | | float32[1,2,7,10] float32[4]{1.0,1.0,0.699999988079071,1.899999976158142} | float32[1,2,4,19]
    Resize 13 | | float32[1,2,7,10] - float32[4]{1.0,1.0,0.699999988079071,1.899999976158142} | float32[1,2,4,19]
    Upsample 9 | | float32[1,2,7,10] float32[4]{1.0,1.0,1.0,1.899999976158142} | float32[1,2,7,19]
    Upsample 7 | scales=fs:1.0,1.0,1.0,1.9 | float32[1,2,7,10] | float32[1,2,7,19]
    Resize 10 | | float32[1,2,7,10] float32[4]{1.0,1.0,0.6000000238418579,2.299999952316284} | float32[1,2,4,23]
    Resize 13 | | float32[1,2,7,10] - float32[4]{1.0,1.0,0.6000000238418579,2.299999952316284} | float32[1,2,4,23]
    Upsample 9 | | float32[1,2,7,10] float32[4]{1.0,1.0,1.0,2.299999952316284} | float32[1,2,7,23]
    Upsample 7 | scales=fs:1.0,1.0,1.0,2.3 | float32[1,2,7,10] | float32[1,2,7,23]
    Resize 10 | | float32[1,2,7,10] float32[4]{1.0,1.0,2.0,3.0} | float32[1,2,14,30]
    Resize 13 | | float32[1,2,7,10] - float32[4]{1.0,1.0,2.0,3.0} | float32[1,2,14,30]
    Upsample 9 | | float32[1,2,7,10] float32[4]{1.0,1.0,2.0,3.0} | float32[1,2,14,30]
    Upsample 7 | scales=fs:1.0,1.0,2.0,3.0 | float32[1,2,7,10] | float32[1,2,14,30]
    Resize 11 | | float32[1,2,7,10] float32[0]{} float32[4]{1.0,1.0,0.699999988079071,0.699999988079071} | float32[1,2,4,7]
    Resize 13 | | float32[1,2,7,10] - - int64[4]{1,2,5,21} | float32[1,2,5,21]
    Resize 11 | | float32[1,2,7,10] float32[0]{} float32[0]{} int64[4]{1,2,5,21} | float32[1,2,5,21]
    Resize 18 | axes=is:2,3 | float32[1,2,7,10] - float32[2]{1.5,0.5} | float32[1,2,10,5]
    Resize 18 | axes=is:2,3 | float32[1,2,7,10] - - int64[2]{9,11} | float32[1,2,9,11]
    Resize 18 | axes=is:3,2 antialias=i:1 mode=s:linear | float32[1,2,7,10] - float32[2]{0.5,1.5} | float32[1,2,10,5]
    Resize 19 | axes=is:2,3 keep_aspect_ratio_policy=s:not_larger | float32[1,2,7,10] - - int64[2]{9,11} | float32[1,2,8,11]
    Resize 18 | axes=is:2,3 keep_aspect_ratio_policy=s:not_larger | float32[1,1,5,8] - - int64[2]{13,17} | float32[1,1,11,17]
    Resize 19 | keep_aspect_ratio_policy=s:not_larger | float32[1,2,7,10] - - int64[4]{1,2,9,11} | float32[1,2,7,10]
    Resize 19 | axes=is:2,3 keep_aspect_ratio_policy=s:not_smaller | float32[1,2,7,10] - - int64[2]{9,11} | float32[1,2,9,13]
    Resize 18 | axes=is:2,3 keep_aspect_ratio_policy=s:not_smaller | float32[1,1,5,8] - - int64[2]{13,17} | float32[1,1,13,21]
    Resize 19 | keep_aspect_ratio_policy=s:not_smaller | float32[1,2,7,10] - - int64[4]{1,2,9,11} | float32[1,3,9,13]
    Resize 19 | axes=is:2,3 keep_aspect_ratio_policy=s:stretch | float32[1,2,7,10] - - int64[2]{9,11} | float32[1,2,9,11]
    Resize 18 | axes=is:2,3 keep_aspect_ratio_policy=s:stretch | float32[1,1,5,8] - - int64[2]{13,17} | float32[1,1,13,17]
    Resize 19 | keep_aspect_ratio_policy=s:stretch | float32[1,2,7,10] - - int64[4]{1,2,9,11} | float32[1,2,9,11]
    Resize 13 | coordinate_transformation_mode=s:tf_crop_and_resize | float32[1,1,8,8] float32[8]{0.0,0.0,0.20000000298023224,0.30000001192092896,1.0,1.0,0.800000011920929,0.8999999761581421} float32[4]{1.0,1.0,0.5,0.699999988079071} | float32[1,1,4,5]
    Resize 13 | coordinate_transformation_mode=s:tf_crop_and_resize | float32[1,1,8,8] float32[8]{0.0,0.0,0.20000000298023224,0.30000001192092896,1.0,1.0,0.800000011920929,0.8999999761581421} - int64[4]{1,1,3,4} | float32[1,1,3,4]
    GridSample 16 | | float32[1,2,5,6] float32[1,3,4,2] | float32[1,2,3,4]
    GridSample 20 | | float32[1,2,5,6,7] float32[1,3,4,2,3] | float32[1,2,3,4,2]
    AffineGrid 20 | | float32[2,2,3] int64[4]{2,3,5,6} | float32[2,5,6,2]
    AffineGrid 20 | | float32[2,3,4] int64[5]{2,3,5,6,7} | float32[2,5,6,7,3]
    CenterCropPad 18 | axes=is:0,1 | float32[5,7,3] int64[2]{4,9} | float32[4,9,3]
    CenterCropPad 18 | | float32[5,7] int64[2]{6,6} | float32[6,6]
    """#
}
