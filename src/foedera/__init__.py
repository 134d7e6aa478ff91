"""Foedera reads what is written about international agreements and keeps a record that shows its work.

    import foedera
    record = foedera.open("foedera.db")
    record.agreement("PRK-RUS-2024")

`__init__.pyi` tells type checkers what `open` gives.
"""

__version__ = "0.1.0"
__all__ = ["__version__", "open"]


def open(record, *, lang=None, create=False):  # type: ignore[no-untyped-def]
    """The record of this file, to be asked from a notebook or a program, in French or English (`lang`; None: as the locale says).

    Raises StoreError where there is no record, unless `create`. What this needs is imported when it is called, and by name: every part of
    Foedera knows this package for its version, and none may know the interfaces through it.
    """
    from importlib import import_module

    return import_module("foedera.interfaces.notebook.opened_record").open_record(record, lang, create)
