"""How the article view looks: colours by name, for light and for dark, and the style sheet made of them."""

from __future__ import annotations

from collections.abc import Mapping

LIGHT: Mapping[str, str] = {
    "page": "#ffffff",
    "panel": "#f6f6f4",
    "ink": "#1b1b1b",
    "quiet": "#555555",
    "line": "#cfcfca",
    "link": "#0b4f9e",
    "consistent": "#d9f0de",
    "borderline": "#fdecb8",
    "inconsistent": "#fbd3d3",
    "cannot_check": "#dde7f5",
    "dismissed": "#e7e7e4",
}
DARK: Mapping[str, str] = {
    "page": "#15171a",
    "panel": "#1e2125",
    "ink": "#ece9e4",
    "quiet": "#b0aca5",
    "line": "#454a50",
    "link": "#9cc4f5",
    "consistent": "#1d4128",
    "borderline": "#534108",
    "inconsistent": "#66222a",
    "cannot_check": "#26405f",
    "dismissed": "#3a3d41",
}
PAIRS = (
    *((text, ground) for text in ("ink", "quiet", "link") for ground in ("page", "panel")),
    *(("ink", ground) for ground in ("consistent", "borderline", "inconsistent", "cannot_check", "dismissed")),
)
"""Which colours stand on which: text, ground."""

_SHEET = """
.finnorm {{ {light} color-scheme: light dark; background: var(--page); color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", "Liberation Sans", sans-serif; overflow-wrap: break-word; }}
@media (prefers-color-scheme: dark) {{ .finnorm {{ {dark} }} }}
body.finnorm {{ margin: 0 auto; padding: 1rem; max-width: 76rem; }}
.finnorm h1 {{ font-size: 1.4rem; margin: 0 0 .5rem; }}
.finnorm h2 {{ font-size: 1.1rem; margin: 0; font-family: ui-monospace, monospace; }}
.finnorm .unseen {{ position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }}
.finnorm h3 {{ font-size: 1.05rem; line-height: 1.35; }}
.finnorm a {{ color: var(--link); }}
.finnorm :focus-visible {{ outline: 3px solid var(--link); outline-offset: 2px; }}
.finnorm .document {{ border-top: 1px solid var(--line); padding: .75rem 0 2rem; }}
.finnorm .coverage {{ margin: .25rem 0 1rem; color: var(--quiet); }}
.finnorm .columns {{ display: grid; gap: 1.5rem; grid-template-columns: minmax(0, 1fr); }}
@media (min-width: 60rem) {{ .finnorm .columns {{ grid-template-columns: minmax(0, 40rem) minmax(0, 1fr); }} }}
.finnorm .text .block {{ margin: 0 0 .8rem; }}
.finnorm .text h3.block {{ margin: 1.2rem 0 .4rem; }}
.finnorm .text h3.block:first-child {{ margin-top: 0; font-size: 1.3rem; }}
.finnorm .text .item {{ padding-left: 1rem; }}
.finnorm .text .row {{ margin: 0; font: .85rem/1.6 ui-monospace, "Liberation Mono", monospace; white-space: pre;
  overflow-x: auto; overflow-y: hidden; }}
.finnorm .text .row + :not(.row) {{ margin-top: .8rem; }}
.finnorm .mark {{ color: var(--ink); text-decoration: none; border-radius: .2em; padding: .05em .15em;
  scroll-margin: 5rem; box-decoration-break: clone; -webkit-box-decoration-break: clone; }}
.finnorm a.mark.consistent {{ background: var(--consistent); border-bottom: 1px solid; }}
.finnorm a.mark.borderline {{ background: var(--borderline); border-bottom: 2px dashed; }}
.finnorm a.mark.inconsistent {{ background: var(--inconsistent); border-bottom: 4px double; font-weight: 600; }}
.finnorm a.mark.cannot_check {{ background: var(--cannot_check); border-bottom: 2px dotted; }}
.finnorm a.mark.dismissed {{ background: var(--dismissed); border-bottom: 1px solid; }}
.finnorm .mark.unused {{ border-bottom: 1px dotted var(--quiet); padding: 0; border-radius: 0; }}
.finnorm .mark:target, .finnorm li:target {{ outline: 3px solid var(--link); outline-offset: 2px; }}
.finnorm aside {{ font-size: .95rem; }}
.finnorm aside h3 {{ margin: 0 0 .5rem; }}
.finnorm .findings {{ list-style: none; margin: 0; padding: 0; display: grid; gap: .6rem; }}
.finnorm .findings li {{ background: var(--panel); border-left: .4rem solid var(--line); padding: .5rem .7rem;
  scroll-margin: 1rem; min-width: 0; }}
.finnorm .findings li.inconsistent {{ border-color: var(--inconsistent); }}
.finnorm .findings li.borderline {{ border-color: var(--borderline); }}
.finnorm .findings li.cannot_check {{ border-color: var(--cannot_check); }}
.finnorm .findings li.consistent {{ border-color: var(--consistent); }}
.finnorm .findings li p {{ margin: .5rem 0; }}
.finnorm summary {{ cursor: pointer; }}
.finnorm .verdict {{ font-weight: 600; border-radius: .2em; padding: .05em .35em; background: var(--dismissed); }}
.finnorm li.inconsistent .verdict {{ background: var(--inconsistent); }}
.finnorm li.borderline .verdict {{ background: var(--borderline); }}
.finnorm li.cannot_check .verdict {{ background: var(--cannot_check); }}
.finnorm li.consistent .verdict {{ background: var(--consistent); }}
.finnorm dl {{ display: grid; grid-template-columns: max-content minmax(0, 1fr);
  gap: .25rem .8rem; margin: .6rem 0 0; }}
.finnorm dt {{ color: var(--quiet); }}
.finnorm dd {{ margin: 0; }}
.finnorm .bars {{ display: block; width: 100%; max-width: 20rem; margin-top: .3rem; }}
.finnorm .bars line {{ stroke: var(--line); }}
.finnorm .bars .stated {{ fill: var(--ink); }}
.finnorm .bars .implied {{ fill: var(--link); }}
.finnorm dt.stated::before, .finnorm dt.implied::before {{ content: ""; display: inline-block; width: .7em;
  height: .7em; margin-right: .4em; background: var(--ink); }}
.finnorm dt.implied::before {{ background: var(--link); }}
@media (max-width: 36rem) {{ .finnorm dl {{ grid-template-columns: minmax(0, 1fr); }}
  .finnorm dd {{ margin: 0 0 .4rem; }} }}
.finnorm .rest {{ margin-top: 1rem; }}
.finnorm .rest ul {{ padding-left: 1.2rem; }}
.finnorm .calm {{ margin: 0 0 .6rem; }}
.finnorm .basis {{ color: var(--quiet); font-size: .8rem; margin-top: 1.5rem; }}
.finnorm .failed {{ background: var(--panel); border-left: .4rem solid var(--inconsistent); padding: .5rem .7rem;
  margin: 1rem 0; }}
@media print {{ .finnorm .findings li {{ break-inside: avoid; }} }}
"""


def _variables(colours: Mapping[str, str]) -> str:
    return " ".join(f"--{name}: {colour};" for name, colour in colours.items())


STYLE = _SHEET.format(light=_variables(LIGHT), dark=_variables(DARK))
"""The style sheet."""
