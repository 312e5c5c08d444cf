"""What office says and answers: staff, access, the event log."""
