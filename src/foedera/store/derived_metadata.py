"""The tables of the cache, whichever module describes them: all are made and dropped together (store/derived.py)."""

from sqlalchemy import MetaData

derived = MetaData()
