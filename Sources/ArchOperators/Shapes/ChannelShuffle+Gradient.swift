import ArchGraph

extension ChannelShuffle: Rearranging {}
