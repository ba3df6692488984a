import pickle

import pytest

from reportdiff import errors


def test_an_error_is_one_line_with_file_problem_and_remedy() -> None:
    error = errors.ReadError(
        "a.pdf", "no text layer (scanned, 7 pages)", "Run OCR first, for example: ocrmypdf in.pdf out.pdf"
    )
    assert str(error) == "a.pdf: no text layer (scanned, 7 pages). Run OCR first, for example: ocrmypdf in.pdf out.pdf"
    assert str(errors.ReportdiffError("", "nothing to do")) == "nothing to do"


def test_control_characters_in_names_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in str(errors.ReadError("a\x1b[31m.txt\n", "broken"))
    assert "\u202e" not in str(errors.ReadError("a\u202etxt.exe", "broken"))


@pytest.mark.parametrize(
    "kind", [errors.ReadError, errors.UnsupportedFormat, errors.LimitExceeded, errors.MissingExtra]
)
def test_every_error_is_a_reportdiff_error_and_crosses_processes(kind: type[errors.ReportdiffError]) -> None:
    error = kind("a.txt", "broken", "Mend it")
    again = pickle.loads(pickle.dumps(error))
    assert isinstance(again, errors.ReportdiffError)
    assert type(again) is kind
    assert str(again) == str(error)


def test_a_missing_label_is_also_a_lookup_error() -> None:
    assert isinstance(errors.NotFound("", "no metric"), LookupError)
    assert isinstance(errors.InvalidDocument("", "no report"), ValueError)
