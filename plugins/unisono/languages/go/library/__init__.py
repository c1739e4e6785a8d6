"""Go's standard library, as far as samples use it beside net/http: one module for each part."""
