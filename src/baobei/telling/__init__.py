"""How a sentence, an instant, a sum or a number of the policy is said to the reader, in the reader's language."""

from baobei.telling.language import in_language
from baobei.telling.showing import told

__all__ = ["in_language", "told"]
