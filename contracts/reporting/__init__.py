"""What reporting says and answers: figures, targets, commission."""
