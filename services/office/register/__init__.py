"""The register (名册): who is there, in which team and region; the records only."""
