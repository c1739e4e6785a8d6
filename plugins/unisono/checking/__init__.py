"""A page to findings: what is compared with what, the rules, diagnostics, settings. Touches no file."""
