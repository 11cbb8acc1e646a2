import ArchGraph

extension Sign: SteppedElementwise {}
