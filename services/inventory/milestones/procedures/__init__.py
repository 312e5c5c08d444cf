"""What the milestones of a contract have in common: a case with a day, steps, missing documents."""
