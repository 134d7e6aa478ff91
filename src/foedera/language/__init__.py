"""What Foedera knows of languages: packs of words and rules, and syntax models.

The libraries that multiply matrices get one thread unless the surroundings say otherwise: sentences come in small batches, in which more
threads mostly wait for each other (2.4 times the processor time on two busy cores), and their number can change the last digit of a
sum. It must be said before numpy is first imported, hence here.
"""

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ.setdefault(_name, "1")
