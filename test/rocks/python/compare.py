"""Compare what t7.py reads with the records of test/golden/t7, and damage files.

Prints how many files were read, and every difference.
"""

import json
import sys

sys.path.insert(0, "rocks/python")
sys.dont_write_bytecode = True
import numpy as np

import t7

FOLDER = "test/golden/t7/"
SPECIAL = {"nan": float("nan"), "inf": float("inf"), "-inf": float("-inf")}


def plain(value):
    """A number, string or boolean of the notation."""
    if isinstance(value, dict):
        if "num" in value:
            return SPECIAL[value["num"]]
        if "bytes" in value:
            return bytes(value["bytes"])
        return value["str"]
    return value


def address(array):
    return array.__array_interface__["data"][0]


class Comparison:
    """Each number of an object belongs to one object, and each object to one number."""

    def __init__(self, forgets):
        self.by_number, self.by_object, self.forgets = {}, {}, forgets

    def same(self, number, value):
        key = id(value)
        if number not in self.by_number and key not in self.by_object:
            self.by_number[number], self.by_object[key] = value, number
        return self.forgets or self.by_number.get(number) is value

    def array(self, got, wanted):
        data = np.array([SPECIAL.get(v, v) for v in wanted["data"]])
        expected = data.astype(got.dtype).reshape(wanted.get("size", [len(data)]) or [0])
        return got.shape == expected.shape and np.array_equal(
            got, expected, equal_nan=got.dtype.kind == "f")

    def equal(self, got, wanted):
        if not isinstance(wanted, dict) or "str" in wanted or "num" in wanted \
                or "bytes" in wanted:
            wanted = plain(wanted)
            return got == wanted or (got != got and wanted != wanted)
        if "ref" in wanted:
            return self.same(wanted["ref"], got)
        if "function" in wanted:
            return isinstance(got, t7.Function) and got.code[:3] == b"\x1bLJ"
        if not self.same(wanted["id"], got):
            return False
        if "tensor" in wanted or "storage" in wanted:
            return self.array(got, wanted.get("tensor") or wanted["storage"])
        if getattr(got, "typename", None) != wanted.get("class"):
            return False
        return len(got) == len(wanted["pairs"]) and all(
            self.equal(got[(key,) if isinstance(key, bool) else plain(key)], value)
            for key, value in wanted["pairs"])


def options_of(record, name):
    wanted = record["open_options"]
    return {
        "mode": "ascii" if ".ascii." in name else "binary",
        "long_size": wanted.get("longSize") or 8,
        "big_endian": bool(wanted.get("bigEndian")),
    }


read = 0
for line in open(FOLDER + "expected.jsonl"):
    record = json.loads(line)
    if record["name"].startswith(("raw_", "several", "serialize")):
        continue
    for name in record["files"]:
        got = t7.load(FOLDER + name, **options_of(record, name))
        read += 1
        if "value" in record:
            forgets = bool(record["open_options"].get("noref"))
            if not Comparison(forgets).equal(got, record["value"]):
                print("differs:", name)
        elif got.typename != record["class"]:
            print("differs:", name)
print("read", read)

shared = t7.load(FOLDER + "shared_storage.bin.t7")
arrays = [value for value in shared.values() if isinstance(value, np.ndarray)]
ranges = sorted((address(a), a.nbytes) for a in arrays)
print("shared", any(a + n > b for (a, n), (b, _) in zip(ranges, ranges[1:])))
print("list", t7.listed(t7.load(FOLDER + "list.bin.t7"))[:4])

damaged = 0
for name in "list.bin.t7", "mixed.ascii.t7", "criterion.bin.t7", "transposed.ascii.t7":
    data = open(FOLDER + name, "rb").read()
    mode = "ascii" if ".ascii." in name else "binary"
    # A part of the last number of a text is a number too.
    last = len(data.split()[-1]) + 1 if mode == "ascii" else 0
    cases = [(data[:n], True) for n in range(len(data) - last)]
    cases += [(data[:at] + bytes([byte]) + data[at + 1:], False)
              for at in range(len(data)) for byte in (0, 1, 57, 127, 255)]
    for case, must_fail in cases:
        try:
            t7.loads(case, mode)
            if must_fail:
                print("read a truncated file:", name, len(case))
        except ValueError as problem:
            damaged += str(problem).startswith("bytes: at byte ")
print("damaged", damaged > 5000)
