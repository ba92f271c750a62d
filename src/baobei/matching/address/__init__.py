"""Chinese addresses down to the housing unit (CR-3.1, CR-7.0): read from the right, nothing guessed."""

from baobei.matching.address.reader import read_address
from baobei.matching.address.reading import AddressReading, Unit

__all__ = ["AddressReading", "Unit", "read_address"]
