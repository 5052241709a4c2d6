"""The parts of `treatywatch add`: its options, questions and work."""
