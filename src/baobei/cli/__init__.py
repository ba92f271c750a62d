"""The command ``baobei``: commands for those who run an installation, one module a group."""

from baobei.cli.app import main

__all__ = ["main"]
