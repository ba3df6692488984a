"""A verdict needs a clause that is affirmed, real and of the promise itself."""

from datetime import date

import pytest

from reportdiff import compare, read_text

OLD, NEW = date(2023, 5, 12), date(2024, 5, 14)


def became(old: str, new: str) -> set[str]:
    """The events of the one old promise."""
    changes = compare(read_text(old, date=OLD), read_text(new, date=NEW)).commitments
    (change,) = [change for change in changes if change.old is not None]
    return {event.value for event in change.events}


@pytest.mark.parametrize(
    "new",
    [
        "We had hoped to publish the tree strategy by now.",
        "We had planned to publish the tree strategy, but other work took precedence.",
        "The tree strategy was to have been published in June.",
        "Had the tree strategy been published, we could have applied for the grant.",
        "If the tree strategy had been published, the grant would have been ours.",
        "The tree strategy should have been published in March.",
    ],
)
def test_what_was_only_meant_to_be_is_missed(new: str) -> None:
    assert became("We will publish the tree strategy by March 2024.", new) == {"overdue", "reported_missed"}


def test_what_was_planned_and_was_done_is_achieved() -> None:
    new = "We had planned to publish the tree strategy in March and it was published in February."
    assert "reported_missed" not in became("We will publish the tree strategy by March 2024.", new)


@pytest.mark.parametrize(
    "new",
    [
        "Lorries that have not been inspected may not leave the depot.",
        "Lorries, inspected or not inspected, must be locked.",
        "All lorries, whether inspected or not, may use the gate.",
    ],
)
def test_a_rule_tells_of_no_event(new: str) -> None:
    assert became("We will inspect all lorries by March 2024.", new) == {"absent_after_deadline"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("We will cut the 14-day delay in sending bills by March 2024.", "Bills again went out after a 14-day delay."),
        ("We will shorten our 20-week wait for a desk by March 2024.", "The wait for a desk is still 20 weeks."),
    ],
)
def test_the_value_that_a_promise_starts_from_is_no_goal(old: str, new: str) -> None:
    assert "reported_achieved" not in became(old, new)


def test_to_have_the_things_that_were_to_be_mended_is_not_to_have_mended_them() -> None:
    assert became("We will repair 30 benches by March 2024.", "The park has 30 benches.") == {"absent_after_deadline"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("We will open the boathouse by March 2024.", "The boathouse remains closed."),
        ("We will remove the wooden huts by March 2024.", "The wooden huts are still in place."),
        ("We will repair the harbour crane by March 2024.", "The harbour crane is still broken."),
    ],
)
def test_a_state_that_the_promise_was_to_end_is_missed(old: str, new: str) -> None:
    assert became(old, new) == {"overdue", "reported_missed"}


def test_a_state_that_the_promise_was_to_bring_is_not_missed() -> None:
    assert "reported_missed" not in became("We will open the boathouse by March 2024.", "The boathouse remains open.")


@pytest.mark.parametrize(
    "new", ["The repair café is up and running.", "The repair café is in place.", "New this year: a repair café."]
)
def test_what_is_there_without_a_verb_of_doing_is_achieved(new: str) -> None:
    assert became("We will open a repair café by March 2024.", new) == {"reported_achieved"}


def test_what_the_things_promised_for_now_have_is_achieved() -> None:
    old = "Free wi-fi will be available in all 21 libraries by March 2024."
    assert became(old, "All 21 libraries now have free wi-fi.") == {"reported_achieved"}


def test_the_reason_of_a_verdict_names_the_rule_its_words_and_what_was_cancelled() -> None:
    old = read_text("The depot will close by March 2024.", date=OLD)
    new = read_text("The depot did not close until April 2024.", date=NEW)
    (change,) = compare(old, new).commitments
    assert change.rules[0] == "deed.not-until on “did not close until”"
    assert any(" cancelled by deed.done-then on “did not close until”" in rule for rule in change.rules)


def test_what_is_denied_of_something_else_reverses_nothing() -> None:
    old = "A medal will be given to every child in the town."
    new = "Prizes will no longer be given; instead a medal will be given to every child in the town."
    assert "reversed" not in became(old, new)


def test_another_deed_to_the_same_thing_is_no_progress() -> None:
    assert became("We will plant 500 trees by March 2024.", "The 500 trees were counted.") == {"mentioned"}


def test_a_target_known_by_its_figure_alone_is_stated_again() -> None:
    old = "The recycling rate was 47%. Our target is at least 52% by 2025."
    new = "The recycling rate was 48%. The market has fallen, and we now hope to recycle up to 50% by 2026."
    found = became(old, new)
    assert {"bound_weakened", "deadline_later"} <= found or "mentioned" in found


def test_a_promise_that_names_hardly_anything_is_the_same_only_among_the_same_things() -> None:
    old = "Mill Lane - the lamp is broken and flickers at night. The Clerk to chase this up."
    new = "Ferry Road - the drain is blocked by leaves again. The Clerk to chase this up."
    assert became(old, new) <= {"absent_untestable", "mentioned"}


def test_what_is_asked_of_others_does_not_deny_the_asking() -> None:
    old = "The Clerk will write to tenants about the gate by March 2024."
    new = "The Clerk has written to tenants about the gate, asking them not to lock it."
    assert became(old, new) == {"reported_achieved"}


def test_not_yet_is_no_miss_while_the_time_still_runs() -> None:
    assert became("We will repaint the bandstand by March 2026.", "The bandstand has not yet been repainted.") == {
        "mentioned"
    }


def test_a_verdict_needs_words_of_the_matter_and_not_only_who_is_to_act() -> None:
    old = "Cllr Marsh will join the finance panel by March 2024."
    new = "Cllr Marsh had been unable to attend the opening of the bridge."
    assert not any(event.startswith("reported") for event in became(old, new))


def test_what_somebody_is_told_is_no_matter_of_the_telling() -> None:
    old = "Hedge in Mill Lane. The Clerk to report to Highways."
    new = "Lamp in Ferry Road. Highways say that the lamp is still broken."
    assert not any(event.startswith("reported") for event in became(old, new))


def test_what_is_promised_again_in_the_same_words_is_not_said_to_be_done() -> None:
    promise = "We will open a third checking account for the society."
    found = became(promise, f"{promise} A checking account was opened for the society in 1998.")
    assert "unchanged" in found
    assert "reported_achieved" not in found


def test_a_denial_of_another_matter_reverses_nothing() -> None:
    old = "The lamp is out. The Clerk will report the lamp to the county by March 2024."
    assert "reversed" not in became(old, "The county will not provide a car park by the lamp.")
