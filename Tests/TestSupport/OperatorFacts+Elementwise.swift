extension OperatorFacts {
  static let elementwise = #"""
    Abs 18 | | float32[2,1,3] | float32[2,1,3]
    Acos 18 | | float32[2,1,3] | float32[2,1,3]
    Acosh 18 | | float32[2,1,3] | float32[2,1,3]
    Asin 18 | | float32[2,1,3] | float32[2,1,3]
    Asinh 18 | | float32[2,1,3] | float32[2,1,3]
    Atan 18 | | float32[2,1,3] | float32[2,1,3]
    Atanh 18 | | float32[2,1,3] | float32[2,1,3]
    Ceil 18 | | float32[2,1,3] | float32[2,1,3]
    Celu 18 | | float32[2,1,3] | float32[2,1,3]
    Cos 18 | | float32[2,1,3] | float32[2,1,3]
    Cosh 18 | | float32[2,1,3] | float32[2,1,3]
    Elu 18 | | float32[2,1,3] | float32[2,1,3]
    Erf 18 | | float32[2,1,3] | float32[2,1,3]
    Exp 18 | | float32[2,1,3] | float32[2,1,3]
    Floor 18 | | float32[2,1,3] | float32[2,1,3]
    HardSigmoid 18 | | float32[2,1,3] | float32[2,1,3]
    HardSwish 18 | | float32[2,1,3] | float32[2,1,3]
    LeakyRelu 18 | | float32[2,1,3] | float32[2,1,3]
    Log 18 | | float32[2,1,3] | float32[2,1,3]
    LogSoftmax 18 | | float32[2,1,3] | float32[2,1,3]
    Softmax 18 | | float32[2,1,3] | float32[2,1,3]
    Hardmax 18 | | float32[2,1,3] | float32[2,1,3]
    Mish 18 | | float32[2,1,3] | float32[2,1,3]
    Neg 18 | | float32[2,1,3] | float32[2,1,3]
    Reciprocal 18 | | float32[2,1,3] | float32[2,1,3]
    Relu 18 | | float32[2,1,3] | float32[2,1,3]
    Round 18 | | float32[2,1,3] | float32[2,1,3]
    Selu 18 | | float32[2,1,3] | float32[2,1,3]
    Shrink 18 | | float32[2,1,3] | float32[2,1,3]
    Sigmoid 18 | | float32[2,1,3] | float32[2,1,3]
    Sign 18 | | float32[2,1,3] | float32[2,1,3]
    Sin 18 | | float32[2,1,3] | float32[2,1,3]
    Sinh 18 | | float32[2,1,3] | float32[2,1,3]
    Softplus 18 | | float32[2,1,3] | float32[2,1,3]
    Softsign 18 | | float32[2,1,3] | float32[2,1,3]
    Sqrt 18 | | float32[2,1,3] | float32[2,1,3]
    Tan 18 | | float32[2,1,3] | float32[2,1,3]
    Tanh 18 | | float32[2,1,3] | float32[2,1,3]
    ThresholdedRelu 18 | | float32[2,1,3] | float32[2,1,3]
    Gelu 20 | | float32[2,3] | float32[2,3]
    IsInf 20 | | float32[2,3] | bool[2,3]
    IsNaN 20 | | float32[2,3] | bool[2,3]
    Swish 24 | | float32[2,3] | float32[2,3]
    Not 1 | | bool[2]{1,0} | bool[2]{0,1}
    BitwiseNot 18 | | int32[2]{3,5} | int32[2]{-4,-6}
    Add 13 | | float32[2,1,3] float32[4,1] | float32[2,4,3]
    Add 13 | | float32[3] float32[5,2,3] | float32[5,2,3]
    Add 7 | | float32[3] float32[5,2,3] | float32[5,2,3]
    Sub 13 | | float32[2,1,3] float32[4,1] | float32[2,4,3]
    Sub 13 | | float32[3] float32[5,2,3] | float32[5,2,3]
    Sub 7 | | float32[3] float32[5,2,3] | float32[5,2,3]
    Mul 13 | | float32[2,1,3] float32[4,1] | float32[2,4,3]
    Mul 13 | | float32[3] float32[5,2,3] | float32[5,2,3]
    Mul 7 | | float32[3] float32[5,2,3] | float32[5,2,3]
    Div 13 | | float32[2,1,3] float32[4,1] | float32[2,4,3]
    Div 13 | | float32[3] float32[5,2,3] | float32[5,2,3]
    Div 7 | | float32[3] float32[5,2,3] | float32[5,2,3]
    Pow 13 | | float32[2,1,3] float32[4,1] | float32[2,4,3]
    Pow 13 | | float32[3] float32[5,2,3] | float32[5,2,3]
    Pow 7 | | float32[3] float32[5,2,3] | float32[5,2,3]
    Max 13 | | float32[2,1,3] float32[4,1] | float32[2,4,3]
    Max 13 | | float32[3] float32[5,2,3] | float32[5,2,3]
    Max 7 | | float32[3] float32[5,2,3] | float32[5,2,3]
    Min 13 | | float32[2,1,3] float32[4,1] | float32[2,4,3]
    Min 13 | | float32[3] float32[5,2,3] | float32[5,2,3]
    Min 7 | | float32[3] float32[5,2,3] | float32[5,2,3]
    Sum 13 | | float32[2,1,3] float32[4,1] | float32[2,4,3]
    Sum 13 | | float32[3] float32[5,2,3] | float32[5,2,3]
    Sum 7 | | float32[3] float32[5,2,3] | float32[5,2,3]
    Mean 13 | | float32[2,1,3] float32[4,1] | float32[2,4,3]
    Mean 13 | | float32[3] float32[5,2,3] | float32[5,2,3]
    Max 13 | | float32[2,1,3] float32[4,1] float32[7,1,1,1] | float32[7,2,4,3]
    Equal 16 | | float32[2,1,3] float32[4,1] | bool[2,4,3]
    Less 16 | | float32[2,1,3] float32[4,1] | bool[2,4,3]
    Greater 16 | | float32[2,1,3] float32[4,1] | bool[2,4,3]
    LessOrEqual 16 | | float32[2,1,3] float32[4,1] | bool[2,4,3]
    GreaterOrEqual 16 | | float32[2,1,3] float32[4,1] | bool[2,4,3]
    And 7 | | bool[2]{1,0} bool[2,1]{1,0} | bool[2,2]{1,0,0,0}
    Or 7 | | bool[2]{1,0} bool[2,1]{1,0} | bool[2,2]{1,1,1,0}
    Xor 7 | | bool[2]{1,0} bool[2,1]{1,0} | bool[2,2]{0,1,1,0}
    BitwiseAnd 18 | | int32[2]{6,5} int32[2,1]{3,-1} | int32[2,2]{2,1,6,5}
    BitwiseOr 18 | | int32[2]{6,5} int32[2,1]{3,-1} | int32[2,2]{7,7,-1,-1}
    BitwiseXor 18 | | int32[2]{6,5} int32[2,1]{3,-1} | int32[2,2]{5,6,-7,-6}
    BitShift 11 | direction=s:LEFT | uint8[3]{16,4,1} uint8[3]{1,2,3} | uint8[3]{32,16,8}
    BitShift 11 | direction=s:RIGHT | uint8[3]{16,4,1} uint8[3]{1,2,3} | uint8[3]{8,1,0}
    PRelu 9 | | float32[2,3,4,5] float32[3,1,1] | float32[2,3,4,5]
    PRelu 16 | | float32[2,3,4,5] float32[1] | float32[2,3,4,5]
    Where 9 | | bool[2] float32[3,1] float32[2,1,1] | float32[2,3,2]
    Clip 6 | min=f:-1.0 max=f:1.0 | float32[2,3] | float32[2,3]
    Clip 11 | | float32[2,3] float32[] float32[] | float32[2,3]
    CastLike 15 | | float32[2,3] int64[1] | int64[2,3]
    Cast 13 | to=i:7 | float32[2,3] | int64[2,3]
    Cast 13 | to=i:10 | float32[2,3] | float16[2,3]
    SoftmaxCrossEntropyLoss 13 | reduction=s:none | float32[3,5] int64[3] | float32[3] float32[3,5]
    SoftmaxCrossEntropyLoss 13 | | float32[3,5,2] int64[3,2] float32[5] | float32[]
    NegativeLogLikelihoodLoss 13 | reduction=s:none | float32[3,5,2] int64[3,2] | float32[3,2]
    NegativeLogLikelihoodLoss 13 | reduction=s:sum | float32[3,5] int64[3] | float32[]
    """#

  static let numbers = #"""
    Add 13 | | int64[3]{7,-7,9} int64[3]{2,2,3} | int64[3]{9,-5,12}
    Add 13 | | float32[3]{7.0,-7.5,9.300000190734863} float32[3]{2.0,2.0,3.0} | float32[3]{9.0,-5.5,12.300000190734863}
    Sub 13 | | int64[3]{7,-7,9} int64[3]{2,2,3} | int64[3]{5,-9,6}
    Sub 13 | | float32[3]{7.0,-7.5,9.300000190734863} float32[3]{2.0,2.0,3.0} | float32[3]{5.0,-9.5,6.300000190734863}
    Mul 13 | | int64[3]{7,-7,9} int64[3]{2,2,3} | int64[3]{14,-14,27}
    Mul 13 | | float32[3]{7.0,-7.5,9.300000190734863} float32[3]{2.0,2.0,3.0} | float32[3]{14.0,-15.0,27.900001525878906}
    Div 13 | | int64[3]{7,-7,9} int64[3]{2,2,3} | int64[3]{3,-3,3}
    Div 13 | | float32[3]{7.0,-7.5,9.300000190734863} float32[3]{2.0,2.0,3.0} | float32[3]{3.5,-3.75,3.1000001430511475}
    Max 13 | | int64[3]{7,-7,9} int64[3]{2,2,3} | int64[3]{7,2,9}
    Max 13 | | float32[3]{7.0,-7.5,9.300000190734863} float32[3]{2.0,2.0,3.0} | float32[3]{7.0,2.0,9.300000190734863}
    Min 13 | | int64[3]{7,-7,9} int64[3]{2,2,3} | int64[3]{2,-7,3}
    Min 13 | | float32[3]{7.0,-7.5,9.300000190734863} float32[3]{2.0,2.0,3.0} | float32[3]{2.0,-7.5,3.0}
    Pow 13 | | int64[3]{7,-7,9} int64[3]{2,2,3} | int64[3]{49,49,729}
    Pow 13 | | float32[3]{7.0,-7.5,9.300000190734863} float32[3]{2.0,2.0,3.0} | float32[3]{49.0,56.25,804.3570556640625}
    Equal 16 | | int64[3]{1,2,3} int64[1]{2} | bool[3]{0,1,0}
    Equal 16 | | float32[3]{1.0,2.0,3.0} float32[1]{2.0} | bool[3]{0,1,0}
    Less 16 | | int64[3]{1,2,3} int64[1]{2} | bool[3]{1,0,0}
    Less 16 | | float32[3]{1.0,2.0,3.0} float32[1]{2.0} | bool[3]{1,0,0}
    Greater 16 | | int64[3]{1,2,3} int64[1]{2} | bool[3]{0,0,1}
    Greater 16 | | float32[3]{1.0,2.0,3.0} float32[1]{2.0} | bool[3]{0,0,1}
    LessOrEqual 16 | | int64[3]{1,2,3} int64[1]{2} | bool[3]{1,1,0}
    LessOrEqual 16 | | float32[3]{1.0,2.0,3.0} float32[1]{2.0} | bool[3]{1,1,0}
    GreaterOrEqual 16 | | int64[3]{1,2,3} int64[1]{2} | bool[3]{0,1,1}
    GreaterOrEqual 16 | | float32[3]{1.0,2.0,3.0} float32[1]{2.0} | bool[3]{0,1,1}
    Mod 13 | | int64[4]{7,-7,7,-7} int64[4]{3,3,-3,-3} | int64[4]{1,2,-2,-1}
    Mod 13 | fmod=i:1 | int64[4]{7,-7,7,-7} int64[4]{3,3,-3,-3} | int64[4]{1,-1,1,-1}
    Mod 13 | fmod=i:1 | float32[2]{7.5,-7.5} float32[2]{2.0,2.0} | float32[2]{1.5,-1.5}
    Pow 13 | | float32[2]{2.0,3.0} int64[2]{3,2} | float32[2]{8.0,9.0}
    Pow 13 | | int64[2]{2,3} float32[2]{3.0,2.0} | int64[2]{8,9}
    Abs 13 | | int64[3]{3,-4,0} | int64[3]{3,4,0}
    Neg 13 | | int64[3]{3,-4,0} | int64[3]{-3,4,0}
    Sign 13 | | int64[3]{3,-4,0} | int64[3]{1,-1,0}
    Log 13 | | float32[2]{2.5,1.0} | float32[2]{0.9162907600402832,0.0}
    Ceil 14 | | float32[4]{2.5,3.5,1.2000000476837158,0.699999988079071} | float32[4]{3.0,4.0,2.0,1.0}
    Floor 14 | | float32[4]{2.5,3.5,1.2000000476837158,0.699999988079071} | float32[4]{2.0,3.0,1.0,0.0}
    Round 14 | | float32[4]{2.5,3.5,1.2000000476837158,0.699999988079071} | float32[4]{2.0,4.0,1.0,1.0}
    Sqrt 14 | | float32[4]{2.5,3.5,1.2000000476837158,0.699999988079071} | float32[4]{1.5811388492584229,1.8708287477493286,1.095445156097412,0.8366600275039673}
    Exp 14 | | float32[4]{2.5,3.5,1.2000000476837158,0.699999988079071} | float32[4]{12.182494163513184,33.11545181274414,3.3201169967651367,2.0137526988983154}
    Reciprocal 14 | | float32[4]{2.5,3.5,1.2000000476837158,0.699999988079071} | float32[4]{0.4000000059604645,0.2857142984867096,0.8333333134651184,1.4285714626312256}
    Relu 14 | | float32[4]{2.5,3.5,1.2000000476837158,0.699999988079071} | float32[4]{2.5,3.5,1.2000000476837158,0.699999988079071}
    Round 11 | | float32[4]{-2.5,-1.5,0.5,-0.20000000298023224} | float32[4]{-2.0,-2.0,0.0,-0.0}
    Cast 13 | to=i:7 | float32[3]{2.700000047683716,-2.700000047683716,0.0} | int64[3]{2,-2,0}
    Cast 13 | to=i:9 | int64[2]{3,0} | bool[2]{1,0}
    Cast 13 | to=i:1 | int64[2]{3,0} | float32[2]{3.0,0.0}
    Cast 13 | to=i:10 | float32[2]{0.10000000149011612,3.0} | float16[2]{0.0999755859375,3.0}
    CastLike 15 | | float32[3]{2.700000047683716,-2.700000047683716,0.0} int64[1]{1} | int64[3]{2,-2,0}
    Clip 12 | | int64[3]{1,5,9} int64[]{3} int64[]{7} | int64[3]{3,5,7}
    Clip 12 | | float32[3]{1.0,5.0,9.0} - float32[]{7.0} | float32[3]{1.0,5.0,7.0}
    Where 9 | | bool[3]{1,0,1} int64[3]{1,2,3} int64[1]{9} | int64[3]{1,9,3}
    Range 11 | | int64[]{10} int64[]{-4} int64[]{-3} | int64[5]{10,7,4,1,-2}
    Range 11 | | float32[]{0.0} float32[]{1.0} float32[]{0.30000001192092896} | float32[4]{0.0,0.30000001192092896,0.6000000238418579,0.9000000357627869}
    Range 11 | | int64[]{3} int64[]{3} int64[]{1} | int64[0]{}
    Shape 13 | | float32[2,3,5] | int64[3]
    Shape 15 | start=i:1 | float32[2,3,5] | int64[2]
    Shape 15 | start=i:-2 end=i:-1 | float32[2,3,5] | int64[1]
    Shape 15 | start=i:-9 end=i:9 | float32[2,3,5] | int64[3]
    Shape 15 | start=i:2 end=i:1 | float32[2,3,5] | int64[0]
    Size 13 | | float32[2,3,5] | int64[]
    Constant 13 | value=t:int64[2]{3,4} | | int64[2]{3,4}
    Constant 13 | value_int=i:5 | | int64[]{5}
    Constant 13 | value_float=f:0.5 | | float32[]{0.5}
    Constant 13 | value_ints=is:1,2,3 | | int64[3]{1,2,3}
    Constant 13 | value_floats=fs:1.5,2.0 | | float32[2]{1.5,2.0}
    ConstantOfShape 9 | | int64[2]{2,3} | float32[2,3]{0.0,0.0,0.0,0.0,0.0,0.0}
    ConstantOfShape 9 | value=t:int64[1]{4} | int64[3]{2,0,3} | int64[2,0,3]{}
    ConstantOfShape 9 | value=t:int64[1]{4} | int64[1]{3} | int64[3]{4,4,4}
    ConstantOfShape 9 | value=t:int64[1]{4} | int64[0]{} | int64[]{4}
    EyeLike 9 | k=i:1 dtype=i:7 | float32[3,4] | int64[3,4]
    EyeLike 9 | | float32[3,4] | float32[3,4]
    Expand 13 | | float32[3,1] int64[3]{2,1,4} | float32[2,3,4]
    Expand 13 | | float32[2,3,4] int64[2]{3,1} | float32[2,3,4]
    Expand 13 | | int64[3,1]{1,2,3} int64[3]{2,3,2} | int64[2,3,2]{1,1,2,2,3,3,1,1,2,2,3,3}
    Tile 6 | | float32[2,3] int64[2]{2,3} | float32[4,9]
    Tile 13 | | int64[1,3]{1,2,3} int64[2]{2,2} | int64[2,6]{1,2,3,1,2,3,1,2,3,1,2,3}
    OneHot 11 | | int64[3] int64[]{3} float32[2]{0.0,1.0} | float32[3,3]
    OneHot 11 | | int64[3]{0,2,-1} int64[]{3} int64[2]{5,7} | int64[3,3]{7,5,5,5,5,7,5,5,7}
    OneHot 11 | axis=i:0 | int64[2,2] int64[]{4} float32[2]{0.0,1.0} | float32[4,2,2]
    Trilu 14 | | float32[3,4] | float32[3,4]
    Trilu 14 | | int64[3,4]{0,1,2,3,4,5,6,7,8,9,10,11} | int64[3,4]{0,1,2,3,0,5,6,7,0,0,10,11}
    Trilu 14 | upper=i:0 | int64[3,4]{0,1,2,3,4,5,6,7,8,9,10,11} int64[]{-1} | int64[3,4]{0,0,0,0,4,0,0,0,8,9,0,0}
    CumSum 14 | | int64[3]{1,2,3} int64[]{0} | int64[3]{1,3,6}
    CumSum 14 | exclusive=i:1 reverse=i:1 | int64[3]{1,2,3} int64[]{0} | int64[3]{5,3,0}
    RandomNormal 1 | shape=is:2,3 | | float32[2,3]
    RandomUniformLike 1 | | float32[2,3] | float32[2,3]
    Multinomial 7 | sample_size=i:4 | float32[2,5] | int32[2,4]
    Bernoulli 15 | dtype=i:10 | float32[2,3] | float16[2,3]
    HannWindow 17 | | int64[]{9} | float32[9]
    HammingWindow 17 | | int64[]{9} | float32[9]
    BlackmanWindow 17 | | int64[]{9} | float32[9]
    MelWeightMatrix 17 | | int64[]{6} int64[]{16} int64[]{8000} float32[]{100.0} float32[]{4000.0} | float32[9,6]
    """#
}
