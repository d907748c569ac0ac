"""The product on one screen: every address and the page behind it."""

from __future__ import annotations

from django.urls import path

from kaoping.web.pages.accounts.steps import account_active, account_link, account_role, account_unlock, administrator
from kaoping.web.pages.accounts.views import account, accounts, new_account
from kaoping.web.pages.assessments.views import assessments, new_assessment, next_year
from kaoping.web.pages.awards.views import awards
from kaoping.web.pages.changes.views import changes, unit_changes
from kaoping.web.pages.completeness.resuming import resume
from kaoping.web.pages.completeness.views import completeness, reminders
from kaoping.web.pages.countersigning.views import countersigning, on_paper
from kaoping.web.pages.declarations.views import declarations
from kaoping.web.pages.entry.ratings import ratings
from kaoping.web.pages.entry.transfer import entry_template, entry_workbook
from kaoping.web.pages.entry.views import entry
from kaoping.web.pages.fact.views import attach, decide, evidence, fact, hearing, withdraw
from kaoping.web.pages.facts_file.views import facts_template, import_file
from kaoping.web.pages.inbox.views import inbox, inbox_count
from kaoping.web.pages.jobs.views import job
from kaoping.web.pages.journal.views import journal, journal_line, whole_journal, whole_journal_line
from kaoping.web.pages.leniency.views import leniency_view
from kaoping.web.pages.password.views import password
from kaoping.web.pages.people.links import people_links
from kaoping.web.pages.people.uploading import people_workbook, upload_people
from kaoping.web.pages.people.views import appoint, appointment, people
from kaoping.web.pages.publication.opinions import opinions
from kaoping.web.pages.publication.steps import freeze, publish, reopen
from kaoping.web.pages.publication.views import publication
from kaoping.web.pages.published.views import published, published_result
from kaoping.web.pages.ranking.views import ranking
from kaoping.web.pages.readings.confirming import confirm_readings
from kaoping.web.pages.readings.views import readings_analysis
from kaoping.web.pages.reviews.deciding import approve, refuse, review
from kaoping.web.pages.reviews.views import ask_review, review_file, reviews
from kaoping.web.pages.rows.correcting import correct
from kaoping.web.pages.rows.views import new_row, rows
from kaoping.web.pages.runs.downloads import results_workbook, run_facts
from kaoping.web.pages.runs.views import release, run, runs
from kaoping.web.pages.scheme.adoption import adopt, scheme_file, scheme_version, scheme_versions
from kaoping.web.pages.scheme.views import reading, scheme
from kaoping.web.pages.scorecard.views import clause, scorecard, scorecards
from kaoping.web.pages.settings.views import calendar_days, fill_year, settings, stage
from kaoping.web.pages.sign_in.views import sign_in, sign_in_by_link, sign_out
from kaoping.web.pages.task_lists import steps as task_list_steps
from kaoping.web.pages.task_lists.drafting import draft, task_lists_workbook, upload_task_lists
from kaoping.web.pages.task_lists.views import task_list, task_lists
from kaoping.web.pages.units.uploading import units_workbook, upload_units
from kaoping.web.pages.units.views import new_unit, remove, unit, units
from kaoping.web.shared.language import switch_language
from kaoping.web.shared.start import assessment, start

urlpatterns = [
    path("", start, name="start"),
    path("sign-in", sign_in, name="sign-in"),
    path("sign-in/<str:token>", sign_in_by_link, name="sign-in-by-link"),
    path("sign-out", sign_out, name="sign-out"),
    path("password", password, name="password"),
    path("language", switch_language, name="language"),
    path("people", accounts, name="accounts"),
    path("people/new", new_account, name="new-account"),
    path("people/<int:number>", account, name="account"),
    path("people/<int:number>/active", account_active, name="account-active"),
    path("people/<int:number>/link", account_link, name="account-link"),
    path("people/<int:number>/unlock", account_unlock, name="account-unlock"),
    path("people/<int:number>/role", account_role, name="account-role"),
    path("people/<int:number>/role/<int:key>", administrator, name="administrator"),
    path("journal", whole_journal, name="whole-journal"),
    path("journal/<int:sequence>", whole_journal_line, name="whole-journal-line"),
    path("assessments", assessments, name="assessments"),
    path("assessments/new", new_assessment, name="new-assessment"),
    path("assessments/<int:key>", assessment, name="assessment"),
    path("assessments/<int:key>/settings", settings, name="settings"),
    path("assessments/<int:key>/settings/stage", stage, name="stage"),
    path("assessments/<int:key>/settings/calendar", calendar_days, name="calendar-days"),
    path("assessments/<int:key>/settings/calendar/fill", fill_year, name="fill-calendar"),
    path("assessments/<int:key>/next", next_year, name="next-year"),
    path("assessments/<int:key>/inbox", inbox, name="inbox"),
    path("assessments/<int:key>/inbox/count", inbox_count, name="inbox-count"),
    path("assessments/<int:key>/jobs/<int:number>", job, name="job"),
    path("assessments/<int:key>/scheme", scheme, name="scheme"),
    path("assessments/<int:key>/scheme/adopt", adopt, name="adopt-scheme"),
    path("assessments/<int:key>/scheme/versions", scheme_versions, name="scheme-versions"),
    path("assessments/<int:key>/scheme/versions/<int:number>", scheme_version, name="scheme-version"),
    path("assessments/<int:key>/scheme/versions/<int:number>.<str:kind>", scheme_file, name="scheme-file"),
    path("assessments/<int:key>/scheme/readings", confirm_readings, name="confirm-readings"),
    path("assessments/<int:key>/scheme/readings/<str:name>", reading, name="reading"),
    path("assessments/<int:key>/scheme/clauses/<str:name>", clause, name="clause"),
    path("assessments/<int:key>/runs", runs, name="runs"),
    path("assessments/<int:key>/runs/<int:number>", run, name="run"),
    path("assessments/<int:key>/runs/<int:number>/release", release, name="release"),
    path("assessments/<int:key>/runs/<int:number>/results.xlsx", results_workbook, name="results-workbook"),
    path("assessments/<int:key>/runs/<int:number>/facts.json", run_facts, name="run-facts"),
    path("assessments/<int:key>/entry", entry, name="entry"),
    path("assessments/<int:key>/units", units, name="units"),
    path("assessments/<int:key>/units/new", new_unit, name="new-unit"),
    path("assessments/<int:key>/units/import", upload_units, name="import-units"),
    path("assessments/<int:key>/units/workbook", units_workbook, name="units-workbook"),
    path("assessments/<int:key>/units/at/<str:code>", unit, name="unit"),
    path("assessments/<int:key>/tasks", task_lists, name="task-lists"),
    path("assessments/<int:key>/tasks/send", task_list_steps.send_all, name="send-task-lists"),
    path("assessments/<int:key>/tasks/issue", task_list_steps.issue_all, name="issue-task-lists"),
    path("assessments/<int:key>/tasks/import", upload_task_lists, name="import-task-lists"),
    path("assessments/<int:key>/tasks/workbook", task_lists_workbook, name="task-lists-workbook"),
    path("assessments/<int:key>/tasks/of/<str:code>", task_list, name="task-list"),
    path("assessments/<int:key>/tasks/of/<str:code>/draft", draft, name="draft-task-list"),
    path("assessments/<int:key>/tasks/of/<str:code>/<int:version>/scan", task_list_steps.scan, name="task-list-scan"),
    path("assessments/<int:key>/tasks/of/<str:code>/<int:version>/send", task_list_steps.send, name="send-task-list"),
    path(
        "assessments/<int:key>/tasks/of/<str:code>/<int:version>/comment",
        task_list_steps.comment,
        name="comment-task-list",
    ),
    path(
        "assessments/<int:key>/tasks/of/<str:code>/<int:version>/countersign",
        task_list_steps.countersign,
        name="countersign-task-list",
    ),
    path(
        "assessments/<int:key>/tasks/of/<str:code>/<int:version>/issue", task_list_steps.issue, name="issue-task-list"
    ),
    path("assessments/<int:key>/units/at/<str:code>/remove", remove, name="remove-unit"),
    path("assessments/<int:key>/people", people, name="people"),
    path("assessments/<int:key>/people/appoint", appoint, name="appoint"),
    path("assessments/<int:key>/people/import", upload_people, name="import-people"),
    path("assessments/<int:key>/people/workbook", people_workbook, name="people-workbook"),
    path("assessments/<int:key>/people/links", people_links, name="people-links"),
    path("assessments/<int:key>/people/<int:number>", appointment, name="appointment"),
    path("assessments/<int:key>/entry/rows/<str:table>", rows, name="rows"),
    path("assessments/<int:key>/entry/rows/<str:table>/new", new_row, name="new-row"),
    path("assessments/<int:key>/entry/ratings", ratings, name="ratings"),
    path("assessments/<int:key>/entry/workbook", entry_workbook, name="entry-workbook"),
    path("assessments/<int:key>/entry/workbook.xlsx", entry_template, name="entry-template"),
    path("assessments/<int:key>/entry/import", import_file, name="import-facts"),
    path("assessments/<int:key>/entry/facts.xlsx", facts_template, name="facts-template"),
    path("assessments/<int:key>/entry/declarations", declarations, name="declarations"),
    path("assessments/<int:key>/entry/countersigning", countersigning, name="countersigning"),
    path("assessments/<int:key>/entry/countersigning/on-paper", on_paper, name="countersign-on-paper"),
    path("assessments/<int:key>/completeness", completeness, name="completeness"),
    path("assessments/<int:key>/completeness/reminders", reminders, name="remind"),
    path("assessments/<int:key>/completeness/resume", resume, name="resume-entry"),
    path("assessments/<int:key>/facts/<int:fact>", fact, name="fact"),
    path("assessments/<int:key>/facts/<int:fact>/correct", correct, name="correct"),
    path("assessments/<int:key>/facts/<int:fact>/withdraw", withdraw, name="fact-withdraw"),
    path("assessments/<int:key>/facts/<int:fact>/decide", decide, name="fact-decide"),
    path("assessments/<int:key>/facts/<int:fact>/hearing", hearing, name="fact-hearing"),
    path("assessments/<int:key>/facts/<int:fact>/evidence", attach, name="attach"),
    path("assessments/<int:key>/evidence/<int:file>", evidence, name="evidence"),
    path("assessments/<int:key>/journal", journal, name="journal"),
    path("assessments/<int:key>/journal/<int:sequence>", journal_line, name="journal-line"),
    path("assessments/<int:key>/ranking", ranking, name="ranking"),
    path("assessments/<int:key>/scorecards", scorecards, name="scorecards"),
    path("assessments/<int:key>/scorecards/<str:unit>", scorecard, name="scorecard"),
    path("assessments/<int:key>/awards", awards, name="awards"),
    path("assessments/<int:key>/readings-analysis", readings_analysis, name="readings-analysis"),
    path("assessments/<int:key>/leniency", leniency_view, name="leniency"),
    path("assessments/<int:key>/changes", changes, name="changes"),
    path("assessments/<int:key>/changes/<str:unit>", unit_changes, name="unit-changes"),
    path("assessments/<int:key>/publication", publication, name="publication"),
    path("assessments/<int:key>/publication/freeze", freeze, name="freeze"),
    path("assessments/<int:key>/publication/publish", publish, name="publish"),
    path("assessments/<int:key>/publication/reopen", reopen, name="reopen"),
    path("assessments/<int:key>/publication/opinions", opinions, name="opinions"),
    path("published", published, name="published"),
    path("published/<int:key>", published_result, name="published-result"),
    path("assessments/<int:key>/reviews", reviews, name="reviews"),
    path("assessments/<int:key>/reviews/new", ask_review, name="ask-review"),
    path("assessments/<int:key>/reviews/<int:number>", review, name="review"),
    path("assessments/<int:key>/reviews/<int:number>/approval", approve, name="approve-review"),
    path("assessments/<int:key>/reviews/<int:number>/refusal", refuse, name="refuse-review"),
    path("assessments/<int:key>/reviews/<int:number>/files/<int:file>", review_file, name="review-file"),
]

handler400 = "kaoping.web.shared.errors.bad_request"
handler403 = "kaoping.web.shared.errors.not_allowed"
handler404 = "kaoping.web.shared.errors.not_found"
handler500 = "kaoping.web.shared.errors.failed"
