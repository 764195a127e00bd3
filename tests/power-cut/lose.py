"""Makes the disk that a power cut leaves: lose.py BEFORE LOG AFTER

All writes of the log up to the last flush are on the disk. Of those that came after it, each is there or not, with
even chances. The log is in the format of the kernel's dm-log-writes, as QEMU writes it.
"""

import random
import shutil
import struct
import sys

MAGIC = 0x6A736677736872
FLUSH, FUA, DISCARD = 1, 2, 4


def entries(log):
    """(sector, flags, data) of each write."""
    magic, _version, _count, size = struct.unpack("<QQQI", log.read(28))
    assert magic == MAGIC, "no log of writes"
    log.seek(size)
    # The count is that of the last flush. After the last write there is nothing but zeros.
    while any(header := log.read(size)):
        sector, sectors, flags, _length = struct.unpack("<QQQQ", header[:32])
        data = b"" if flags & DISCARD else log.read(sectors * size)
        yield sector * size, flags, data


before, log_path, after = sys.argv[1:]
with open(log_path, "rb") as log:
    written = list(entries(log))
flushes = [number for number, (_, flags, _) in enumerate(written) if flags & FLUSH]
# What is flushed is what had been written before the flush; one that carries data carries it after it.
safe = flushes[-1] if flushes else 0
shutil.copyfile(before, after)
lost = 0
with open(after, "r+b") as disk:
    for number, (place, flags, data) in enumerate(written):
        if number > safe and not flags & FUA and random.random() < 0.5:
            lost += bool(data)
            continue
        disk.seek(place)
        disk.write(data)
print(f"  {len(written)} writes, {lost} of the {len(written) - safe - 1 if written else 0} after the last flush lost")
