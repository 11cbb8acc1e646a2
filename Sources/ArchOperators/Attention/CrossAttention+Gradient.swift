import ArchGraph

extension CrossAttention: ProjectingAttention {
  func projected(_ inputs: [Shape]) -> ProjectedAttention {
    ProjectedAttention(common: common, inputs: inputs, parameters: parameters(of: inputs))
  }
}
