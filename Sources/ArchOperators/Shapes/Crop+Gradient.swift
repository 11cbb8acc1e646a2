import ArchGraph

extension Crop: Rearranging, ViewedByPyTorch {}
