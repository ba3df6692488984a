"""Values that are worked out when they are first asked for."""

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

T = TypeVar("T")


class lazy(Generic[T]):  # noqa: N801 - a decorator, as `property` is one
    """As `functools.cached_property`, without its lock, which before Python 3.12 costs more than most of what is read.

    Two threads that ask at the same moment work out the same thing twice and keep one of the two.
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self.make, self.name, self.__doc__ = make, make.__name__, make.__doc__

    @overload
    def __get__(self, one: None, owner: type) -> Self: ...
    @overload
    def __get__(self, one: object, owner: type) -> T: ...
    def __get__(self, one: object | None, owner: type) -> Self | T:
        """The value, from then on an attribute of its own."""
        if one is None:
            return self
        made = one.__dict__[self.name] = self.make(one)
        return made
