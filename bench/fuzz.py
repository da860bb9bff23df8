"""The properties of tests/unit/test_fuzz.py on many more inputs, in batches: what raised, how long it took, the memory at its highest.

A batch has its number for seed: a run can be made again.
"""

import argparse
import resource
import sys
import time
import traceback
from typing import Any

from tests.unit.test_fuzz import PROPERTIES, run

BATCH = 500  # inputs: Hypothesis keeps all that it drew in a run


def main() -> int:
    """Run, print a line a property, return the exit status: 1 if one does not hold."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000, help="number of inputs, all properties together")
    parser.add_argument("--from", dest="first", type=int, default=0, help="number of the first batch")
    parser.add_argument("--only", help="what the names of the properties begin with", default="")
    options = parser.parse_args()
    print("property | inputs | crashes | seconds | memory (MiB)")
    crashes = total = 0
    started = time.monotonic()
    for name, found in PROPERTIES.items():
        if name.startswith(options.only):
            inputs, failures = tried(name, round(options.inputs * found.share), options.first)
            total, crashes = total + inputs, crashes + failures
    print(f"all | {total} | {crashes} | {time.monotonic() - started:.0f} | {memory()}")
    return 1 if crashes else 0


def tried(name: str, count: int, first: int) -> tuple[int, int]:
    """Run a property; print what happened; return how many inputs it met, and how many batches found a crash."""
    met, crashes, started, last = 0, 0, time.monotonic(), []

    def note(given: Any) -> None:
        nonlocal met
        met += 1
        last[:] = [given]

    for batch in range(first, first + -(-count // BATCH)):
        try:
            run(name, min(BATCH, count - (batch - first) * BATCH), batch, note)
        except Exception:  # noqa: BLE001 (whatever it is, it is what is looked for)
            crashes += 1
            print(f"\n{name}, batch {batch}, does not hold for {last[0]!r}:\n{traceback.format_exc(limit=-4)}", flush=True)
    print(f"{name} | {met} | {crashes} | {time.monotonic() - started:.0f} | {memory()}", flush=True)
    return met, crashes


def memory() -> int:
    """Return the most memory that this process has held (MiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main())
