"""A comparison inside a notebook: the sentences that matter and the tables, without style or script."""

from .comparison import Comparison
from .escape import html
from .highlights import matters
from .rows import Rows
from .text import name, tally
from .titles import dates, title

_MOST = 40


def fragment(of: Comparison) -> str:
    """A short HTML fragment for a notebook cell."""
    rows = Rows(of)
    head = f"<p><strong>{html(title(of))}</strong><br>{html(dates(of))}: {html(tally(rows))}</p>"
    if not of.changed:
        return f"<div>{head}<p>Nothing changed.</p></div>"
    told = "".join(f"<li>{item.mark}{html(item.text)} <small>{html(item.cite)}</small></li>" for item in matters(rows))
    shown = [row for row in rows.figures if row.item.old and row.item.new][:_MOST]
    lines = "".join(
        f"<tr><th>{html(name(row))}</th><td>{html(row.old)}</td><td>{html(row.new)}</td>"
        f"<td>{html(row.change)}</td><td>{html(row.relation)}</td><td>{html(row.cite)}</td></tr>"
        for row in shown
    )
    table = "<tr><th>figure</th><th>old</th><th>new</th><th>change</th><th>what happened</th><th>where</th></tr>"
    return f"<div>{head}<ol>{told}</ol><table><thead>{table}</thead><tbody>{lines}</tbody></table></div>"
