"""What a change of a deal would do (变更后果), said beforehand and carried out alike."""
