"""Reads of registrations, shaped for the rules, for screens and for the API."""
