"""Tests of the schemas: see `treatywatch.schemas`."""
