"""Keys pressed and lines typed: from a terminal, or from any input that is piped in."""

import sys

import click


class Keys:
    """One key, or one line, at a time. At the end of the input every key is "q"."""

    def __init__(self) -> None:
        self.at_terminal = sys.stdin.isatty()

    def key(self) -> str:
        """The next key; blanks and line ends of piped input are passed over."""
        if self.at_terminal:
            return click.getchar()
        pressed = sys.stdin.read(1)
        while pressed and pressed.isspace():
            pressed = sys.stdin.read(1)
        return pressed or "q"

    def line(self, question: str) -> str:
        """One line typed in answer, without outer blanks; empty at the end of the input."""
        sys.stderr.write(question + " ")
        sys.stderr.flush()
        return sys.stdin.readline().strip()
