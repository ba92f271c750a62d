"""The REST API: the same services, in JSON."""
