#!/usr/bin/python3
"""Write small .npy, .npz and .safetensors files into the folders of that name."""

import io
import json
import struct
import sys
import zipfile

import numpy as np

folder = sys.argv[1]
arrays = {
    code: np.array(values).astype(code)
    for code, values in {
        "?": [1, 0], "|u1": [[1, 2]], "|i1": [-1], "<i2": [3, 4], ">i2": [3, 4],
        "<u2": [5], "<i4": [6], ">u4": [7], "<i8": [[8], [9]], "<u8": [10],
        "<f2": [0.5], "<f4": [1.5], ">f8": [2.5], "<f8": 3.5,
    }.items()
}
arrays["columns"] = np.asfortranarray(np.arange(6, dtype="i4").reshape(2, 3))
arrays["empty"] = np.zeros((2, 0), "f4")

for number, array in enumerate(arrays.values()):
    np.save(f"{folder}/npy/{number}.npy", array)
    np.savez(f"{folder}/npz/{number}.npz", a=array)
    np.savez_compressed(f"{folder}/npz/{number}-deflated.npz", a=array, b=np.zeros(99))
with open(f"{folder}/npy/version2.npy", "wb") as file:
    np.lib.format.write_array(file, np.arange(3), version=(2, 0))

with zipfile.ZipFile(f"{folder}/npz/wide.npz", "w") as archive:
    data = io.BytesIO()
    np.save(data, np.arange(3))
    with archive.open("x.npy", "w", force_zip64=True) as member:
        member.write(data.getvalue())
    archive.comment = b"comment"

types = {"BOOL": 1, "U8": 1, "I16": 2, "U16": 2, "I32": 4, "U32": 4, "I64": 8, "U64": 8,
         "F16": 2, "BF16": 2, "F32": 4, "F64": 8, "F8_E4M3": 1}
for dtype, size in types.items():
    header = {
        "__metadata__": {"format": "pt", "\u00e9": "\\"},
        dtype: {"dtype": dtype, "shape": [2, 1], "data_offsets": [0, 2 * size]},
        "b": {"dtype": "U8", "shape": [], "data_offsets": [2 * size, 2 * size + 1]},
        "c": {"dtype": "F32", "shape": [0], "data_offsets": [2 * size + 1] * 2},
    }
    text = json.dumps(header).encode()
    with open(f"{folder}/safetensors/{dtype}", "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"\1" * (2 * size + 1))
