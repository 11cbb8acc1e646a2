import ArchGraph

extension Permute: Rearranging, ViewedByPyTorch {}
