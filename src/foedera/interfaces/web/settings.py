"""How a desk is served: where it listens, whom it answers, how much it takes."""

from dataclasses import dataclass

LOCAL_NAMES = ("127.0.0.1", "localhost", "[::1]")
OWN_ADDRESSES = ("127.0.0.1", "::1")
DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 8080


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """`host_names`: names, beside those of this machine, under which browsers may ask for the desk.

    `proxies`: addresses or networks of other machines whose word is taken for who asks and whether over TLS (X-Forwarded-For, -Proto);
    that of this machine always is, where the desk has a name.

    Limits are for one client: `reads_a_second` and `writes_a_second` on average, ten times as many in a burst; `body_bytes` for a request.
    """

    host: str = DEFAULT_HOST
    port: int = DEFAULT_PORT
    host_names: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    reads_a_second: float = 40.0
    writes_a_second: float = 8.0
    body_bytes: int = 12_000_000

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach the desk. One that answers to a name of its own stands behind a proxy: others reach it."""
        own = all(name.lower() in LOCAL_NAMES for name in self.host_names)
        return self.host in (*LOCAL_NAMES, "::1") and own and not self.proxies

    @property
    def trusted_proxies(self) -> tuple[str, ...]:
        """Whose X-Forwarded headers are believed; nobody's at a desk for this machine alone, which refuses requests that have any."""
        return () if self.is_local else (*OWN_ADDRESSES, *self.proxies)

    @property
    def known_hosts(self) -> frozenset[str]:
        """Every Host header that is answered, with and without the port."""
        names = {*LOCAL_NAMES, *(name.lower() for name in self.host_names)}
        names |= set() if self.host in ("0.0.0.0", "::") else {f"[{self.host}]" if ":" in self.host else self.host.lower()}
        return frozenset({*names, *(f"{name}:{self.port}" for name in names)})
