import ArchGraph

extension Split: Rearranging, ViewedByPyTorch {}
