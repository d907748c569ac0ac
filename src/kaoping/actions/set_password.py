"""Setting one's own password."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from kaoping.core.defect import Defect, Refused
from kaoping.core.text import Text
from kaoping.records.journal import change
from kaoping.records.models import Person


def set_password(by: Person, password: str) -> None:
    """Replaces the person's own password; the journal does not say by what.

    Raises:
        Refused: with every rule that the password breaks.
    """
    try:
        validate_password(password, by)
    except ValidationError as error:
        raise Refused([_defect(problem) for problem in error.error_list]) from None
    with change(by, "set_password") as opened:
        by.set_password(password)
        by.save(update_fields=["password"])
        opened.tell(str(by))


def _defect(problem: ValidationError) -> Defect:
    code = problem.code or "password"
    return Defect(code.replace("_", "-"), "", _RULES.get(code, _UNFIT), _ANOTHER)


_RULES = {
    "password_too_short": Text("密码不足10个字符。", "The password has fewer than ten characters."),
    "password_too_common": Text("密码太常见。", "The password is too common."),
    "password_entirely_numeric": Text("密码只有数字。", "The password has digits only."),
    "password_too_similar": Text("密码与用户名或姓名太相似。", "The password is too much like the name."),
}
_UNFIT = Text("密码不合要求。", "The password does not meet the rules.")
_ANOTHER = Text("请另设一个。", "Choose another.")
