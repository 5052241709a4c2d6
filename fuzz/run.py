"""The way in: `python fuzz/run.py --seconds 60`. It tries the treatywatch that it stands beside."""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from fuzz.hunt import main

    sys.exit(main())
