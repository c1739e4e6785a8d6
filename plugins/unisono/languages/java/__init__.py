"""Java, read on the kernel for straight-line programs: what Java 17 does, found without running it."""

from unisono.languages.interpolation import JAVA

INFO_STRINGS = frozenset({"java"})
LEXER = "java"
INTERPOLATION = JAVA
