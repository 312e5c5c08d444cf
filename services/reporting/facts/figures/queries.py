"""Figures as the asker may see them: the scope is part of every query (O-02)."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from common import paging
from common.actor import Actor
from common.scope import visible
from contracts.reporting.facts.figures import GroupBy
from contracts.schema import Ask
from services.reporting.facts.figures import rules
from services.reporting.facts.figures.models import DayFigures, Fact
from services.reporting.facts.figures.rules import FactKind

_figures = DayFigures.__table__
_SUMS = [func.sum(_figures.c[name]).label(name) for name in rules.NOTHING]

_GROUPS = {
    GroupBy.DAY: ("business_day",),
    GroupBy.PROJECT: ("project_id",),
    GroupBy.TEAM: ("project_id", "team_id"),
    GroupBy.CONSULTANT: ("project_id", "team_id", "consultant_id"),
}


def daily_report(session: Session, ask: Ask, by: Actor) -> dict[str, Any]:
    """One business day by project and team, and a page of it by consultant."""
    within = _between(by, ask.day, ask.day, ask.project_id)
    teams = _summed(session, GroupBy.TEAM, within)
    consultants, after = _by_consultant(session, ask, within)
    return {
        "day": ask.day,
        "total": rules.total(teams),
        "projects": _regrouped(teams, _GROUPS[GroupBy.PROJECT]),
        "teams": [row | rules.net(row) for row in teams],
        "items": consultants,
        "next": after,
    }


def _by_consultant(
    session: Session, ask: Ask, within: ColumnElement[bool]
) -> tuple[list[dict[str, Any]], str | None]:
    """A page of one day's figures, of which each consultant has one row per project and team."""
    kept = [_figures.c[name] for name in (*_GROUPS[GroupBy.CONSULTANT], *rules.NOTHING)]
    keys = (_figures.c.project_id, _figures.c.consultant_id, _figures.c.id)
    rows, after = paging.in_order(session, select(*kept).where(within), ask, *keys)
    figures = (dict(row._mapping) for row in rows)
    return [row | rules.net(row) for row in figures], after


def period_figures(session: Session, ask: Ask, by: Actor) -> dict[str, Any]:
    """The days from `from_day` to `to_day`, both counted, in groups."""
    within = _between(by, ask.from_day, ask.to_day, ask.project_id)
    rows = _summed(session, ask.group_by, within)
    items = [row | rules.net(row) for row in rows]
    return {
        "from_day": ask.from_day,
        "to_day": ask.to_day,
        "group_by": ask.group_by,
        "total": rules.total(rows),
        "items": [item | {"day": item.pop("business_day", None)} for item in items],
    }


def sold_since(
    session: Session, project_id: UUID, day: date, *, consultant_id: UUID | None = None
) -> bool:
    """Whether anything of the project (by the consultant) was signed on the day or later."""
    sold = select(Fact.event_id).where(
        Fact.kind == FactKind.SOLD, Fact.project_id == project_id, Fact.business_day >= day
    )
    if consultant_id is not None:
        sold = sold.where(Fact.consultant_id == consultant_id)
    return session.scalar(sold.limit(1)) is not None


def _between(by: Actor, first: date, last: date, project_id: UUID | None) -> ColumnElement[bool]:
    mine = visible(
        by,
        "report.read",
        owner=_figures.c.consultant_id,
        team=_figures.c.team_id,
        project=_figures.c.project_id,
    )
    within = and_(mine, _figures.c.business_day.between(first, last))
    return within if project_id is None else and_(within, _figures.c.project_id == project_id)


def _summed(session: Session, group: GroupBy, within: ColumnElement[bool]) -> list[dict[str, Any]]:
    keys = [_figures.c[name] for name in _GROUPS[group]]
    found = select(*keys, *_SUMS).where(within).group_by(*keys).order_by(*keys)
    return [dict(row._mapping) for row in session.execute(found)]


def _regrouped(rows: Iterable[dict[str, Any]], keys: tuple[str, ...]) -> list[dict[str, Any]]:
    """`rows`, which are in the order of `keys`, summed by them."""
    return [
        dict(zip(keys, whose, strict=True)) | rules.total(group)
        for whose, group in groupby(rows, key=lambda row: tuple(row[key] for key in keys))
    ]
