"""Adding a person, who signs in with a link first and can do nothing until appointed."""

from __future__ import annotations

from kaoping.actions.acting import acting, refuse
from kaoping.core.text import Language, Text
from kaoping.records.models import Person


def create_person(by: Person, username: str, name: str, language: Language = "zh") -> Person:
    """The new person, without a password.

    Raises:
        NotAllowed: unless by a system administrator.
        Refused: where the user name is taken, or a name is empty.
    """
    with acting(by, "create_person") as opened:
        if not username.strip() or not name.strip():
            raise refuse("name-needed", _NO_NAME, _GIVE_NAME)
        if Person.objects.filter(username=username.strip()).exists():
            raise refuse("name-taken", _TAKEN.with_values(username=username.strip()), _ANOTHER)
        person = Person(username=username.strip(), name=name.strip(), language=language)
        person.set_unusable_password()
        person.save()
        opened.tell(str(person), None, {"username": person.username, "name": person.name})
    return person


_NO_NAME = Text("用户名和姓名都要填。", "A user name and a name are needed.")
_GIVE_NAME = Text("请补上。", "Please add them.")
_TAKEN = Text("用户名“{username}”已有人用。", "The user name “{username}” is taken.")
_ANOTHER = Text("请另取一个。", "Choose another.")
