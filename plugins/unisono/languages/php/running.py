"""How what PHP samples only define is called."""

from __future__ import annotations

import json
from collections.abc import Sequence

from unisono.languages.reading import Uncalled

_CALLED = """
(function () {
    $value = fn ($one) => match ((string) $one->getType()) { 'int', 'float' => 7, 'array' => ['a' => 'b'], default => 'a' };
    $values = fn ($of) => array_map($value, array_filter($of->getParameters(), fn ($one) => !$one->isOptional()));
    $own = __NAMESPACE__ === '' ? '' : __NAMESPACE__ . '\\\\';
    foreach (%s as $name) {
        [$class, $method] = str_contains($name, '.') ? explode('.', $name) : ['', $name];
        if ($class === '') {
            $function = new \\ReflectionFunction($name[0] === '$' ? $GLOBALS[substr($name, 1)] : $own . $name);
            $function->invokeArgs($values($function));
            continue;
        }
        $of = new \\ReflectionClass($own . $class);
        $made = array_filter($GLOBALS, fn ($one) => is_object($one) && $of->isInstance($one));
        $first = $of->getConstructor() ? $values($of->getConstructor()) : [];
        $called = $of->getMethod($method);
        $called->invokeArgs($called->isStatic() ? null : ($made ? end($made) : $of->newInstanceArgs($first)), $values($called));
    }
})();
"""
"""Calls functions and methods by their names, with values of their types for parameters that have none."""


def called(functions: Sequence[Uncalled], _code: str) -> str:
    """What calls functions one after the other."""
    return _CALLED % json.dumps([one.name for one in functions]).replace('"', "'")
