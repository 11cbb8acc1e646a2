import ArchGraph

extension SpaceToDepth: Rearranging {}
