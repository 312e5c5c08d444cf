"""What a caller may do with a thing now, by the rules that would refuse it (ADR 33).

    OFFERS = Offers[Receipt](
        "Receipt",
        Offer(operations.endorse_receipt, check_endorsement, near=(receipt_by_consultant,)),
        Offer(operations.confirm_receipt, check_confirmation, near=(receipt_same_person,)),
    )
    OFFERS.of(receipt, by)      # the value of the answer's field `can` (`contracts.can`)

A check is the rule that the operation's command calls too: it takes the thing and the caller, and
raises. What only the command can know (an amount, a balance that is read under a lock) stays with
the command: an offer is no promise.

An operation of a higher corridor is offered by that corridor: `units.OFFERS.add(Offer(…))` beside
its rules. A service imports every topic before it answers, so that none is missing.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from common.actor import Actor
from contracts.operation import Operation
from contracts.refusals import Code, Refusal
from contracts.vocabulary import VOCABULARY

Thing = TypeVar("Thing")


def always(thing: Any, by: Actor) -> None:
    """The check of an operation that takes nothing but right and scope."""


@dataclass(frozen=True)
class Offer(Generic[Thing]):
    """An operation and its check. With a refusal that is `near` the operation is named together
    with it; with any other it is left out."""

    operation: Operation
    check: Callable[[Thing, Actor], None] = always
    near: tuple[Code, ...] = ()


class Offers(Generic[Thing]):
    """What may be done with a kind of thing, which `contracts.can.Can` calls the same. `owner`,
    `team` and `project` name the attributes that say whose it is, as in `common.scope.visible`."""

    def __init__(
        self,
        thing: str,
        *offers: Offer[Thing],
        owner: str | None = "consultant_id",
        team: str | None = "team_id",
        project: str | None = "project_id",
    ) -> None:
        if thing in OFFERS:
            raise ValueError(f"the offers of {thing} are declared twice")
        OFFERS[thing] = self
        self._offers = list(offers)
        self._whose = {"owner": owner, "team": team, "project": project}

    @property
    def operations(self) -> set[str]:
        """The names of all that can be offered."""
        return {offer.operation.name for offer in self._offers}

    def add(self, *offers: Offer[Thing]) -> None:
        """Offers of a corridor that stands above the thing's own."""
        self._offers.extend(offers)

    @property
    def permissions(self) -> set[str]:
        """Those of all that can be offered."""
        return {offer.operation.permission for offer in self._offers}

    def of(
        self,
        thing: Thing,
        by: Actor,
        *,
        whose: object = None,
        reached: Collection[str] | None = None,
    ) -> list[dict[str, Any]]:
        """The rows of `can`, in the order of the offers. `whose` has the attributes that say whose
        the thing is, where another row than its own does: a loan's deal. `reached` are the
        permissions that reach the thing, where its attributes don't tell."""
        if reached is None:
            reached = self._reached(thing if whose is None else whose, by)
        found = (
            _offered(offer, thing, by)
            for offer in self._offers
            if offer.operation.permission in reached
        )
        return [row for row in found if row]

    def _reached(self, owned: object, by: Actor) -> set[str]:
        whose = {kind: getattr(owned, name) for kind, name in self._whose.items() if name}
        return {permission for permission in self.permissions if by.covers(permission, **whose)}


OFFERS: dict[str, Offers[Any]] = {}
"""Thing → its offers, of every topic that is imported."""


def _offered(offer: Offer[Thing], thing: Thing, by: Actor) -> dict[str, Any] | None:
    try:
        offer.check(thing, by)
    except Refusal as refusal:
        if refusal.code not in {code.name for code in offer.near}:
            return None
        return {"operation": offer.operation.name, "refusal": _refusal(refusal)}
    return {"operation": offer.operation.name, "refusal": None}


def _refusal(refusal: Refusal) -> dict[str, str]:
    sentences = {word: refusal.sentence(word, VOCABULARY) for word in ("zh", "en")}
    return {"code": refusal.code, **sentences}
