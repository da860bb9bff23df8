"""The interview grid: for a structure that wants to tell what it tried."""

from macros import addresses
from macros.interview import document
from macros.interview.grid import grid
from macros.site import Site


def interview(site: Site) -> str:
    """The grid, to read, to print, or to take away as a document."""
    parts = grid(site.catalog)
    weight = -(-len(document.document(parts)) // 1024)  # rounded up
    return site.fill("interview", parts=parts, document=addresses.GRID + document.NAME, weight=weight,
                     sheet=document.SHEET, keep=document.KEEP, agreed=document.AGREED, blanks=document.BLANKS)


SHORTCODES = {"interview": interview}
