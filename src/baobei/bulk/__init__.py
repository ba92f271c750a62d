"""Whole books at once: normalise, join, score, in chunks that survive an interruption (CR-7.0)."""
