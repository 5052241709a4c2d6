"""Entry point: `python fuzz/run.py --seconds 60`, which tests the treatywatch of this checkout."""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from fuzz.runner import main

    sys.exit(main())
