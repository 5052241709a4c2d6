"""What each question answers."""
