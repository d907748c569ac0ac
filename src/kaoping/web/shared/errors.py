"""What a reader sees when something cannot be done: where, what, and what to do next; one page for every status."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kaoping.core.text import Text
from kaoping.web.shared.language import language_of


@dataclass(frozen=True)
class ErrorPage:
    """A title, what happened, and what to do."""

    status: int
    title: Text
    says: Text
    remedy: Text


BAD_REQUEST = ErrorPage(
    400,
    Text("请求有误", "The request cannot be read"),
    Text("浏览器发来的内容不完整，或者地址有误。", "What the browser sent is incomplete, or the address is wrong."),
    Text("请返回上一页重新操作。", "Go back and try again."),
)
FORM_TOO_OLD = ErrorPage(
    403,
    Text("页面已过期", "This page is too old"),
    Text(
        "页面打开的时间过长，或者您在别处重新登录过，所以没有保存。",
        "The page was open for too long, or you signed in again elsewhere; nothing was saved.",
    ),
    Text(
        "请返回上一页，复制已填的内容，刷新页面后再提交。",
        "Go back, copy what you typed, reload the page and send it again.",
    ),
)
NOT_ALLOWED = ErrorPage(
    403,
    Text("没有权限", "Not permitted"),
    Text("您的岗位不能做这件事。", "Your role may not do this."),
    Text("如果工作需要，请联系考核办。", "If your work needs it, ask the assessment office."),
)
NOT_FOUND = ErrorPage(
    404,
    Text("没有这一页", "No such page"),
    Text("地址有误，或者这项内容不向您开放。", "The address is wrong, or this is not open to you."),
    Text("请从左边的目录进入。", "Use the navigation instead."),
)
TOO_MANY_ATTEMPTS = ErrorPage(
    429,
    Text("登录已暂停", "Sign-in is suspended"),
    Text("密码连续输错多次。", "The password was wrong several times."),
    Text(
        "请过一段时间再试，或请安全管理员发给一次性登录链接。",
        "Try again later, or ask the security administrator for a one-time link.",
    ),
)
FAILED = ErrorPage(
    500,
    Text("系统出错", "Something failed here"),
    Text("这次操作没有完成，也没有改动任何数据。", "This step was not completed; no data was changed."),
    Text(
        "请稍后再试；仍然不行的，请把时间和所做的操作告诉系统管理员。",
        "Try again later; if it fails again, tell the system administrator when and what you did.",
    ),
)


def error_page(request: HttpRequest, page: ErrorPage) -> HttpResponse:
    """The page of an error, with its status."""
    context = {"page": page, "title": page.title.in_language(language_of(request))}
    return render(request, "error.html", context, status=page.status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Status 400."""
    return error_page(request, BAD_REQUEST)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Status 403."""
    return error_page(request, NOT_ALLOWED)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Status 403 where the token of a form does not fit."""
    return error_page(request, FORM_TOO_OLD)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Status 404."""
    return error_page(request, NOT_FOUND)


def failed(request: HttpRequest) -> HttpResponse:
    """Status 500."""
    return error_page(request, FAILED)


def too_many_attempts(request: HttpRequest, original_response: object, credentials: object) -> HttpResponse:
    """Status 429, after too many wrong passwords."""
    return error_page(request, TOO_MANY_ATTEMPTS)
