"""The reports of answers; each question has one module that makes a Report for `output`."""
