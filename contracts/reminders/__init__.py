"""What reminders says and answers: notices, acknowledgement, escalation."""
