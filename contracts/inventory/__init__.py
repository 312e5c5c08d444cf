"""What inventory says and answers: projects, units, the board, deals."""
