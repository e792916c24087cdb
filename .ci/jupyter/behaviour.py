"""All checks of a kernel's behaviour: behaviour.py KERNEL LOG [PART OF A CHECK'S NAME]"""
import asking  # noqa: F401  (each registers its checks)
import cells  # noqa: F401
import interrupting  # noqa: F401
import life  # noqa: F401
import output  # noqa: F401
from checks import main

main()
