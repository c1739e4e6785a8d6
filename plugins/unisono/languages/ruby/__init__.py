"""Ruby, read on the kernel for straight-line programs: what Ruby 3 does, found without running it."""

from unisono.languages.interpolation import RUBY

INFO_STRINGS = frozenset({"ruby", "rb"})
LEXER = "ruby"
INTERPOLATION = RUBY
