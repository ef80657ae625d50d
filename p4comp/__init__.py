"""Portal of the Kompetisi Pengelolaan Pengaduan Pelayanan Publik (P4)."""

import os

# Linear algebra stays in one thread: its last digits must not depend on how many processors there are, and threads of
# its own beside those of the web server make small matrices ten times slower. It is read when numpy is first imported.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
