"""The tables of the first release; what Django writes, in one piece."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """All tables."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("username", models.CharField(max_length=150, unique=True)),
                ("name", models.CharField(max_length=100)),
                ("language", models.CharField(choices=[("zh", "中文"), ("en", "English")], default="zh", max_length=2)),
                ("is_active", models.BooleanField(default=True)),
                ("last_seen", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="JournalHead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.BigIntegerField(default=0)),
                ("hash", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("set_up", "准备"),
                            ("entry", "填报"),
                            ("checking", "核对"),
                            ("review", "复核"),
                            ("frozen", "已冻结"),
                            ("published", "已印发"),
                        ],
                        default="set_up",
                        max_length=20,
                    ),
                ),
                ("options", models.TextField(default="{}")),
                ("public", models.BooleanField(default=False)),
                ("sample", models.BooleanField(default=False)),
                (
                    "copied_from",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copies",
                        to="records.assessment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("working", models.BooleanField()),
                ("name", models.CharField(default="", max_length=100)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="calendar", to="records.assessment"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Fact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table", models.CharField(max_length=20)),
                ("unit", models.CharField(default="", max_length=100)),
                ("item", models.CharField(default="", max_length=200)),
                ("name", models.CharField(default="", max_length=200)),
                ("content", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "待确认"), ("confirmed", "已确认"), ("withdrawn", "已撤回")],
                        default="confirmed",
                        max_length=20,
                    ),
                ),
                ("place", models.BigIntegerField()),
                ("entered_at", models.DateTimeField()),
                ("entry", models.BigIntegerField()),
                ("valid_on", models.DateField(null=True)),
                ("reason", models.TextField(default="")),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="facts", to="records.assessment"
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="records.fact",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Freeze",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("frozen_at", models.DateTimeField()),
                (
                    "frozen_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="JournalEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.BigIntegerField(unique=True)),
                ("at", models.DateTimeField()),
                ("who", models.CharField(max_length=300)),
                ("action", models.CharField(max_length=50)),
                ("subject", models.TextField()),
                ("before", models.TextField()),
                ("after", models.TextField()),
                ("why", models.TextField()),
                ("facts", models.PositiveIntegerField()),
                ("facts_digest", models.CharField(max_length=64)),
                ("previous_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
                (
                    "assessment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="journal",
                        to="records.assessment",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField()),
                ("document", models.CharField(max_length=200)),
                ("public", models.BooleanField()),
                ("published_at", models.DateTimeField()),
                ("why", models.TextField(default="")),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="records.assessment",
                    ),
                ),
                (
                    "freeze",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="publication", to="records.freeze"
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SchemeVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("scheme", models.CharField(max_length=100)),
                ("text", models.TextField()),
                ("source", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("effective_from", models.DateField()),
                ("uploaded_at", models.DateTimeField()),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="schemes", to="records.assessment"
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReadingConfirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reading", models.CharField(max_length=100)),
                ("alternative", models.CharField(max_length=100)),
                ("value", models.TextField(default="")),
                ("confirmed_at", models.DateTimeField()),
                ("reason", models.TextField(default="")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="records.readingconfirmation",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="records.schemeversion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ScoreRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("readings", models.TextField()),
                ("require_declared", models.BooleanField(default=False)),
                ("as_of", models.DateTimeField()),
                ("as_of_entry", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("computing", "核算中"), ("done", "完成"), ("failed", "未完成")],
                        default="computing",
                        max_length=20,
                    ),
                ),
                ("done_units", models.PositiveIntegerField(default=0)),
                ("all_units", models.PositiveIntegerField(default=0)),
                ("facts_digest", models.CharField(default="", max_length=64)),
                ("scheme_digest", models.CharField(max_length=64)),
                ("digest", models.CharField(default="", max_length=64)),
                ("finished_at", models.DateTimeField(null=True)),
                ("problems", models.TextField(default="")),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="runs", to="records.assessment"
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="runs", to="records.schemeversion"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("released_at", models.DateTimeField()),
                ("objections_until", models.DateField(null=True)),
                (
                    "released_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "run",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="release", to="records.scorerun"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="freeze",
            name="run",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="freeze", to="records.scorerun"
            ),
        ),
        migrations.CreateModel(
            name="SignInLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("expires", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="links", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="UnitEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=100)),
                ("name", models.CharField(max_length=200)),
                ("group", models.CharField(default="", max_length=100)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="units", to="records.assessment"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item", models.CharField(max_length=200)),
                ("line", models.CharField(default="", max_length=300)),
                ("ground", models.TextField()),
                ("filed_at", models.DateTimeField()),
                ("due", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("filed", "待复核"),
                            ("upheld", "予以更正"),
                            ("rejected", "维持原分"),
                            ("approved", "更正已批准"),
                        ],
                        default="filed",
                        max_length=20,
                    ),
                ),
                ("reasons", models.TextField(default="")),
                ("decided_at", models.DateTimeField(null=True)),
                ("late_because", models.TextField(default="")),
                ("approval_due", models.DateField(null=True)),
                ("approval", models.CharField(default="", max_length=200)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "filed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="records.release"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="records.unitentry"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("award", models.CharField(max_length=100)),
                ("agrees", models.BooleanField()),
                ("says", models.TextField(default="")),
                ("role", models.CharField(max_length=20)),
                ("given_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="opinions", to="records.scorerun"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="opinions", to="records.unitentry"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("office", "考核办"),
                            ("unit_clerk", "单位经办人"),
                            ("unit_head", "单位负责人"),
                            ("assessor", "考评主体"),
                            ("inspector", "检查组"),
                            ("leader", "主管领导"),
                            ("leading_group", "考核领导小组"),
                            ("viewer", "查阅人"),
                            ("supervision", "监察局"),
                            ("unit_supervision", "单位监察机构"),
                            ("assessment_group", "考核组"),
                            ("personnel", "人事部门"),
                            ("system_admin", "系统管理员"),
                            ("security_admin", "安全管理员"),
                            ("audit_admin", "审计管理员"),
                        ],
                        max_length=20,
                    ),
                ),
                ("assessor", models.CharField(default="", max_length=100)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="records.assessment",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="records.unitentry",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="UnitResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveIntegerField()),
                ("unit", models.CharField(max_length=100)),
                ("name", models.CharField(max_length=200)),
                ("group", models.CharField(max_length=100)),
                ("score", models.CharField(default="", max_length=200)),
                ("score_order", models.BigIntegerField(null=True)),
                ("complete", models.BooleanField()),
                ("rank", models.PositiveIntegerField(null=True)),
                ("tied", models.BooleanField()),
                ("grade", models.CharField(default="", max_length=100)),
                ("awards", models.TextField()),
                ("vetoes", models.TextField()),
                ("missing", models.TextField()),
                ("reasons", models.TextField()),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="results", to="records.scorerun"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ResultLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveIntegerField()),
                ("item", models.CharField(max_length=200)),
                ("line", models.CharField(max_length=300)),
                ("amount", models.CharField(max_length=200)),
                (
                    "fact",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="records.fact"
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="records.unitresult"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.UniqueConstraint(fields=("year", "name"), name="one_assessment_of_a_name"),
        ),
        migrations.AddConstraint(
            model_name="calendarday",
            constraint=models.UniqueConstraint(fields=("assessment", "day"), name="one_entry_of_a_day"),
        ),
        migrations.AddIndex(
            model_name="fact",
            index=models.Index(fields=["assessment", "unit", "table"], name="fact_of_a_unit"),
        ),
        migrations.AddIndex(
            model_name="fact",
            index=models.Index(fields=["entry"], name="fact_of_a_journal_entry"),
        ),
        migrations.AddConstraint(
            model_name="fact",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("supersedes", None),
                    ("table__in", ("units", "items", "tasks", "values", "not_applicable", "status", "declared")),
                    models.Q(("state", "proposed"), _negated=True),
                ),
                fields=("assessment", "table", "unit", "item", "name"),
                name="one_first_row_of_a_fact",
            ),
        ),
        migrations.AddIndex(
            model_name="journalentry",
            index=models.Index(fields=["assessment", "sequence"], name="journal_of_an_assessment"),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.UniqueConstraint(fields=("assessment", "version"), name="one_publication_of_a_version"),
        ),
        migrations.AddConstraint(
            model_name="schemeversion",
            constraint=models.UniqueConstraint(fields=("assessment", "number"), name="one_scheme_of_a_number"),
        ),
        migrations.AddConstraint(
            model_name="readingconfirmation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("supersedes", None)), fields=("version", "reading"), name="one_first_confirmation"
            ),
        ),
        migrations.AddConstraint(
            model_name="scorerun",
            constraint=models.UniqueConstraint(fields=("assessment", "number"), name="one_run_of_a_number"),
        ),
        migrations.AddConstraint(
            model_name="unitentry",
            constraint=models.UniqueConstraint(fields=("assessment", "code"), name="one_unit_of_a_code"),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(fields=("release", "unit", "item"), name="one_review_of_an_item"),
        ),
        migrations.AddConstraint(
            model_name="opinion",
            constraint=models.UniqueConstraint(fields=("run", "unit", "award", "role"), name="one_opinion_of_a_body"),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                name="no_role_before_it_began",
            ),
        ),
        migrations.AddIndex(
            model_name="unitresult",
            index=models.Index(fields=["run", "group", "rank"], name="result_in_rank"),
        ),
        migrations.AddConstraint(
            model_name="unitresult",
            constraint=models.UniqueConstraint(fields=("run", "unit"), name="one_result_of_a_unit"),
        ),
        migrations.AddConstraint(
            model_name="resultline",
            constraint=models.UniqueConstraint(fields=("result", "place"), name="one_line_of_a_place"),
        ),
    ]
