"""Drawing answers: one report type, one file per format."""
