"""Polygons on the ground: neighbours made one, rings wound as RFC 7946 asks (outer ones counterclockwise, holes clockwise)."""

from collections.abc import Iterable, Sequence
from math import atan2, pi

from macros.vocabularies import Boundary, Point

Ring = Sequence[Point]
Polygon = list[list[Point]]  # its outer ring, then its holes
Sides = dict[Point, set[Point]]  # from each point, those that its sides lead to


def united(boundaries: Iterable[Boundary]) -> list[Polygon]:
    """Return the polygons that cover the same ground as boundaries side by side, without the borders between them.

    Neighbours share the points of their border: a side that both have, each in its own direction, is inside.
    """
    sides: Sides = {}
    for boundary in boundaries:
        for rings in boundary.points:
            for place, ring in enumerate(rings):
                wound = ring if (area(ring) > 0) is (place == 0) else ring[::-1]
                for start, end in zip(wound, wound[1:], strict=False):
                    _add(sides, start, end)
    return _nested(_rings(sides))


def area(ring: Ring) -> float:
    """Return twice the area of a ring: above zero if it turns counterclockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:], strict=False))


def _add(sides: Sides, start: Point, end: Point) -> None:
    """Add a side, or take away the one that it meets."""
    if start in sides.get(end, ()):
        sides[end].discard(start)
    else:
        sides.setdefault(start, set()).add(end)


def _rings(sides: Sides) -> list[list[Point]]:
    """Chain sides into rings, none of which passes twice at a point."""
    found: list[list[Point]] = []
    for first in sorted(sides):
        while sides[first]:
            ring = [first, min(sides[first])]
            sides[first].discard(ring[-1])
            while ring[-1] != first:
                here = ring[-1]
                following = min(sides[here], key=lambda point: _turn(ring[-2], here, point))
                sides[here].discard(following)
                if following in ring[1:]:  # a hole that touches the ring around it
                    place = ring.index(following)
                    found.append([*ring[place:], following])
                    del ring[place + 1:]
                else:
                    ring.append(following)
            found.append(ring)
    return found


def _turn(before: Point, here: Point, after: Point) -> float:
    """Return the angle from the way back to the way on, clockwise: the inside is what it sweeps."""
    back, on = (atan2(point[1] - here[1], point[0] - here[0]) for point in (before, after))
    return (back - on) % (2 * pi)


def _nested(rings: list[list[Point]]) -> list[Polygon]:
    """Put each hole in the polygon around it: the smallest that holds one of its points."""
    outer = sorted(([ring] for ring in rings if area(ring) > 0), key=lambda polygon: area(polygon[0]))
    for hole in rings:
        if area(hole) < 0:
            next(polygon for polygon in outer if _holds(polygon[0], _inside_of(hole))).append(hole)
    return sorted(outer)


def _inside_of(hole: Ring) -> Point:
    """Return a point just within a hole, beside the middle of its first side."""
    (ax, ay), (bx, by) = hole[0], hole[1]
    return (ax + bx) / 2 + (by - ay) * 1e-6, (ay + by) / 2 - (bx - ax) * 1e-6


def _holds(ring: Ring, point: Point) -> bool:
    """Whether a point is within a ring: a ray from it crosses an odd number of sides."""
    x, y = point
    crossed = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:], strict=False):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            crossed = not crossed
    return crossed
