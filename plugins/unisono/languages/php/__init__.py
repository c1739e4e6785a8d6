"""PHP, read on the kernel for straight-line programs: what PHP 8 does, found without running it."""

from unisono.languages.interpolation import PHP

INFO_STRINGS = frozenset({"php", "php8", "php7"})
LEXER = "php"
INTERPOLATION = PHP
