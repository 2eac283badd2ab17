"""Lets `python -m finnorm` run the command line."""

from finnorm.cli import main

raise SystemExit(main())
