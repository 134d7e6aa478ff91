"""The record in a notebook: questions as methods, answers that show themselves."""
