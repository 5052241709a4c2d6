"""The table of commands names what there is."""

import pytest

from treatywatch.answers.base import Answer
from treatywatch.commands import ANSWERS, Command


@pytest.mark.parametrize("command", ANSWERS.values(), ids=list(ANSWERS))
def test_the_parts_of_a_command_exist(command: Command) -> None:
    """Every name in the table can be imported."""
    assert callable(command.load_answer())
    assert callable(command.load_report())
    assert "items" in command.load_answer_type().__struct_fields__
    assert issubclass(command.load_record_type(), Answer)
