"""Foedera reads what is written about international agreements and keeps a record that shows its work."""

__version__ = "0.1.0"
