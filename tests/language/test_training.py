"""Learning the weights of word classes."""

import gzip
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from reportdiff.language import tagger, training

_WHO = (("The", "DT"), ("Our", "PRP$"), ("Every", "DT"))
_WHAT = (("visit", "NN"), ("plan", "NN"), ("report", "NN"))
_DOES = (("helps", "VBZ"), ("costs", "VBZ"), ("will visit", "MD VB"), ("will plan", "MD VB"), ("may report", "MD VB"))
_WHOM = (("us", "PRP"), ("councils", "NNS"), ("the plan", "DT NN"), ("a visit", "DT NN"))


def _lines() -> Iterator[str]:
    """Sentences in which the same words are now verbs, now nouns."""
    for parts in product(_WHO, _WHAT, _DOES, _WHOM):
        yield "# source made m1"
        for words, tags in (*parts, (".", ".")):
            for word, tag in zip(words.split(" "), tags.split(" "), strict=True):
                yield f"{word}\t{tag}\t0\tdep"
        yield ""


def _file(folder: Path, name: str = "made.tsv") -> Path:
    path = folder / name
    path.write_text("\n".join(_lines()), encoding="utf-8")
    return path


def test_the_same_text_gives_the_same_weights_byte_for_byte(tmp_path: Path) -> None:
    source = _file(tmp_path)
    packed = tmp_path / "made.tsv.gz"
    packed.write_bytes(gzip.compress(source.read_bytes()))
    for path, out in ((source, "one/w"), (source, "two/w"), (packed, "three/w")):
        (tmp_path / out).parent.mkdir()
        training.main([str(path), "-o", str(tmp_path / out)])
    one, two, three = ((tmp_path / out).read_bytes() for out in ("one/w", "two/w", "three/w"))
    assert one == two
    assert gzip.decompress(one).split(b"\n")[-4:] == gzip.decompress(three).split(b"\n")[-4:]


def test_what_was_learned_tells_verbs_from_nouns(tmp_path: Path) -> None:
    training.main([str(_file(tmp_path)), "-o", str(tmp_path / "weights")])
    text = gzip.decompress((tmp_path / "weights").read_bytes()).decode()
    model = tagger.load(text)
    assert model.tag(["Our", "visit", "will", "plan", "the", "report", "."]) == [
        "PRP$",
        "NN",
        "MD",
        "VB",
        "DT",
        "NN",
        ".",
    ]
    head = [line for line in text.split("\n") if line.startswith("# ")]
    assert head[1] == "# Made by: python -m reportdiff.language.training made.tsv -o weights"
    assert any(line.startswith("# made, ") and line.endswith("licence not stated") for line in head)
