"""What each rule finds, and what it leaves alone."""
