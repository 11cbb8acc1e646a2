import ArchGraph

extension Expand: Repeating, ViewedByPyTorch {}
