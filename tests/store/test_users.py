"""Users, tokens and the audit log: what lets someone in, what does not, and that nothing secret is in the file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from foedera.errors import FoederaError
from foedera.store.store import Store
from foedera.store.users import Role

PASSWORD = "chapeau-melon-7"


@pytest.fixture
def store(record: str | Path) -> Iterator[Store]:
    kept = Store(record)
    yield kept
    kept.close()


def test_right_password_lets_in_and_no_other(store: Store) -> None:
    added = store.add_user(" ada ", "admin", PASSWORD)
    assert (added.name, added.role, added.has_password, added.disabled_at) == ("ada", Role.ADMIN, True, None)
    store.add_user("tokens alone", Role.READER)
    assert store.user_of_password("ada", PASSWORD) == added
    for name, password in (("ada", PASSWORD + "x"), ("ada", ""), ("nobody", PASSWORD), ("tokens alone", ""), ("tokens alone", PASSWORD)):
        assert store.user_of_password(name, password) is None
    store.set_password("ada", "another hat 9")
    assert store.user_of_password("ada", PASSWORD) is None
    assert store.user_of_password("ada", "another hat 9") == store.user("ada")
    assert not store.set_password("ada", None).has_password


def test_roles_contain_each_other(store: Store) -> None:
    store.add_user("ben", Role.READER)
    assert store.set_role("ben", "analyst").role is Role.ANALYST
    assert [Role.ANALYST.may(r) for r in Role] == [True, True, False]


def test_token_lets_in_until_it_or_its_user_goes(store: Store) -> None:
    store.add_user("ada", "analyst")
    shown, other = store.add_token("ada", "notebook"), store.add_token("ada")
    assert store.user_of_token(shown) == store.user("ada") and store.user_of_token(f" {other}\n") == store.user("ada")
    first, second = (next(t for t in store.tokens("ada") if t.id == one.split("_")[1]) for one in (shown, other))
    assert first.label == "notebook" and first.last_used_at and first.last_used_at.endswith(":00:00+00:00")
    for wrong in ("", "x", shown[:-1], shown + "x", shown.replace(first.id, second.id), "foedera__", "foedera_00000000_x"):
        assert store.user_of_token(wrong) is None
    store.revoke_token(first.id)
    assert store.user_of_token(shown) is None and store.user_of_token(other) is not None
    assert store.disable("ada").disabled_at and store.user_of_token(other) is None
    assert store.enable("ada").disabled_at is None and store.user_of_token(other) is not None


def test_neither_password_nor_token_is_in_the_file(tmp_path: Path) -> None:
    store = Store(tmp_path / "r.db")
    store.add_user("ada", "admin", PASSWORD)
    secret = store.add_token("ada").split("_", 2)[2]
    store.close()
    kept = b"".join(p.read_bytes() for p in tmp_path.iterdir())
    assert b"scrypt$" in kept and PASSWORD.encode() not in kept and secret.encode() not in kept


@pytest.mark.parametrize(
    ("name", "role", "password", "key"),
    [
        ("ada", "reader", None, "user_exists"),
        ("", "reader", None, "bad_user_name"),
        ("x\x1b[2J", "reader", None, "bad_user_name"),
        ("x" * 81, "reader", None, "bad_user_name"),
        ("ben", "king", None, "bad_choice"),
        ("ben", "reader", "short", "short_password"),
    ],
)
def test_users_that_are_refused(store: Store, name: str, role: str, password: str | None, key: str) -> None:
    store.add_user("ada", "reader")
    with pytest.raises(FoederaError) as refused:
        store.add_user(name, role, password)
    assert refused.value.trouble.key == key
    assert [u.name for u in store.users()] == ["ada"]


def test_nobodys_name(store: Store) -> None:
    for act in (store.user, store.disable, store.enable, store.add_token):
        with pytest.raises(FoederaError, match="unknown_user"):
            act("nobody")
    with pytest.raises(FoederaError, match="unknown_token"):
        store.revoke_token("none")


def test_audit_is_read_newest_first_page_by_page(store: Store) -> None:
    for number in range(5):
        store.note_audit("ada", "judged", f"row {number}", "accept")
    first = store.audit(2)
    assert [e.target for e in first] == ["row 4", "row 3"] and first[0].who == "ada" and first[0].at.endswith("+00:00")
    assert [e.target for e in store.audit(9, before=first[-1].number)] == ["row 2", "row 1", "row 0"]


def test_the_last_admin_stays(store: Store) -> None:
    store.add_user("ada", Role.ADMIN)
    for change in (lambda: store.disable("ada"), lambda: store.set_role("ada", Role.ANALYST)):
        with pytest.raises(FoederaError, match="last_admin"):
            change()
    assert store.user("ada").role is Role.ADMIN and store.user("ada").disabled_at is None
    store.add_user("eve", Role.ADMIN)
    assert store.disable("ada").disabled_at
    with pytest.raises(FoederaError, match="last_admin"):
        store.disable("eve")


def test_way_in_is_another_for_another_password_and_none_where_there_is_none(store: Store) -> None:
    store.add_user("ada", Role.READER, PASSWORD)
    store.add_user("ben", Role.READER)
    first, shown = store.way_in("ada"), store.add_token("ada")
    assert first and first == store.way_in("ada") and store.way_in("ben") is store.way_in("nobody") is None
    store.set_password("ada", PASSWORD + "8")
    assert store.way_in("ada") not in (None, first)
    token = shown.split("_")[1]
    assert store.way_in("ada", token) and store.way_in("ben", token) is None
    store.revoke_token(token)
    assert store.way_in("ada", token) is None
    store.disable("ada")
    assert store.way_in("ada") is None
