import ArchGraph

extension Reshape: Rearranging {}
