"""How the documentation is built: `make docs`. The pages of the checks are made from the checks themselves."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import pages  # noqa: E402 - it lies beside this file

from finnorm.version import __version__  # noqa: E402

project = "finnorm"
author = "finnorm contributors"
copyright = author
version = release = __version__
language = "en"
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
root_doc = "index"
exclude_patterns = ["_build", "pictures"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = f"finnorm {__version__}"
html_static_path: list[str] = []
html_copy_source = False
html_show_sphinx = False
highlight_language = "none"

pages.write(HERE / "checks")
pages.write_pictures(HERE / "pictures")
