"""How each format draws a report."""
