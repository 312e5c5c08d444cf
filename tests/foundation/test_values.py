"""Money, schemas, tokens, scopes: the plain values everything else is made of."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import example, given
from hypothesis import strategies as st

from common import money, tokens
from common.actor import Actor, from_claims
from common.clock import business_day, end_of, start_of
from common.compose import Collision, compose
from contracts.inventory.register.deals import deal_wrong_stage
from contracts.office.rights import RIGHTS, widest_scope
from contracts.office.roles import Role, Scope, SystemRole
from contracts.refusals import CODES, Conflict, Invalid, Refusal, code
from contracts.schema import Id, Money, Request, load, new_id
from contracts.vocabulary import TOPICS, VOCABULARY

AT = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
amounts = st.decimals("0", "99999999", places=2)


@given(
    total=st.decimals("-99999999", "99999999", places=2),
    shares=st.lists(st.integers(0, 1000).map(Decimal), min_size=1, max_size=36).filter(any),
)
@example(total=Decimal("3090.09"), shares=[Decimal("0.5"), Decimal("0.5"), Decimal(0)])
@example(total=Decimal("-3090.09"), shares=[Decimal("0.5"), Decimal("0.5"), Decimal(0)])
@example(total=Decimal("0.03"), shares=[Decimal(1)] * 6)
def test_parts_sum_to_the_total_and_only_shares_get_any_of_it(
    total: Decimal, shares: list[Decimal]
) -> None:
    parts = money.split(total, shares)
    assert sum(parts) == total
    assert len(parts) == len(shares)
    for part, share in zip(parts, shares, strict=True):
        assert part == 0 or part * total > 0
        assert share or part == 0
    for reached in range(len(parts)):
        assert abs(sum(parts[:reached], Decimal(0))) <= abs(total)


@pytest.mark.parametrize("shares", [[], [Decimal(0)], [Decimal(1), Decimal(-1), Decimal(1)]])
def test_shares_of_nothing_are_refused(shares: list[Decimal]) -> None:
    with pytest.raises(ValueError, match="shares"):
        money.split(Decimal("1.00"), shares)


@pytest.mark.parametrize(
    ("amount", "yuan"), [("1.49", "1.00"), ("1.50", "2.00"), ("2.50", "3.00"), ("0.00", "0.00")]
)
def test_whole_yuan_rounds_half_up(amount: str, yuan: str) -> None:
    assert money.whole_yuan(Decimal(amount)) == Decimal(yuan)


def test_a_business_day_is_a_day_in_china() -> None:
    assert business_day(datetime(2026, 11, 20, 16, 0, tzinfo=UTC)).isoformat() == "2026-11-21"
    day = business_day(AT)
    assert start_of(day) <= AT < end_of(day)
    assert end_of(day) - start_of(day) == timedelta(days=1)


class Order(Request):
    id = Id(required=True)
    price = Money(required=True)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("price", "1.001"),
        ("price", "-1"),
        ("price", "1e20"),
        ("price", "NaN"),
        ("price", "x"),
        ("price", None),
        ("price", True),
        ("id", "x"),
        ("id", str(uuid4())),
        ("id", None),
    ],
)
def test_a_bad_value_is_refused_by_the_field_s_name(field: str, value: object) -> None:
    good = {"id": str(new_id()), "price": "1280000.50"}
    with pytest.raises(Invalid) as refused:
        load(Order(), good | {field: value})
    assert list(refused.value.details["fields"]) == [field]


def test_money_stays_decimal_and_is_written_with_two_decimals() -> None:
    ask = load(Order(), {"id": str(new_id()), "price": 1280000.5})
    assert ask.price == Decimal("1280000.50")
    assert Order().dump(ask)["price"] == "1280000.50"


def test_a_refusal_speaks_both_languages_and_quotes_its_details() -> None:
    refusal = Conflict("parked_message_decided", {"status": "redriven"})
    assert refusal.sentence("zh") == "该消息已处理（redriven）。"
    assert "redriven" in refusal.sentence("en")


def test_a_refusal_quotes_lists_as_words_with_their_labels() -> None:
    refusal = deal_wrong_stage(stage="sold", allowed=["reserved", "subscribed"])
    assert refusal.sentence("en") == (
        "The deal is sold; this is only possible when it is reserved, subscribed."
    )
    assert refusal.sentence("zh", VOCABULARY) == (
        "交易当前阶段为 签约，此操作仅适用于 预订、认购。"
    )


def test_every_vocabulary_that_a_refusal_quotes_exists() -> None:
    quoted = {name for known in CODES.values() for name in known.words.values()}
    assert quoted <= set(VOCABULARY)


def test_no_two_topics_of_the_vocabulary_have_words_of_one_name() -> None:
    assert len(VOCABULARY) == sum(len(topic.WORDS) for topic in TOPICS)


def test_every_refusal_code_has_both_sentences_and_none_is_declared_twice() -> None:
    assert all(known.zh and known.en for known in CODES.values())
    with pytest.raises(ValueError, match="twice"):
        code(Conflict, "stale_version", zh="", en="")


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    private = {kid: Ed25519PrivateKey.generate() for kid in ("office", "system-crm")}
    public = {kid: key.public_key() for kid, key in private.items()}
    monkeypatch.setattr(tokens, "_public_key", public.__getitem__)
    monkeypatch.setattr(tokens, "_verified", type(tokens._verified)())
    return {kid: key.private_bytes_raw() for kid, key in private.items()}


def claims(subject: str, minutes: int = 15) -> dict[str, object]:
    issued = int(AT.timestamp())
    return {"sub": subject, "roles": ["consultant"], "iat": issued, "exp": issued + 60 * minutes}


def test_a_token_is_good_until_it_expires(keys: dict[str, bytes]) -> None:
    token = tokens.sign(claims(str(new_id())), kid="office", key=keys["office"])
    assert tokens.verify(token, AT)["roles"] == ["consultant"]
    with pytest.raises(Refusal) as late:
        tokens.verify(token, AT + timedelta(minutes=15))
    assert late.value.code == "token_expired"


@pytest.mark.parametrize(
    ("kid", "key", "subject"),
    [
        ("office", "system-crm", str(new_id())),
        ("system-crm", "system-crm", str(new_id())),
        ("system-crm", "system-crm", "system:inventory"),
        ("office", "office", "system:crm"),
        ("unknown", "office", str(new_id())),
    ],
    ids=["another key", "a service as staff", "as another service", "office as one", "unknown key"],
)
def test_nobody_signs_for_somebody_else(
    keys: dict[str, bytes], kid: str, key: str, subject: str
) -> None:
    token = tokens.sign(claims(subject), kid=kid, key=keys[key])
    with pytest.raises(Refusal) as refused:
        tokens.verify(token, AT)
    assert refused.value.code == "unauthenticated"


def test_a_changed_token_is_refused(keys: dict[str, bytes]) -> None:
    head, body, signature = tokens.sign(
        claims(str(new_id())), kid="office", key=keys["office"]
    ).split(".")
    with pytest.raises(Refusal):
        tokens.verify(f"{head}.{body[:-2]}AA.{signature}", AT)


def test_the_widest_of_several_roles_counts() -> None:
    both = frozenset({Role.CONSULTANT.value, Role.SALES_DIRECTOR.value})
    assert widest_scope("deal.read", frozenset({Role.CONSULTANT.value})) is Scope.OWN
    assert widest_scope("deal.read", both) is Scope.ALL
    assert widest_scope("deal.make", frozenset({Role.FINANCE.value})) is None


def test_only_known_roles_have_rights() -> None:
    assert all(isinstance(role, Role | SystemRole) for row in RIGHTS.values() for role in row)


@pytest.mark.parametrize(
    ("role", "owner", "team", "project", "covered"),
    [
        (Role.CONSULTANT, "me", "other", "other", True),
        (Role.CONSULTANT, "other", "mine", "mine", False),
        (Role.SALES_SUPERVISOR, "other", "other", "mine", True),
        (Role.SALES_SUPERVISOR, "other", "other", "other", False),
        (Role.SALES_MANAGER, "other", "other", "region", True),
        (Role.SALES_MANAGER, "other", "other", "other", False),
        (Role.SALES_DIRECTOR, "other", "other", "other", True),
        (Role.PLANNER, "me", "mine", "mine", False),
    ],
)
def test_a_right_covers_what_its_scope_says(
    role: Role, owner: str, team: str, project: str, covered: bool
) -> None:
    ids = {name: new_id() for name in ("me", "mine", "region", "other")}
    actor = Actor(
        id=str(ids["me"]),
        roles=frozenset({role.value}),
        team_id=ids["mine"],
        projects=frozenset({ids["mine"]}),
        region_projects=frozenset({ids["region"]}),
    )
    found = actor.covers("deal.read", owner=ids[owner], team=ids[team], project=ids[project])
    assert found is covered


def test_an_actor_is_what_the_token_says() -> None:
    me, project = new_id(), new_id()
    actor = from_claims(
        {"sub": str(me), "roles": ["finance"], "iat": 1, "projects": [str(project)]}, "t"
    )
    assert (actor.staff_id, actor.projects) == (me, frozenset({project}))
    assert from_claims({"sub": "system:crm", "iat": 1}, "s").staff_id is None


def test_two_topics_with_a_method_of_one_name_are_refused() -> None:
    class One:
        def same(self) -> None: ...

    class Two:
        def same(self) -> None: ...

    with pytest.raises(Collision, match="same is in One and in Two"):
        compose("crm", One, Two)
