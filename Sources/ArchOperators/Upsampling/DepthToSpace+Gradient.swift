import ArchGraph

extension DepthToSpace: Rearranging {}
