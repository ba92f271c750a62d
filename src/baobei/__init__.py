"""Customer registration that can say who is right, and by which clause."""
