"""Strategies that draw records of every type with any of their keys."""

from datetime import date
from functools import cache
from typing import Any, Final

from hypothesis import strategies as st
from msgspec import inspect
from msgspec.structs import replace

from treatywatch.model.conventions import Clause
from treatywatch.model.dates import MonthDay, PartialDate, Period, exact_date, last_of_month
from treatywatch.model.ledger import LedgerFile
from treatywatch.model.record import Record
from treatywatch.model.text_safety import UNSAFE

_MOST_KEYS: Final = 6
"""The number of optional keys that are drawn for a record at most."""
_MOST_MEMBERS: Final = 3
_YEARS: Final = st.integers(date.min.year, date.max.year)
_LEAP_YEAR: Final = (date(2000, 1, 1), date(2000, 12, 31))


def _month(year: int, month: int) -> PartialDate:
    return PartialDate(date(year, month, 1), last_of_month(year, month))


def _year(year: int) -> PartialDate:
    return PartialDate(date(year, 1, 1), date(year, 12, 31))


_PARTIAL_DATES: Final = (
    st.builds(exact_date, st.dates())
    | st.builds(_month, _YEARS, st.integers(1, 12))
    | st.builds(_year, _YEARS)
)
"""Dates as a ledger writes them: days, months and years."""

_SCALARS: Final[dict[type, st.SearchStrategy[Any]]] = {
    PartialDate: _PARTIAL_DATES,
    Period: st.builds(Period, st.integers(0, 9999), st.sampled_from(["day", "month", "year"])),
    MonthDay: st.dates(*_LEAP_YEAR).map(lambda day: MonthDay(day.month, day.day)),
    inspect.BoolType: st.booleans(),
    inspect.DateType: st.dates(),
    inspect.NoneType: st.none(),
}


def _without_unsafe(text: str) -> str:
    """Remove unsafe characters until none is left, because a removal may join marks."""
    while UNSAFE.search(text):
        text = UNSAFE.sub("", text)
    return text


@cache
def any_text(*, safe: bool) -> st.SearchStrategy[str]:
    """Draw texts of any characters in TOML; safe ones omit those that a ledger refuses."""
    awkward = st.sampled_from(('"', "'''", '"""\n', "\\", "\\u0041", "\t", "\r\n", "#", "]", "é🇱🇹"))
    letters = st.text(max_size=12) | st.lists(awkward, max_size=4).map("".join)
    return letters.map(_without_unsafe) if safe else letters


def ledger_files(*, safe: bool = False) -> st.SearchStrategy[LedgerFile]:
    """Draw files with any values that the model allows, sensible or not.

    Safe ones omit the characters that a ledger refuses.
    """
    files: st.SearchStrategy[LedgerFile] = records(LedgerFile, safe=safe)
    return files


@cache
def records(kind: type[Record], *, safe: bool, depth: int = 0) -> st.SearchStrategy[Any]:
    """Draw records of a type with all required keys and a few optional ones."""
    fields = struct_of(kind).fields
    must = {field.name: _values(field.type, safe, depth) for field in fields if field.required}
    may = {field.name: field.type for field in fields if not field.required}
    if depth > 1:
        may.pop("exceptions", None)  # or exceptions would nest without end
    keys = st.lists(st.sampled_from(sorted(may)), max_size=_MOST_KEYS, unique=True)
    chosen = keys.flatmap(
        lambda names: st.fixed_dictionaries({n: _values(may[n], safe, depth) for n in names})
    )
    drawn = st.tuples(st.fixed_dictionaries(must), chosen if may else st.just({}))
    if kind is Clause:
        return drawn.map(lambda values: _writable(Clause(**values[0], **values[1])))
    return drawn.map(lambda values: kind(**values[0], **values[1]))


def struct_of(kind: type[Record]) -> inspect.StructType:
    """Return the description of a record type by msgspec."""
    struct = inspect.type_info(kind)
    assert isinstance(struct, inspect.StructType)
    return struct


def _record(struct: inspect.StructType) -> type[Record]:
    assert issubclass(struct.cls, Record)
    return struct.cls


def _values(kind: inspect.Type, safe: bool, depth: int) -> st.SearchStrategy[Any]:
    match kind:
        case inspect.UnionType():
            return st.one_of(*(_values(member, safe, depth) for member in kind.types))
        case inspect.StructType():
            deeper = depth + (kind.cls is Clause)
            return st.deferred(lambda: records(_record(kind), safe=safe, depth=deeper))
        case inspect.DictType():
            members = _values(kind.value_type, safe, depth)
            return st.dictionaries(any_text(safe=safe), members, max_size=_MOST_MEMBERS)
        case inspect.VarTupleType():
            members = _values(kind.item_type, safe, depth)
            least = kind.min_length or 0
            return st.lists(members, min_size=least, max_size=_MOST_MEMBERS).map(tuple)
        case _:
            return _words(kind, safe)


def _words(kind: inspect.Type, safe: bool) -> st.SearchStrategy[Any]:
    match kind:
        case inspect.StrType():
            text = any_text(safe=safe)
            return text.map(lambda letters: letters or "x") if kind.min_length else text
        case inspect.IntType():
            return st.integers(min_value=kind.ge, max_value=kind.le)
        case inspect.EnumType():
            return st.sampled_from(kind.cls)
        case inspect.LiteralType():
            return st.sampled_from(kind.values)
        case inspect.CustomType():
            return _SCALARS[kind.cls]
        case _:
            return _SCALARS[type(kind)]


def _writable(clause: Clause) -> Clause:
    """Fill the null values of exceptions from the clause, because TOML has no null."""
    optional = [field.name for field in struct_of(Clause).fields if field.default is None]
    values = {name: getattr(clause, name) for name in optional}
    return replace(
        clause,
        exceptions={code: _over(values, terms) for code, terms in clause.exceptions.items()},
    )


def _over(values: dict[str, Any], terms: Clause) -> Clause:
    missing = {name: value for name, value in values.items() if getattr(terms, name) is None}
    return _writable(replace(terms, **missing))


def record_types(kind: type[Record] = LedgerFile) -> set[type[Record]]:
    """Return a record type and the types of all records within it."""
    found: set[type[Record]] = set()
    waiting: list[inspect.Type] = [struct_of(kind)]
    while waiting:
        match waiting.pop():
            case inspect.StructType() as struct if struct.cls not in found:
                found.add(_record(struct))
                waiting += [field.type for field in struct.fields]
            case inspect.UnionType(types=types):
                waiting += types
            case inspect.DictType(value_type=member) | inspect.VarTupleType(item_type=member):
                waiting.append(member)
    return found


def keys_set(record: Record) -> set[str]:
    """Return the keys of a record whose value is not the default."""
    empty: tuple[object, ...] = (None, (), {})
    return {
        field.name
        for field in struct_of(type(record)).fields
        if getattr(record, field.name) not in (field.default, *empty)
    }
