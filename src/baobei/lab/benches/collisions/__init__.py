"""Who collides with whom: books of made-up customers whose truth is known, matched by us and by others."""
