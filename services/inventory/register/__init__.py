"""The register (台账): projects, units, deals, customers, deadlines."""
