"""What routes of the API may answer beside what they are asked for, as the OpenAPI document says it."""

from typing import Any

from foedera.interfaces.web.api.problem import responses

Responses = dict[int | str, dict[str, Any]]
ALWAYS: Responses = responses(400, 401, 403, 404, 405, 413, 422, 429, 503)
UNCHANGED: Responses = {304: {"description": "The client has it already (If-None-Match)"}}
CSV: Responses = UNCHANGED | {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}
WRITING: Responses = responses(409, 415)
