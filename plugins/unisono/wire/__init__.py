"""The one request, as it goes over the wire, and two requests compared."""
