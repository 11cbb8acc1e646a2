import ArchGraph

extension Floor: SteppedElementwise {}
