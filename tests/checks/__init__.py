"""Tests of the rules: the mistakes they find and the entries they accept."""
