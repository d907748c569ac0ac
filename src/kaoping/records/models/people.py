"""People who sign in, and the links by which they do so without a password."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class PersonManager(BaseUserManager["Person"]):
    """Finds people by their user names."""


class Person(AbstractBaseUser):
    """Somebody who signs in; what a person may do is said by appointments alone."""

    username = models.CharField(max_length=150, unique=True)
    name = models.CharField(max_length=100)
    language = models.CharField(max_length=2, choices=[("zh", "中文"), ("en", "English")], default="zh")
    is_active = models.BooleanField(default=True)
    last_seen = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = PersonManager()

    def __str__(self) -> str:
        return f"{self.name}（{self.username}）"


class SignInLink(models.Model):
    """A link that signs one person in once; only the hash of its token is kept."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    expires = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.person} {self.expires:%Y-%m-%d %H:%M}"
