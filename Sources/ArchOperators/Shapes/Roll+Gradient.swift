import ArchGraph

extension Roll: Rearranging {}
