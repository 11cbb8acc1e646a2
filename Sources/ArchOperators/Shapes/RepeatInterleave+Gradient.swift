import ArchGraph

extension RepeatInterleave: Repeating {}
