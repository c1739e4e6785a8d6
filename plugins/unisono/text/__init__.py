"""Where characters come from: sources, spans, texts; files; JSON with places; placeholders."""
