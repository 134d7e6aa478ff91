"""What is new: the desk's first page."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

router = APIRouter()


@router.get("/")
def home(request: Request) -> Response:
    """For now the agreements are the first page."""
    return RedirectResponse("/agreements", 303)
