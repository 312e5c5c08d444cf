"""Floor plans and renderings drawn by hand: grey lines on white, as PNG."""

import struct
import zlib
from collections.abc import Iterable

WIDTH, HEIGHT = 480, 360
_WHITE, _WALL, _FLOOR, _SKY = 255, 40, 225, 200

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""


def floor_plan(rooms: int) -> bytes:
    """A home with that many rooms along one side, a living room and a balcony."""
    canvas = _canvas(_WHITE)
    left, right, top, bottom, middle = 40, 440, 40, 320, 180
    _fill(canvas, (left, top, right, bottom), _FLOOR)
    width = (right - left) // rooms
    walls = [(left + width * n, top, left + width * (n + 1), middle) for n in range(rooms)]
    walls += [(left, middle, left + 150, bottom), (left + 150, middle, right, bottom)]
    for box in [(left, top, right, bottom), *walls]:
        _frame(canvas, box, thickness=6)
    doors = [(box[0] + 20, middle - 6, box[0] + 60, middle + 6) for box in walls[:rooms]]
    for door in [
        *doors,
        (left + 144, 250, left + 156, 290),
        (right - 120, bottom - 6, right - 30, bottom + 6),
    ]:
        _fill(canvas, door, _WHITE)
    _frame(canvas, (right - 150, bottom, right, bottom + 26), thickness=3)
    return _png(canvas)


def rendering(towers: int) -> bytes:
    """A row of towers with lit windows under a grey sky."""
    canvas = _canvas(_SKY)
    _fill(canvas, (0, 320, WIDTH, HEIGHT), 150)
    step = WIDTH // (towers + 1)
    for number in range(towers):
        left, top = step * number + step // 2, 60 + 37 * (number * 3 % 4)
        _fill(canvas, (left, top, left + step * 2 // 3, 320), 120)
        for y in range(top + 12, 310, 22):
            for x in range(left + 8, left + step * 2 // 3 - 10, 18):
                _fill(canvas, (x, y, x + 9, y + 12), _WHITE if (x + y) % 5 else _FLOOR)
    return _png(canvas)


def _canvas(shade: int) -> list[bytearray]:
    return [bytearray([shade]) * WIDTH for _ in range(HEIGHT)]


def _fill(canvas: list[bytearray], box: Box, shade: int) -> None:
    left, top, right, bottom = box
    for row in canvas[top:bottom]:
        row[left:right] = bytes([shade]) * (min(right, WIDTH) - left)


def _frame(canvas: list[bytearray], box: Box, *, thickness: int) -> None:
    left, top, right, bottom = box
    half = thickness // 2
    sides: Iterable[Box] = (
        (left - half, top - half, right + half, top + half),
        (left - half, bottom - half, right + half, bottom + half),
        (left - half, top - half, left + half, bottom + half),
        (right - half, top - half, right + half, bottom + half),
    )
    for side in sides:
        _fill(canvas, side, _WALL)


def _png(canvas: list[bytearray]) -> bytes:
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\x00" + row for row in canvas), 9)
    parts = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
