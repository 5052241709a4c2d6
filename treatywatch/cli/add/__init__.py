"""How `treatywatch add` asks for a step and records it."""
