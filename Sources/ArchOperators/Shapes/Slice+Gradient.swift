import ArchGraph

extension Slice: Rearranging, ViewedByPyTorch {}
