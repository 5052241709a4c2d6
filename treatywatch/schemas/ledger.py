"""JSON Schema of a ledger file, generated from its record types for TOML editors.

TOML editors support draft 7 best, so the schema uses only what draft 7 and 2020-12 read alike.
Draft 7 ignores keywords next to `$ref`, so a record under a single key is written out there, with
the description of the key. Records in lists and tables are named definitions.
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


def _text_schema(pattern: str) -> Schema:
    return {"type": "string", "pattern": f"^{pattern}$"}


_DAY: Final[Schema] = _text_schema("[0-9]{4}-[0-9]{2}-[0-9]{2}") | {"format": "date"}
"""Editors treat a TOML date as text. The pattern is for editors that ignore `format`."""

_SCALAR_SCHEMAS: Final[dict[type, Schema]] = {
    inspect.StrType: {"type": "string"},
    inspect.BoolType: {"type": "boolean"},
    inspect.IntType: {"type": "integer"},
    inspect.DateType: _DAY,
    PartialDate: {"anyOf": [_DAY, _text_schema(IMPRECISE)]},
    Period: _text_schema(PERIOD),
    MonthDay: _text_schema(MONTH_DAY),
}

_CODE: Final = _text_schema(CODE.pattern)
_SLUG: Final = _text_schema(SLUG.pattern)
_EXTRA_RULES: Final[dict[type, dict[str, Schema]]] = {
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
"""Rules on keys that the record types lack. One file is enough to check them."""

_EXCEPTION: Final = "The keys of one State's clause that differ from the general clause."


def ledger_schema() -> Schema:
    """Return the schema of one file of a ledger.

    Included files have the same schema as the first. `format` is therefore optional, although the
    reader requires it in the first file.
    """
    kind = inspect.type_info(LedgerFile)
    assert isinstance(kind, inspect.StructType)
    builder = _SchemaBuilder()
    head = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": schema_name("ledger"),
        "description": _first_line(LedgerFile),
    }
    return head | builder.record_schema(kind) | {"definitions": builder.definitions}


class _SchemaBuilder:
    """Schemas of types; `definitions` collects those of records in lists and tables."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}

    def record_schema(self, kind: inspect.StructType, *, partial: bool = False) -> Schema:
        """Return a record's schema; a partial one has no required keys and no defaults."""
        keys = {field.encode_name: self._key_schema(kind.cls, field) for field in kind.fields}
        schema: Schema = {"type": "object", "properties": keys, "additionalProperties": False}
        if partial:
            return schema
        for field in kind.fields:
            keys[field.encode_name] |= _default_schema(field)
        required = [field.encode_name for field in kind.fields if field.required]
        return schema | ({"required": required} if required else {})

    def _key_schema(self, record: type, field: inspect.Field) -> Schema:
        name = field.encode_name
        value = self._value_schema(field.type)
        if "enum" in value:
            meanings = WORDS[record][name]
            value["x-taplo"] = {"docs": {"enumValues": [meanings[word] for word in value["enum"]]}}
        return (
            {"description": KEYS[record][name]} | value | _EXTRA_RULES.get(record, {}).get(name, {})
        )

    def _value_schema(self, kind: inspect.Type) -> Schema:
        match kind:
            case inspect.UnionType():
                return self._union_schema(kind)
            case inspect.StructType():
                return self.record_schema(kind)
            case inspect.DictType():
                return {
                    "type": "object",
                    "additionalProperties": self._member_schema(kind.value_type),
                }
            case inspect.VarTupleType():
                length = {"minItems": kind.min_length} if kind.min_length else {}
                return {"type": "array", "items": self._member_schema(kind.item_type)} | length
            case inspect.EnumType():
                return {"type": "string", "enum": [str(word) for word in kind.cls]}
            case inspect.LiteralType():
                return {"type": "string", "enum": list(kind.values)}
            case _:
                return _scalar_schema(kind)

    def _union_schema(self, kind: inspect.UnionType) -> Schema:
        """Return the schema of the types other than None, because TOML has no null."""
        kinds = [member for member in kind.types if not isinstance(member, inspect.NoneType)]
        if len(kinds) == 1:
            return self._value_schema(kinds[0])
        return {"anyOf": [self._member_schema(member) for member in kinds]}

    def _member_schema(self, kind: inspect.Type) -> Schema:
        """Return the schema of a member of a list or table, a reference for records.

        A clause in a table is an exception to the clause that has the table.
        """
        if not isinstance(kind, inspect.StructType):
            return self._value_schema(kind)
        partial = kind.cls is Clause
        name = "Exception" if partial else kind.cls.__name__
        if name not in self.definitions:
            # Set first, because an exception may contain exceptions.
            self.definitions[name] = {}
            description = {"description": _EXCEPTION if partial else _first_line(kind.cls)}
            self.definitions[name] = description | self.record_schema(kind, partial=partial)
        return {"$ref": f"#/definitions/{name}"}


def _scalar_schema(kind: inspect.Type) -> Schema:
    match kind:
        case inspect.CustomType():
            return dict(_SCALAR_SCHEMAS[kind.cls])
        case inspect.StrType() if kind.min_length is not None:
            return _SCALAR_SCHEMAS[inspect.StrType] | {"minLength": kind.min_length}
        case inspect.IntType():
            limits = {"minimum": kind.ge, "maximum": kind.le}
            known = {key: limit for key, limit in limits.items() if limit is not None}
            return _SCALAR_SCHEMAS[inspect.IntType] | known
        case _:
            return dict(_SCALAR_SCHEMAS[type(kind)])


def _default_schema(field: inspect.Field) -> Schema:
    """Return the default of a key, if it is a value that TOML can have."""
    has_default = isinstance(field.default, bool | int | str)
    return {"default": field.default} if has_default else {}


def _first_line(record: type) -> str:
    return (record.__doc__ or "").partition("\n")[0]
