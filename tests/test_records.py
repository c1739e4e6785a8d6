"""Dataclasses whose methods are made late do what the standard library's do."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import textwrap
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest

from unisono import records

Define = Callable[[str], Any]

MAKERS: dict[str, Callable[..., Any]] = {"ours": records.dataclass, "of the standard library": dataclasses.dataclass}
OPTIONS = [{"frozen": frozen, "slots": slots, "eq": eq} for frozen, slots, eq in product((False, True), repeat=3)]


@pytest.fixture(params=MAKERS)
def define(request: pytest.FixtureRequest) -> Define:
    """What a module with these classes has."""

    def defined(source: str) -> Any:
        before = "from dataclasses import field\nfrom typing import Any, ClassVar\n"
        names: dict[str, Any] = {"dataclass": MAKERS[request.param], "__name__": __name__}
        exec(compile(before + textwrap.dedent(source), __file__, "exec", dont_inherit=True), names)
        return SimpleNamespace(**names)

    return defined


@pytest.fixture(params=OPTIONS, ids=lambda given: " ".join(name for name, value in given.items() if value) or "plain")
def options(request: pytest.FixtureRequest) -> dict[str, bool]:
    return dict(request.param)


def test_fields_defaults_and_what_is_shown(define: Define, options: dict[str, bool]) -> None:
    point = define(f"""
        @dataclass(**{options})
        class Point:
            kind: ClassVar[str] = "point"
            x: int
            y: int = 2
            seen: list[int] = field(default_factory=list)
            note: str = field(default="none", kw_only=True, compare=False)
            hidden: int = field(default=7, init=False, repr=False)
            made: list[int] = field(default_factory=list, init=False)
        """).Point
    one = point(1)
    assert repr(one) == "Point(x=1, y=2, seen=[], note='none', made=[])"
    assert repr(point(1, 3, [4], note="far")) == "Point(x=1, y=3, seen=[4], note='far', made=[])"
    assert point(1).seen is not point(1).seen
    assert (one.kind, one.hidden) == ("point", 7)
    assert hasattr(one, "__dict__") is not options["slots"]
    assert [each.name for each in dataclasses.fields(point)] == ["x", "y", "seen", "note", "hidden", "made"]
    assert dataclasses.asdict(one)["y"] == 2


def test_arguments_that_do_not_fit(define: Define) -> None:
    point = define("""
        @dataclass
        class Point:
            x: int
            note: str = field(default="", kw_only=True)
            hidden: int = field(default=7, init=False)
        """).Point
    for arguments, named in (((), {}), ((1, "far"), {}), ((1,), {"hidden": 8}), ((1,), {"z": 3}), ((1,), {"x": 2})):
        for _ in range(2):
            with pytest.raises(TypeError, match=r"Point.__init__\(\)"):
                point(*arguments, **named)


def test_equality_and_hashes(define: Define, options: dict[str, bool]) -> None:
    made = define(f"""
        @dataclass(**{options})
        class Pair:
            left: Any
            right: Any = None
            note: str = field(default="", compare=False)

        @dataclass(**{options})
        class Other:
            left: Any
            right: Any = None
        """)
    pair, equal = made.Pair, options["eq"]
    assert (pair(1, 2) == pair(1, 2, "far")) is equal
    assert pair(1, 2) != pair(1, 3)
    assert pair(1, 2) != made.Other(1, 2)
    assert pair(1, 2) != (1, 2)
    if equal and not options["frozen"]:
        assert pair.__hash__ is None
    else:
        assert (len({pair(1, 2), pair(1, 2)}) == 1) is equal


@pytest.mark.parametrize("count", [0, 1])
def test_equality_of_few_fields(define: Define, count: int) -> None:
    few = define(f"""
        @dataclass(frozen=True)
        class Few:
            {"x: int" if count else "pass"}
        """).Few
    given = (1,) * count
    assert few(*given) == few(*given)
    assert hash(few(*given)) == hash(few(*given))


@pytest.mark.parametrize("slots", [False, True])
def test_frozen_instances_cannot_be_changed(define: Define, slots: bool) -> None:
    one = define(f"""
        @dataclass(frozen=True, slots={slots})
        class One:
            x: int
        """).One(1)
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'x'"):
        one.x = 2
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'x'"):
        del one.x
    assert dataclasses.replace(one, x=2).x == 2


def test_a_class_keeps_the_methods_that_it_has_itself(define: Define) -> None:
    own = define("""
        @dataclass(frozen=True)
        class Own:
            x: int

            def __repr__(self) -> str:
                return "own"

            def __eq__(self, other: object) -> bool:
                return True

            def __hash__(self) -> int:
                return 5
        """).Own
    assert (repr(own(1)), own(1) == 3, hash(own(1))) == ("own", True, 5)


def test_subclasses_and_what_runs_after_the_start(define: Define, options: dict[str, bool]) -> None:
    made = define(f"""
        @dataclass(**{options})
        class Base:
            x: int
            y: int = field(init=False)

            def __post_init__(self) -> None:
                object.__setattr__(self, "y", self.x + 1)

        @dataclass(**{options})
        class Late(Base):
            x: str
            z: int = 0

            def __post_init__(self) -> None:
                object.__setattr__(self, "y", self.z)

        class Plain(Base):
            pass
        """)
    late, plain = made.Late("a", 3), made.Plain(1)
    assert (late.x, late.z, late.y, plain.y, made.Base(4).y) == ("a", 3, 3, 2, 5)
    assert plain != made.Base(1)
    assert repr(plain) == "Plain(x=1, y=2)"
    assert made.Late.__match_args__ == ("x", "z")
    assert dataclasses.is_dataclass(made.Late)


def test_an_instance_that_holds_itself_is_shown(define: Define) -> None:
    ring = define("""
        @dataclass
        class Ring:
            next: Any = None
        """).Ring()
    ring.next = ring
    assert repr(ring) == "Ring(next=...)"


@records.dataclass(frozen=True, slots=True)
class FrozenSlots:
    x: int
    y: tuple[int, ...] = ()


@records.dataclass(slots=True)
class Slots:
    x: int
    y: tuple[int, ...] = ()


@records.dataclass(frozen=True)
class Frozen:
    x: int
    y: tuple[int, ...] = ()


@pytest.mark.parametrize("cls", [FrozenSlots, Slots, Frozen])
def test_instances_are_copied_and_sent_to_other_processes(cls: type[Any]) -> None:
    one = cls(1, (2,))
    assert pickle.loads(pickle.dumps(one)) == one == copy.deepcopy(one) == copy.copy(one)


def test_no_method_is_compiled_before_it_is_needed() -> None:
    @records.dataclass
    class Late:
        x: int

    before = Late.__init__
    one, two = Late(1), Late(2)
    assert Late.__init__ is not before
    assert (one.x, two.x) == (1, 2)
