"""The people of a government."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from sopan.web.organisation.models import Government
from sopan.web.people.models import Person
from sopan.web.people.nip import clean_nip


def people_named(government: Government, text: str, by_nip: bool) -> QuerySet[Person]:
    """The people whose name holds the text; `by_nip`: or whose NIP begins with it."""
    people = Person.objects.filter(government=government).order_by("name", "pk")
    if not text:
        return people
    wanted = Q(name__icontains=text)
    number = clean_nip(text)
    if by_nip and number.isdigit():
        wanted |= Q(nip__startswith=number)
    return people.filter(wanted)
