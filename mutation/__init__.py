"""Mutation tests: change the program in one place and see whether a test fails."""
