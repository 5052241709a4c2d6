"""What people see of an answer: one module a question, each making a Report for `output` to draw."""
