"""What people see of each answer."""
