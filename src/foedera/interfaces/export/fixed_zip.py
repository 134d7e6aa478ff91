"""Archives whose bytes depend on their content alone."""

import io
import zipfile
from collections.abc import Mapping

FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest that the format can write
READABLE_BY_ALL = 0o644 << 16
MADE_ON_UNIX = 3


def zip_bytes(parts: Mapping[str, bytes]) -> bytes:
    """An archive of these files, in the order given, all of them dated 1 January 1980."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, FIRST_MOMENT)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, READABLE_BY_ALL, MADE_ON_UNIX
            archive.writestr(entry, content)
    return target.getvalue()
