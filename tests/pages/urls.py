"""The product's addresses, and under /sample/ its pages with the demonstration year in them."""

from __future__ import annotations

from django.urls import include, path

from tests.pages import views

urlpatterns = [
    path("", include("kaoping.web.urls")),
    path("sample/parts", views.parts, name="sample-parts"),
    path("sample/large/<int:count>", views.large, name="sample-large"),
    path("sample/<str:case>/ranking", views.ranking, name="sample-ranking"),
    path("sample/<str:case>/scorecards/<str:unit>", views.scorecard, name="sample-scorecard"),
    path("sample/<str:case>/scheme", views.scheme, name="sample-scheme"),
    path("sample/<str:case>/readings/<str:name>", views.reading, name="sample-reading"),
    path("sample/<str:case>/clauses/<str:clause>", views.clause, name="sample-clause"),
]

handler400 = "kaoping.web.shared.errors.bad_request"
handler403 = "kaoping.web.shared.errors.not_allowed"
handler404 = "kaoping.web.shared.errors.not_found"
handler500 = "kaoping.web.shared.errors.failed"
