"""Read Torch7's .t7 files, in one file that needs NumPy only.

    import t7
    model = t7.load("model.t7")            # bytes; load(name, "ascii") for text
    model.typename                         # 'nn.Sequential'
    model["modules"][1]["weight"]          # a numpy.ndarray

Numbers, strings, booleans and None are what they are in Python; a string that is no UTF-8
stays bytes. Tensors become arrays, which share memory where the tensors did; storages
become arrays of one dimension. Tables become dicts with the keys of the file: a list has
the keys 1 to n, and t7.listed(table) makes it a list; the keys true and false become
(True,) and (False,). Objects of other classes become Object, a dict with a typename.
Functions become Function: their code is kept as bytes and never run.

A file is not believed: lengths are held against the bytes that are left, views against
their storage. What is wrong is a ValueError with the name of the file and the place.
"""

import struct

import numpy as np

__all__ = ["load", "loads", "listed", "Object", "Function"]

NIL, NUMBER, STRING, TABLE, TORCH, BOOLEAN = range(6)
OLD_FUNCTION, PLAIN_FUNCTION, FUNCTION = range(6, 9)

_TYPES = {"Byte": "u1", "Char": "i1", "Short": "i2", "Int": "i4", "Long": "i8",
          "Half": "f2", "Float": "f4", "Double": "f8"}
_DEEPEST = 500  # objects within objects: Python's own stack allows some more
_MOST_DIMENSIONS = 32


class Object(dict):
    """An object of a class: its fields, and the name and version of the class."""

    def __init__(self, typename, version):
        super().__init__()
        self.typename = typename
        self.version = version

    def __repr__(self):
        return f"<{self.typename} with {len(self)} fields>"

    __hash__ = object.__hash__  # an object may be the key of a table


class Table(dict):
    """A table; it may be the key of another."""

    __hash__ = object.__hash__


class Function:
    """A function that was not run: its code, and the values that it has captured."""

    def __init__(self, code):
        self.code = code
        self.captured = None


def listed(table):
    """The values of a table with the keys 1 to n, as a list."""
    if any(key not in table for key in range(1, len(table) + 1)):
        raise ValueError("the table has other keys than 1 to n")
    return [table[key] for key in range(1, len(table) + 1)]


def _kind_of(typename):
    """('Float', True) for torch.FloatTensor, ('Float', False) for its storage, or None."""
    for form in "Tensor", "Storage":
        if typename.startswith("torch.") and typename.endswith(form):
            kind = typename[6:-len(form)]
            if kind.startswith("Cuda"):
                kind = kind[4:] or "Float"
            if kind in _TYPES:
                return kind, form == "Tensor"
    return None


class _Bytes:
    """Typed reading of a binary file."""

    def __init__(self, data, name, long_size, order):
        self.data, self.name, self.at = data, name, 0
        self.long_size, self.order = long_size, order

    def fail(self, reason):
        raise ValueError(f"{self.name}: at byte {self.at}: {reason}")

    def take(self, count, what):
        if count < 0 or count > len(self.data) - self.at:
            self.fail(f"{count} bytes of {what} should follow, but "
                      f"{len(self.data) - self.at} do")
        self.at += count
        return self.data[self.at - count:self.at]

    def integer(self):
        return struct.unpack(self.order + "i", self.take(4, "an int"))[0]

    def long(self):
        code = "i" if self.long_size == 4 else "q"
        return struct.unpack(self.order + code, self.take(self.long_size, "a long"))[0]

    def double(self):
        return struct.unpack(self.order + "d", self.take(8, "a number"))[0]

    def string(self, count):
        return self.take(count, "a string")

    def elements(self, kind, count):
        code = "i4" if kind == "Long" and self.long_size == 4 else _TYPES[kind]
        size = int(code[1:])
        if count < 0 or count > (len(self.data) - self.at) // size:
            self.fail(f"{count} elements of {kind} should follow")
        order = "<" if self.order == "<" else ">"
        read = np.frombuffer(self.take(count * size, "elements"), order + code)
        return read.astype(_TYPES[kind])


class _Text(_Bytes):
    """The same of a text file: numbers in words, a line end behind each item."""

    def word(self, what):
        data, at = self.data, self.at
        while at < len(data) and data[at:at + 1].isspace():
            at += 1
        end = at
        while end < len(data) and end - at < 400 and not data[end:end + 1].isspace():
            end += 1
        if end == at:
            self.fail(f"{what} should follow")
        self.at = end
        return data[at:end]

    def number(self, read, what):
        word = self.word(what)
        self.skip_line_end()
        try:
            return read(word)
        except ValueError:
            return self.fail(f"{word[:40]!r} is no {what}")

    def skip_line_end(self):
        if self.data[self.at:self.at + 1] == b"\n":
            self.at += 1

    def integer(self):
        return self.number(int, "int")

    def long(self):
        return self.number(int, "long")

    def double(self):
        return self.number(float, "number")

    def string(self, count):
        text = self.take(count, "a string")
        if count:
            self.skip_line_end()
        return text

    def elements(self, kind, count):
        if kind in ("Byte", "Char"):
            read = np.frombuffer(self.string(count), _TYPES[kind]).copy()
            return read
        if count < 0 or count > (len(self.data) - self.at) // 2 + 1:
            self.fail(f"{count} elements of {kind} should follow")
        whole = _TYPES[kind][0] == "i"
        words = [self.word("an element") for _ in range(count)]
        if count:
            self.skip_line_end()
        try:
            values = [int(word) if whole else float(word) for word in words]
            return np.array(values, _TYPES[kind])
        except (ValueError, OverflowError):
            return self.fail(f"{count} elements of {kind} should be here")


class _Reader:
    """Builds objects; what has the same index is the same object."""

    def __init__(self, source):
        self.source, self.known, self.depth = source, {}, 0

    def text(self, count):
        read = self.source.string(count)
        try:
            return read.decode()
        except UnicodeDecodeError:
            return bytes(read)

    def object(self):
        kind = self.source.integer()
        if kind == NIL:
            return None
        if kind == NUMBER:
            number = self.source.double()
            return int(number) if number.is_integer() and abs(number) < 2**53 else number
        if kind == STRING:
            return self.text(self.source.integer())
        if kind == BOOLEAN:
            return self.source.integer() == 1
        if not NIL <= kind <= FUNCTION:
            self.source.fail(f"is no object: its kind is {kind}")
        self.depth += 1
        if self.depth > _DEEPEST:
            self.source.fail(f"is an object nested deeper than {_DEEPEST}")
        made = self.shared(kind)
        self.depth -= 1
        return made

    def shared(self, kind):
        if kind == OLD_FUNCTION:
            return self.function(None)
        index = self.source.integer()
        if index in self.known:
            return self.known[index]
        if kind == TABLE:
            return self.table(index)
        return self.torch(index) if kind == TORCH else self.function(index)

    def table(self, index):
        table = self.known[index] = Table()
        count = self.source.integer()
        if not 0 <= count <= len(self.source.data) - self.source.at:
            self.source.fail(f"a table of {count} pairs should follow")
        for _ in range(count):
            key = self.object()
            value = self.object()
            if isinstance(key, bool):
                key = (key,)  # for Python True is 1
            elif isinstance(key, np.ndarray):
                key = id(key)  # arrays are no keys in Python
            table[key] = value
        return table

    def function(self, index):
        made = Function(bytes(self.source.string(self.source.integer())))
        if index is not None:
            self.known[index] = made
        made.captured = self.object()
        return made

    def torch(self, index):
        typename, version = self.text(self.source.integer()), 0
        if isinstance(typename, str) and typename[:2] == "V " and typename[2:].isdigit():
            version, typename = int(typename[2:]), self.text(self.source.integer())
        if not isinstance(typename, str) or not 0 < len(typename) <= 200:
            self.source.fail("is no class name")
        known = _kind_of(typename)
        if known:
            made = self.tensor(known[0]) if known[1] else self.storage(known[0])
            self.known[index] = made
            return made
        made = self.known[index] = Object(typename, version)
        fields = self.object()
        if not isinstance(fields, dict):
            self.source.fail(f"is a '{typename}' without fields")
        made.update(fields)
        return made

    def storage(self, kind):
        return self.source.elements(kind, self.source.long())

    def tensor(self, kind):
        ndim = self.source.integer()
        if not 0 <= ndim <= _MOST_DIMENSIONS:
            self.source.fail(f"is a tensor of {ndim} dimensions")
        sizes = [int(n) for n in self.source.elements("Long", ndim)]
        strides = [int(n) for n in self.source.elements("Long", ndim)]
        offset, storage = self.source.long() - 1, self.object()
        if not ndim or 0 in sizes:
            return np.zeros(sizes or [0], _TYPES[kind])
        last = offset + sum((n - 1) * s for n, s in zip(sizes, strides))
        if (not isinstance(storage, np.ndarray) or storage.dtype != _TYPES[kind]
                or offset < 0 or min(sizes) < 0 or min(strides) < 0
                or last >= len(storage)):
            self.source.fail("is a tensor that does not fit into its storage")
        return np.lib.stride_tricks.as_strided(
            storage[offset:], sizes, [s * storage.itemsize for s in strides])


def loads(data, mode="binary", long_size=8, big_endian=False, name="bytes"):
    """The object in some bytes. long_size: 4 for files of 32-bit machines."""
    if mode not in ("binary", "ascii") or long_size not in (4, 8):
        raise ValueError("mode is 'binary' or 'ascii', long_size 4 or 8")
    make = _Bytes if mode == "binary" else _Text
    return _Reader(make(data, name, long_size, ">" if big_endian else "<")).object()


def load(path, mode="binary", long_size=8, big_endian=False):
    """The object in a file."""
    with open(path, "rb") as file:
        return loads(file.read(), mode, long_size, big_endian, path)
