"""Trying a policy before it is signed: stories played through the services."""
