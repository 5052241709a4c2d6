"""The entry point: `python mutation/run.py --rooms law,standing --sample 60 --list-survivors`."""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from mutation.survey import main

    sys.exit(main())
