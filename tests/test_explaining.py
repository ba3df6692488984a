from datetime import date

import reportdiff
from reportdiff.explaining import explain

OLD = reportdiff.read_text("We will open four hubs by 2017. We repaired 90 lamps.", date=date(2015, 5, 14))
NEW = reportdiff.read_text("We aim to open four hubs by 2018. We repaired 120 lamps.", date=date(2016, 5, 12))


def test_a_figure_is_explained_by_its_reading_and_its_rules() -> None:
    figure = next(figure for figure in OLD.figures if figure.value == 90)
    first, *rules = explain(figure).splitlines()
    assert first.startswith("“90 lamps” reads as 90 (lamps), exact, actual: ")
    assert rules == [f"  by rule {rule}" for rule in figure.rules]
    assert rules


def test_a_role_is_explained_by_the_words_of_its_rule_and_by_what_was_cancelled() -> None:
    (cost,) = reportdiff.read_text("Costs were £2m lower than we had forecast in August.").figures
    assert "  by rule change.apart on “were £2m lower than”" in explain(cost)
    assert "  by rule target.thought cancelled by not.more on “£2m lower”" in explain(cost)
    _, wanted = reportdiff.read_text("Uptime was 99.98% against our objective of 99.95%.").figures
    assert "  by rule target.against on “against our objective of 99.95%”" in explain(wanted)
    (planned,) = reportdiff.read_text("We will open four hubs.").figures
    assert "  by rule target.future on “will open”" in explain(planned)


def test_a_commitment_is_explained_by_what_it_commits_to_and_its_rules() -> None:
    text = explain(OLD.commitments[0])
    assert "of We (own), force will, due 2017, tier A" in text
    assert "  by rule " in text


def test_changes_are_explained_with_score_reasons_and_evidence() -> None:
    diff = reportdiff.compare(OLD, NEW)
    promise = explain(diff.commitments[0], NEW)
    assert "deadline later" in promise
    assert "evidence: “We aim to open four hubs by 2018”" in promise
    lamps = explain(diff.figure("lamps repaired"))
    assert "“90 lamps” -> “120 lamps”: updated" in lamps
    assert explain(diff.paragraphs[0]).startswith("edited: score ")


def test_an_absence_is_explained_by_the_nearest_passage() -> None:
    diff = reportdiff.compare(OLD, reportdiff.read_text("We repaired 120 lamps in the park.", date=date(2016, 5, 12)))
    change = next(change for change in diff.commitments if change.new is None)
    assert "absent" in explain(change)


def test_a_promise_is_explained_by_the_words_of_its_rules_and_by_those_that_were_cancelled() -> None:
    (made,) = reportdiff.read_text("The kiosk will open in June 2031.", date=date(2030, 5, 12)).commitments
    assert "  by rule will on “will”" in explain(made)
    assert "  by rule not.thing on “will open” cancelled by not.thing-of on “will open”" in explain(made)
