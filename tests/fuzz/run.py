"""Fuzz one target with atheris: `python tests/fuzz/run.py text [--seconds 15] [--seed 1] [--corpus FOLDER]`.

With PYTHONHASHSEED and the seed fixed the same inputs come in the same order, as far as the time reaches.

Without atheris it says so and exits with 0, so that a run on a system that has no wheel of it is no failure. An input
that breaks a law is written to `crash-*` in the present folder, and belongs into `BROKEN` of test_targets.py.
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]


def main() -> int:
    """Run one target; the process ends with atheris' own status."""
    try:
        import atheris
    except ImportError:
        print("atheris is not installed: nothing was fuzzed. Install it with: pip install atheris")
        return 0
    with atheris.instrument_imports(include=["reportdiff"]):
        from fuzz.targets import LONGEST, SEEDS, TARGETS
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--seconds", type=int, default=15)
    parser.add_argument("--seed", type=int, default=1, help="other inputs with another one")
    parser.add_argument("--corpus", type=Path, help="a folder of inputs to begin with, which grows")
    options = parser.parse_args()
    arguments = [sys.argv[0], f"-max_total_time={options.seconds}", f"-max_len={LONGEST}", "-timeout=60"]
    arguments += [f"-seed={options.seed}", "-reload=0"]  # what is read again each second depends on the clock
    corpus = options.corpus or Path(tempfile.mkdtemp())
    corpus.mkdir(parents=True, exist_ok=True)
    (corpus / "seed").write_bytes(SEEDS[options.target])
    atheris.Setup([*arguments, str(corpus)], TARGETS[options.target])
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
