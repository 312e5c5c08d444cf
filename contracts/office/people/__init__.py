"""People (人员): joining, moving and leaving, teams and regions."""
