"""How the OpenAPI document describes schemas: answers whole, enumerations and shapes by name."""

from collections.abc import Iterable
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.common import resolve_schema_instance
from apispec.ext.marshmallow.openapi import OpenAPIConverter
from marshmallow import Schema, fields

from contracts.schema import WITHHELD, Answer
from contracts.words import Word

Shape = dict[str, Any]
VERSION_OF_OPENAPI = "3.1.0"
_DECIMAL = r"^-?\d+(\.\d+)?$"


def shape_name(schema: Any) -> str:
    """A shape is called like its class."""
    return type(resolve_schema_instance(schema)).__name__


class Converter(OpenAPIConverter):
    """Fields and schemas as JSON Schema."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._named: dict[str, object] = {}

    def schema2jsonschema(self, schema: Schema) -> Shape:
        """An answer has all its fields but those that are withheld from some readers."""
        shape: Shape = super().schema2jsonschema(schema)
        if isinstance(schema, Answer):
            always = (one for one in schema.fields.items() if WITHHELD not in one[1].metadata)
            shape["required"] = sorted(field.data_key or name for name, field in always)
        return shape

    def resolve_nested_schema(self, schema: Any) -> Shape:
        """A partial schema is described as a whole one: what tells them apart is what is required,
        of which nothing may be left then. Raises `ValueError` for two schemas of one name."""
        if isinstance(schema, str):
            return {"$ref": f"#/components/schemas/{schema}"}
        instance = resolve_schema_instance(schema)
        if instance.partial:
            whole = type(instance)(many=instance.many)
            if any(field.required for field in whole.fields.values()):
                raise ValueError(f"{shape_name(whole)} requires what its partial form does not")
            instance = whole
        self._claim(shape_name(instance), type(instance))
        shape: Shape = super().resolve_nested_schema(instance)
        return shape

    def field2property(self, field: fields.Field[Any]) -> Shape:
        """A word is described by the name of its enumeration."""
        if isinstance(field, Word):
            shape = self._enumeration(field.enumeration, field.words)
        elif isinstance(field, fields.Enum):
            words = [str(word.value) for word in field.enum]
            shape = self._enumeration(field.enum.__name__, words)
        else:
            described: Shape = super().field2property(field)
            return described
        if field.allow_none:
            shape = {"anyOf": [shape, {"type": "null"}]}
        return shape | self.field2default(field)

    def field2type_and_format(self, field: fields.Field[Any], **kwargs: Any) -> Shape:
        if isinstance(field, fields.Decimal) and field.as_string:
            return {"type": "string", "format": "decimal"}
        shape: Shape = super().field2type_and_format(field, **kwargs)
        return shape

    def field2range(self, field: fields.Field[Any], ret: Shape) -> Shape:
        """Decimals are strings in JSON, where `minimum` and `maximum` mean nothing."""
        return {} if isinstance(field, fields.Decimal) else super().field2range(field, ret=ret)

    def field2pattern(self, field: fields.Field[Any], **kwargs: Any) -> Shape:
        """As JavaScript reads it: anchored at both ends, which Python's `match` and `\\Z` are."""
        if isinstance(field, fields.Decimal):
            return {"pattern": getattr(field, "pattern", _DECIMAL)}
        shape: Shape = super().field2pattern(field, **kwargs)
        return {
            name: "^" + pattern.removeprefix("^").replace(r"\Z", "$")
            for name, pattern in shape.items()
        }

    def dict2properties(self, field: fields.Field[Any], **kwargs: Any) -> Shape:
        shape: Shape = super().dict2properties(field, **kwargs)
        key = getattr(field, "key_field", None)
        if isinstance(key, Word):
            shape["propertyNames"] = self.field2property(key)
        return shape

    def _enumeration(self, name: str, words: Iterable[str]) -> Shape:
        words = list(words)
        if self._claim(name, tuple(words)):
            self.spec.components.schema(name, {"type": "string", "enum": words})
        return {"$ref": f"#/components/schemas/{name}"}

    def _claim(self, name: str, what: object) -> bool:
        """Whether the name is new. Raises `ValueError` where something else has it."""
        new = name not in self._named
        if self._named.setdefault(name, what) != what:
            raise ValueError(f"{what} and {self._named[name]} are both called {name}")
        return new


class Plugin(MarshmallowPlugin):
    Converter = Converter

    def __init__(self) -> None:
        super().__init__(schema_name_resolver=shape_name)

    def describe(self, schema: Schema) -> Shape:
        """The reference to a schema's shape, which the document has by name."""
        assert self.converter is not None
        described: Shape = self.converter.resolve_nested_schema(schema)
        return described

    def shape(self, schema: Schema) -> Shape:
        """The shape itself; what is nested in it has names."""
        assert self.converter is not None
        shape: Shape = self.converter.schema2jsonschema(schema)
        return shape


def shapes_of(schema: Schema) -> tuple[Shape, Shape]:
    """How one schema is described, and the named shapes and enumerations that it refers to."""
    plugin = Plugin()
    spec = APISpec(title="", version="", openapi_version=VERSION_OF_OPENAPI, plugins=[plugin])
    return plugin.describe(schema), spec.to_dict()["components"]["schemas"]
