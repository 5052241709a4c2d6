"""The JSON Schema of a ledger file, drawn from the record types that read one; it is for editors.

Editors for TOML know draft 7 best, so it is written in that, with nothing that 2020-12 reads
otherwise. Nothing stands beside a `$ref`, which draft 7 would not read: a record that is the value
of a key is written out there, below what the key means. Only records in lists and tables are named.
"""

from typing import Any, Final

from msgspec import inspect

from treatywatch.answers.base import schema_name
from treatywatch.checks.entries import CODE, SLUG
from treatywatch.ledger.read.load import FORMAT
from treatywatch.model.conventions import Clause
from treatywatch.model.dates import IMPRECISE, MONTH_DAY, PERIOD, MonthDay, PartialDate, Period
from treatywatch.model.events import Event
from treatywatch.model.ledger import LedgerFile
from treatywatch.model.rolls import Roll
from treatywatch.schemas.keys import KEYS
from treatywatch.schemas.words import WORDS

Schema = dict[str, Any]


def _written(pattern: str) -> Schema:
    return {"type": "string", "pattern": f"^{pattern}$"}


_DAY: Final[Schema] = _written("[0-9]{4}-[0-9]{2}-[0-9]{2}") | {"format": "date"}
"""What editors see of a TOML date is text. The pattern is for those that overlook formats."""

_SCALARS: Final[dict[type, Schema]] = {
    inspect.StrType: {"type": "string"},
    inspect.BoolType: {"type": "boolean"},
    inspect.IntType: {"type": "integer"},
    inspect.DateType: _DAY,
    PartialDate: {"anyOf": [_DAY, _written(IMPRECISE)]},
    Period: _written(PERIOD),
    MonthDay: _written(MONTH_DAY),
}

_CODE: Final = _written(CODE.pattern)
_SLUG: Final = _written(SLUG.pattern)
_RULES: Final[dict[type, dict[str, Schema]]] = {
    LedgerFile: {
        "format": {"const": FORMAT},
        "countries": {"propertyNames": _CODE},
        "conventions": {"propertyNames": _SLUG},
        "rolls": {"propertyNames": _SLUG},
    },
    Clause: {"exceptions": {"propertyNames": _CODE}},
    Roll: {"parties": {"propertyNames": _CODE}},
    Event: {"country": _CODE, "convention": _SLUG, "by": _CODE},
}
"""What reading a ledger asks of a key beyond its type, as far as one file can show it."""

_EXCEPTION: Final = (
    "The keys in which one State's clause departs from the general one, laid over it."
)


def ledger_schema() -> Schema:
    """The schema of one file of a ledger.

    It is the same for the first file and for those that are included, so `format` may be missing:
    that the first must have it is for reading to say.
    """
    kind = inspect.type_info(LedgerFile)
    assert isinstance(kind, inspect.StructType)
    drawing = _Drawing()
    head = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": schema_name("ledger"),
        "description": _first_line(LedgerFile),
    }
    return head | drawing.record(kind) | {"definitions": drawing.definitions}


class _Drawing:
    """Schemas of types; `definitions` gathers those of the records in lists and tables."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}

    def record(self, kind: inspect.StructType, *, partial: bool = False) -> Schema:
        """A record's schema; a partial one may leave out any key, and understands none by itself."""
        keys = {field.encode_name: self._key(kind.cls, field) for field in kind.fields}
        schema: Schema = {"type": "object", "properties": keys, "additionalProperties": False}
        if partial:
            return schema
        for field in kind.fields:
            keys[field.encode_name] |= _default(field)
        required = [field.encode_name for field in kind.fields if field.required]
        return schema | ({"required": required} if required else {})

    def _key(self, record: type, field: inspect.Field) -> Schema:
        name = field.encode_name
        value = self._value(field.type)
        if "enum" in value:
            meanings = WORDS[record][name]
            value["x-taplo"] = {"docs": {"enumValues": [meanings[word] for word in value["enum"]]}}
        return {"description": KEYS[record][name]} | value | _RULES.get(record, {}).get(name, {})

    def _value(self, kind: inspect.Type) -> Schema:
        match kind:
            case inspect.UnionType():
                return self._union(kind)
            case inspect.StructType():
                return self.record(kind)
            case inspect.DictType():
                return {"type": "object", "additionalProperties": self._member(kind.value_type)}
            case inspect.VarTupleType():
                least = {"minItems": kind.min_length} if kind.min_length else {}
                return {"type": "array", "items": self._member(kind.item_type)} | least
            case inspect.EnumType():
                return {"type": "string", "enum": [str(word) for word in kind.cls]}
            case inspect.LiteralType():
                return {"type": "string", "enum": list(kind.values)}
            case _:
                return _scalar(kind)

    def _union(self, kind: inspect.UnionType) -> Schema:
        """A key that may be absent is left out: TOML has no null."""
        kinds = [member for member in kind.types if not isinstance(member, inspect.NoneType)]
        if len(kinds) == 1:
            return self._value(kinds[0])
        return {"anyOf": [self._member(member) for member in kinds]}

    def _member(self, kind: inspect.Type) -> Schema:
        """A list's or table's member: a record is drawn once and referred to.

        A clause in a table is an exception to the one that has the table.
        """
        if not isinstance(kind, inspect.StructType):
            return self._value(kind)
        partial = kind.cls is Clause
        name = "Exception" if partial else kind.cls.__name__
        if name not in self.definitions:
            self.definitions[name] = {}  # an exception may hold its own kind
            about = {"description": _EXCEPTION if partial else _first_line(kind.cls)}
            self.definitions[name] = about | self.record(kind, partial=partial)
        return {"$ref": f"#/definitions/{name}"}


def _scalar(kind: inspect.Type) -> Schema:
    match kind:
        case inspect.CustomType():
            return dict(_SCALARS[kind.cls])
        case inspect.StrType() if kind.min_length is not None:
            return _SCALARS[inspect.StrType] | {"minLength": kind.min_length}
        case inspect.IntType() if kind.ge is not None:
            return _SCALARS[inspect.IntType] | {"minimum": kind.ge}
        case _:
            return dict(_SCALARS[type(kind)])


def _default(field: inspect.Field) -> Schema:
    """What is understood where a key is left out; nothing for what is then simply absent."""
    known = isinstance(field.default, bool | int | str)
    return {"default": field.default} if known else {}


def _first_line(record: type) -> str:
    return (record.__doc__ or "").partition("\n")[0]
