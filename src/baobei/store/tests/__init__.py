"""Tests of the stores, and the stores of all tests."""
