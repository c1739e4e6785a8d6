"""Operators on values."""

from __future__ import annotations

import math

from unisono.languages.javascript.coercion import (
    concatenated,
    is_unknown,
    loosely_equal,
    strictly_equal,
    to_number,
    to_text,
    truthy,
)
from unisono.languages.javascript.run import Host, Native
from unisono.languages.javascript.values import Boolean, Function, Null, Number, Object, String, Undefined, Unknown, Value
from unisono.languages.reading import Unsupported
from unisono.text.source import Text


def takes_left(operator: str, left: Value) -> bool | None:
    """Whether `&&`, `||` or `??` has the value of its left operand; None where only a run could tell."""
    if operator == "??":
        return None if isinstance(left, Unknown) else not isinstance(left, Null | Undefined)
    decided = truthy(left)
    return decided if decided is None or operator == "||" else not decided


def unary(operator: str, value: Value, origin: Text) -> Value:
    if operator == "void":
        return Undefined(origin)
    if operator == "!":
        decided = truthy(value)
        return Unknown(origin) if decided is None else Boolean(origin, not decided)
    number = to_number(value)
    if number is None:
        return Unknown(origin)
    if operator == "~":
        return Number(origin, float(~_int32(number)))
    return Number(origin, -number if operator == "-" else number)


def binary(operator: str, left: Value, right: Value, origin: Text) -> Value:
    """The value of any binary operator that evaluates both operands."""
    if operator == "+":
        return _sum(left, right, origin)
    if operator in ("===", "!==", "==", "!="):
        equal = strictly_equal(left, right) if len(operator) == 3 else loosely_equal(left, right)
        return Unknown(origin) if equal is None else Boolean(origin, equal == (operator[0] == "="))
    if operator in ("<", ">", "<=", ">="):
        return _compared(operator, left, right, origin)
    if operator == "in":
        return _contained(left, right, origin)
    if operator == "instanceof":
        return Unknown(origin)
    a, b = to_number(left), to_number(right)
    return Unknown(origin) if a is None or b is None else Number(origin, _calculated(operator, a, b, origin))


def _sum(left: Value, right: Value, origin: Text) -> Value:
    """`+` joins as strings if either side is a string or an object, and adds otherwise (ECMAScript 13.15.3)."""
    if isinstance(left, String | Object) or isinstance(right, String | Object):
        return String(concatenated([to_text(left), to_text(right)], origin))
    a, b = to_number(left), to_number(right)
    return Unknown(origin) if a is None or b is None else Number(origin, a + b)


def _compared(operator: str, left: Value, right: Value, origin: Text) -> Value:
    if is_unknown(left) or is_unknown(right):
        return Unknown(origin)
    if isinstance(left, String) and isinstance(right, String):
        a: str | float = left.origin.value
        b: str | float = right.origin.value
        order = (a > b) - (a < b)  # type: ignore[operator]
    else:
        x, y = to_number(left), to_number(right)
        if x is None or y is None:
            return Unknown(origin)
        if math.isnan(x) or math.isnan(y):
            return Boolean(origin, False)
        order = (x > y) - (x < y)
    return Boolean(origin, {"<": order < 0, ">": order > 0, "<=": order <= 0, ">=": order >= 0}[operator])


def _contained(left: Value, right: Value, origin: Text) -> Value:
    if is_unknown(left) or not isinstance(right, Object) or isinstance(right, Host | Native | Function):
        return Unknown(origin)
    found = right.get(to_text(left).value) is not None
    return Boolean(origin, found) if found or type(right) is Object else Unknown(origin)


def _calculated(operator: str, a: float, b: float, origin: Text) -> float:
    match operator:
        case "-":
            return a - b
        case "*":
            return a * b
        case "/":
            return a / b if b else math.nan if a == 0 or math.isnan(a) else math.copysign(math.inf, a) * math.copysign(1, b)
        case "%":
            return math.nan if b == 0 or math.isinf(a) or math.isnan(a + b) else math.fmod(a, b)
        case "**":
            return _power(a, b)
        case "&" | "|" | "^" | "<<" | ">>" | ">>>":
            return float(_bits(operator, _int32(a), _int32(b)))
    raise Unsupported(f"the operator {operator}", origin.span())


def _power(a: float, b: float) -> float:
    if math.isnan(b) or (math.isinf(b) and abs(a) == 1):
        return math.nan  # where Python has 1
    try:
        value = a**b
    except (OverflowError, ZeroDivisionError):
        odd = math.isfinite(b) and b % 2 == 1
        return math.copysign(math.inf, a) if odd else math.inf
    return math.nan if isinstance(value, complex) else value


def _bits(operator: str, a: int, b: int) -> int:
    match operator:
        case "&":
            return a & b
        case "|":
            return a | b
        case "^":
            return a ^ b
        case "<<":
            return _int32(float(a << (b & 31)))
        case ">>":
            return a >> (b & 31)
    return (a & 0xFFFFFFFF) >> (b & 31)


def _int32(value: float) -> int:
    if math.isnan(value) or math.isinf(value):
        return 0
    return ((int(value) + 0x80000000) & 0xFFFFFFFF) - 0x80000000
