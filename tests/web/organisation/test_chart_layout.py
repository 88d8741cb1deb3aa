"""The chart on paper: nothing overlaps, no line through a box, every text inside its box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sopan.web.organisation.chart.boxes import PADDING, Rect, length
from sopan.web.organisation.chart.layout import Layout, lay_out
from sopan.web.organisation.chart.model import Edge, Node, Picture, walk
from sopan.web.organisation.chart.routing import Segment
from sopan.web.organisation.chart.svg import Addresses, Words, svg

WORDS = Words("Bagan", "Keadaan", "Uraian", "garis komando", "garis koordinasi")
ADDRESSES = Addresses(lambda unit: f"/organisasi/{unit}/", lambda node: f"?buka={node.id}")

names = st.one_of(
    st.sampled_from(
        [
            "Bagian Umum",
            "Dinas Pengendalian Penduduk, Keluarga Berencana, dan Pemberdayaan Masyarakat",
            "Mempertanggungjawabkankeberlangsunganpenyelenggaraan",
        ]
    ),
    st.text(max_size=60),
)


def _built(
    parents: Sequence[int], texts: Sequence[str], folded: set[int], beside: set[int]
) -> Node:
    """The tree in which unit n stands under `parents[n - 1]`; folded units hide what is below."""
    below: dict[int, list[int]] = {}
    for unit, parent in enumerate(parents, 1):
        below.setdefault(parent, []).append(unit)

    def hidden(unit: int) -> int:
        return sum(1 + hidden(child) for child in below.get(unit, ()))

    def node(unit: int) -> Node:
        closed = unit in folded and unit > 0
        return Node(
            id=unit,
            name=texts[unit % len(texts)],
            holder="lowong" if unit % 5 == 0 else f"Plt. {texts[(unit + 1) % len(texts)]}",
            vacant=unit % 5 == 0,
            beside=unit in beside,
            children=() if closed else tuple(node(child) for child in below.get(unit, ())),
            hidden=hidden(unit) if closed else 0,
        )

    return node(0)


def _edge(ends: Sequence[int], field: str) -> Edge:
    source, target = ends
    return Edge(source, target, field)


@st.composite
def pictures(draw: st.DrawFn, most: int = 300) -> Picture:
    size = draw(st.integers(1, most))
    shape = draw(st.integers(1, 40))
    random = draw(st.randoms(use_true_random=False))
    parents = [random.randint(max(0, n - shape), n) for n in range(size - 1)]
    texts = draw(st.lists(names, min_size=1, max_size=8))
    folded = {n for n in range(1, size) if random.random() < 0.1}
    beside = {n for n in range(1, size) if random.random() < 0.05}
    root = _built(parents, texts, folded, beside)
    shown = [node.id for node in walk(root)]
    edges = {
        _edge(random.sample(shown, 2), random.choice(["keuangan", "kelembagaan daerah"]))
        for _ in range(draw(st.integers(0, 8)) if len(shown) > 1 else 0)
    }
    return Picture(root, tuple(sorted(edges, key=lambda e: (e.source, e.target, e.field))))


many = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def inner(rect: Rect) -> Rect:
    return Rect(rect.x + 0.1, rect.y + 0.1, rect.width - 0.2, rect.height - 0.2)


def crosses(line: Segment, rect: Rect) -> bool:
    run = line.box
    thick = Rect(run.x - 0.05, run.y - 0.05, run.width + 0.1, run.height + 0.1)
    return thick.meets(inner(rect))


def functional(layout: Layout) -> Iterator[Segment]:
    for link in layout.links:
        yield from link.segments


def on_top(a: Segment, b: Segment) -> bool:
    """Whether two lines that run the same way share a piece."""
    if a.upright != b.upright:
        return False
    first, second = a.box, b.box
    if a.upright:
        return a.x0 == b.x0 and first.y < second.bottom and second.y < first.bottom
    return a.y0 == b.y0 and first.x < second.right and second.x < first.right


@many
@given(pictures())
def test_boxes_do_not_overlap_and_each_unit_has_one(picture: Picture) -> None:
    layout = lay_out(picture)
    assert sorted(b.node.id for b in layout.boxes) == sorted(n.id for n in walk(picture.root))
    for one, other in combinations(layout.boxes, 2):
        assert not one.rect.meets(other.rect)


@many
@given(pictures())
def test_no_line_runs_through_a_box_or_leaves_the_sheet(picture: Picture) -> None:
    layout = lay_out(picture)
    sheet = Rect(0, 0, layout.width, layout.height)
    for line in (*layout.lines, *functional(layout)):
        assert line.x0 == line.x1 or line.y0 == line.y1
        assert all(not crosses(line, box.rect) for box in layout.boxes)
        assert sheet.x <= line.box.x and line.box.right <= sheet.right
        assert sheet.y <= line.box.y and line.box.bottom <= sheet.bottom


@many
@given(pictures())
def test_functional_lines_lie_on_no_other_line(picture: Picture) -> None:
    layout = lay_out(picture)
    for link in layout.links:
        others = [s for other in layout.links if other is not link for s in other.segments]
        for segment in link.segments:
            assert not [line for line in (*layout.lines, *others) if on_top(segment, line)]


@many
@given(pictures())
def test_functional_lines_go_from_the_unit_to_its_coordinator(picture: Picture) -> None:
    layout = lay_out(picture)
    rects = {box.node.id: box.rect for box in layout.boxes}
    assert len(layout.links) + layout.undrawn == len(picture.edges)
    for link in layout.links:
        for (x, y), unit in (
            (link.points[0], link.edge.source),
            (link.points[-1], link.edge.target),
        ):
            rect = rects[unit]
            beside = min(abs(x - rect.x), abs(x - rect.right))
            assert min(beside, abs(y - rect.y), abs(y - rect.bottom)) < 0.01
            assert rect.x - 0.01 <= x <= rect.right + 0.01
            assert rect.y - 0.01 <= y <= rect.bottom + 0.01


@many
@given(pictures(most=60))
def test_fields_stand_where_nothing_else_stands(picture: Picture) -> None:
    layout = lay_out(picture)
    captions = [link.caption.rect for link in layout.links if link.caption]
    for caption in captions:
        assert not [box for box in layout.boxes if box.rect.meets(caption)]
        assert not [s for s in (*layout.lines, *functional(layout)) if crosses(s, caption)]
    assert not [pair for pair in combinations(captions, 2) if pair[0].meets(pair[1])]


@many
@given(pictures(most=60))
def test_texts_stay_inside_their_boxes_and_clear_of_the_knob(picture: Picture) -> None:
    for box in lay_out(picture).boxes:
        limit = box.knob.x if box.knob else box.rect.right - PADDING
        for line in box.label.lines:
            assert box.rect.x + line.x + length(line.text, line.size, line.style) <= limit + 0.01
            assert line.size < line.y <= box.rect.height - 0.24 * line.size


@many
@given(pictures(most=120))
def test_every_unit_is_tied_to_its_superior(picture: Picture) -> None:
    layout = lay_out(picture)
    ends = [point for s in layout.lines for point in ((s.x0, s.y0), (s.x1, s.y1))]
    for box in layout.boxes[1:]:
        rect = box.rect
        left, top = (rect.x, rect.middle), (rect.centre, rect.y)
        assert any(near(end, left) or near(end, top) for end in ends)


def near(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return abs(a[0] - b[0]) < 0.01 and abs(a[1] - b[1]) < 0.01


@many
@given(pictures(most=60))
def test_the_same_picture_gives_the_same_bytes(picture: Picture) -> None:
    first = svg(lay_out(picture), WORDS, ADDRESSES)
    assert first == svg(lay_out(picture), WORDS, ADDRESSES)


def leaves(count: int) -> Node:
    children = tuple(Node(n, f"Dinas {n}", hidden=3) for n in range(1, count + 1))
    return Node(0, "Pemerintah Kota", children=children)


def test_forty_offices_fit_a_landscape_sheet() -> None:
    layout = lay_out(Picture(leaves(40)))
    assert layout.width / layout.height > 1.2
    assert 400 / layout.width > 0.25, "12 units of type are at least 8 points on A3"


def test_few_units_stand_side_by_side_and_equally_high() -> None:
    layout = lay_out(Picture(leaves(4)))
    assert len({box.rect.y for box in layout.boxes[1:]}) == 1
    assert len({box.rect.height for box in layout.boxes[1:]}) == 1


def test_experts_stand_beside_the_line_of_command() -> None:
    expert = Node(9, "Staf Ahli", beside=True)
    layout = lay_out(
        Picture(Node(0, "Kota", children=(expert, Node(1, "Sekda"), Node(2, "Dinas"))))
    )
    rects = {box.node.id: box.rect for box in layout.boxes}
    assert rects[9].x > rects[0].centre
    assert rects[0].bottom < rects[9].y
    assert rects[9].bottom < rects[1].y == rects[2].y


def test_a_coordinated_unit_beside_its_coordinator_gets_a_line_with_its_field() -> None:
    units = tuple(
        Node(n, f"Asisten {n}", children=(Node(10 * n, f"Bagian {n}"), Node(10 * n + 1, "Bagian")))
        for n in (1, 2, 3)
    )
    edges = (Edge(30, 2, "informasi pembangunan"), Edge(10, 3, "kelembagaan"))
    layout = lay_out(Picture(Node(0, "Sekretariat Daerah", children=units), edges))
    assert [link.edge for link in layout.links] == list(edges)
    assert any(link.caption for link in layout.links)


def test_a_coordinator_of_many_gets_a_line_of_each() -> None:
    root = leaves(30)
    edges = tuple(Edge(n, 15, "aset") for n in range(1, 11) if n != 15)
    layout = lay_out(Picture(root, edges))
    assert layout.undrawn + len(layout.links) == 10
    assert len(layout.links) >= 8


def test_a_coordinator_whose_sides_are_full_keeps_no_other_line_from_its_way() -> None:
    offices = tuple(Node(n, f"Dinas {n}") for n in range(1, 52))
    many = tuple(Edge(n, 1, "keuangan") for n in range(2, 40))
    layout = lay_out(Picture(Node(0, "Kota", children=offices), (*many, Edge(2, 51, "hukum"))))
    assert layout.undrawn > 0
    assert Edge(2, 51, "hukum") in [link.edge for link in layout.links]
