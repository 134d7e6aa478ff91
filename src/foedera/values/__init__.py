"""Frozen values shared by every stage. No input/output, no clock."""
