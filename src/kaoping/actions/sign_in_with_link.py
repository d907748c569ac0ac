"""Signing in with a link, once."""

from __future__ import annotations

from kaoping.core.text import Text
from kaoping.records import clock
from kaoping.records.canonical import sha256
from kaoping.records.journal import change
from kaoping.records.models import Person, SignInLink
from kaoping.records.refusals import NotAllowed


def sign_in_with_link(token: str) -> Person:
    """The person whom a link signs in; the link is used up.

    Raises:
        NotAllowed: for an unknown, used or expired link, and for somebody who may not sign in; all look the same.
    """
    with change(None, "sign_in_with_link") as opened:
        link = SignInLink.objects.select_related("person").filter(token_hash=sha256(token)).first()
        if link is None or link.used_at or link.expires <= opened.at or not link.person.is_active:
            raise NotAllowed(_USELESS)
        link.used_at = clock.now()
        link.save(update_fields=["used_at"])
        opened.by = link.person
        opened.tell(str(link.person))
    return link.person


_USELESS = Text("这个登录链接无效、已用过或已过期。", "This sign-in link is unknown, used or expired.")
