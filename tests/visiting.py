"""What tests of pages over records share: somebody who asks, and the addresses of a year."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from kaoping.actions.tests.year import Year
from kaoping.records.models import Person


def asking(by: Person | None) -> Client:
    """A browser in which somebody has signed in; nobody where None."""
    client = Client()
    if by is not None:
        client.force_login(by)
    return client


def at(year: Year, place: str, *names: object) -> str:
    """The address of a place of a year."""
    return reverse(place, args=[year.assessment.pk, *names])
