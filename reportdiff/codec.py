"""Frozen values <-> plain dictionaries, lists, strings and numbers, by the declared types of their fields.

A low room: it knows attrs classes in general and none in particular, so that every other room can use it.
Decimals and dates become strings, tuples become lists, enumerations their values; nothing is lost on the way back.
"""

import types
import typing
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, Union

import attrs

from .errors import InvalidDocument

T = TypeVar("T")
# What a printed number can be: more would only be there to make arithmetic slow.
_DIGITS = 400
_MOST = 1 << 53  # beyond what any place or count can be


Json: typing.TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
"""Plain data, ready for JSON."""


def to_plain(value: Any) -> Any:
    """`value` (an attrs value, or any nest of tuples, mappings, decimals, dates and enumerations) as plain data."""
    kind = value.__class__
    if kind in _AS_IT_IS:
        return value
    if kind is tuple or kind is list:
        return [to_plain(item) for item in value]
    write = _WRITERS.get(kind)
    if write is None:
        write = _WRITERS[kind] = _writer(kind)
    return write(value)


_AS_IT_IS = frozenset([type(None), bool, int, float, str])
_WRITERS: dict[type, Callable[[Any], Any]] = {}  # a handful: one for each class of values that there is


def _writer(kind: Any) -> Callable[[Any], Any]:
    """How values of a class become plain data."""
    if issubclass(kind, Enum):
        return attrgetter("value")
    if issubclass(kind, Decimal):
        return str
    if issubclass(kind, date):
        return date.isoformat
    if issubclass(kind, (bool, int, float, str)):
        return lambda value: value
    if issubclass(kind, Mapping):
        return lambda value: {str(key): to_plain(item) for key, item in value.items()}
    if issubclass(kind, (tuple, list)):
        return lambda value: [to_plain(item) for item in value]
    names = tuple(_fields(kind))
    if len(names) == 1:
        return lambda value: {names[0]: to_plain(getattr(value, names[0]))}
    values = attrgetter(*names)
    plain = _AS_IT_IS
    return lambda value: {
        name: item if item.__class__ in plain else to_plain(item)
        for name, item in zip(names, values(value), strict=True)
    }


def from_plain(kind: type[T], plain: Any) -> T:
    """The value of type `kind` that `to_plain` wrote as `plain`; `InvalidDocument` names what does not fit.

    A field that an older version did not write yet is left at its default.
    """
    try:
        return typing.cast(T, _build(kind, plain, kind.__name__))
    except (TypeError, ValueError, InvalidOperation, KeyError, OverflowError) as error:
        if isinstance(error, InvalidDocument):
            raise
        raise InvalidDocument("", f"not a {kind.__name__} that reportdiff wrote ({error})") from error


def _build(kind: Any, plain: Any, place: str) -> Any:
    origin = typing.get_origin(kind)
    if origin in (Union, types.UnionType):
        return _build_union(kind, plain, place)
    if origin is tuple:
        return _build_tuple(typing.get_args(kind), plain, place)
    if kind is Any:
        return plain
    if kind is Decimal:
        return _number(_expect(str, plain, place), place)
    if kind is date:
        return date.fromisoformat(_expect(str, plain, place))
    if attrs.has(kind):
        return _build_fields(kind, plain, place)
    if issubclass(kind, Enum):
        return kind(plain)
    if kind is float:
        return float(plain)
    if isinstance(plain, int) and abs(plain) > _MOST:
        raise InvalidDocument("", f"{place} is no place or count in a report")
    return _expect(kind, plain, place)


def _number(text: str, place: str) -> Decimal:
    """A finite number of a size that text can print; nothing later has to look out for infinity or 10**999999."""
    if len(text) <= 2 * _DIGITS:
        value = Decimal(text)
        if value.is_finite() and abs(value.adjusted()) <= _DIGITS and len(value.as_tuple().digits) <= _DIGITS:
            return value
    raise InvalidDocument("", f"{place} is no number of a report: {text[:20]!r}")


def _build_union(kind: Any, plain: Any, place: str) -> Any:
    if plain is None:
        return None
    (inner,) = [part for part in typing.get_args(kind) if part is not type(None)]
    return _build(inner, plain, place)


def _build_tuple(inner: tuple[Any, ...], plain: Any, place: str) -> tuple[Any, ...]:
    items = _expect(list, plain, place)
    if len(inner) == 2 and inner[1] is Ellipsis:
        return tuple(_build(inner[0], item, f"{place}[{i}]") for i, item in enumerate(items))
    return tuple(_build(part, item, f"{place}[{i}]") for i, (part, item) in enumerate(zip(inner, items, strict=True)))


def _build_fields(kind: Any, plain: Any, place: str) -> Any:
    table = _expect(dict, plain, place)
    wanted = _fields(kind)
    missing = [name for name in _required(kind) if name not in table]
    if missing:
        raise InvalidDocument("", f"{place} lacks {', '.join(missing)}")
    given = ((name, inner) for name, inner in wanted.items() if name in table)
    return kind(**{name: _build(inner, table[name], f"{place}.{name}") for name, inner in given})


def _expect(kind: type, plain: Any, place: str) -> Any:
    if not isinstance(plain, kind):
        raise InvalidDocument("", f"{place} should be {kind.__name__}, not {type(plain).__name__}")
    return plain


@cache
def _fields(kind: Any) -> dict[str, Any]:
    """Names and types of the fields of an attrs class that its constructor takes."""
    hints = typing.get_type_hints(kind)
    return {item.name: hints[item.name] for item in attrs.fields(kind) if item.init}


@cache
def _required(kind: Any) -> tuple[str, ...]:
    """The names of the fields that have no default."""
    return tuple(item.name for item in attrs.fields(kind) if item.init and item.default is attrs.NOTHING)
