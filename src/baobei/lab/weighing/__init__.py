"""The weights of matching estimated anew, and what another table would change; nothing here applies one (CR-7.0)."""
