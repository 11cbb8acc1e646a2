import ArchGraph

extension Flip: Rearranging {}
