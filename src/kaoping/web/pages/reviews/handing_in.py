"""The files that come with a request for a review: those that can be evidence are kept while the form is corrected."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from kaoping.actions.attach_evidence import checked_kind
from kaoping.core.defect import Refused
from kaoping.web.shared.uploads import FILE_AGAIN, Upload, upload_kept
from kaoping.web.shared.visit import Visit


@dataclass(frozen=True)
class HandedIn:
    """The files that can be evidence, and what is wrong with the others."""

    files: tuple[Upload, ...]
    wrong: tuple[str, ...]

    def kept_for(self, visited: Visit) -> list[tuple[str, str]]:
        """Keeps the files; gives their names, each with the word by which the person gets it back."""
        return [(file.name, file.kept_for(visited.person)) for file in self.files]


def handed_in(request: HttpRequest, visited: Visit) -> HandedIn:
    """What was kept before and is still wanted, and what is sent now."""
    files, wrong = [], []
    for word in request.POST.getlist("kept"):
        known = upload_kept(word, visited.person)
        if known is None:
            wrong.append(visited.said(FILE_AGAIN))
        else:
            files.append(known)
    for file in request.FILES.getlist("files"):
        name, content = file.name or "", file.read()
        try:
            checked_kind(content, name)
        except Refused as refused:
            wrong += [defect.in_language(visited.language) for defect in refused.defects]
        else:
            files.append(Upload(name, content))
    return HandedIn(tuple(files), tuple(wrong))
