"""What Ctrl-C is answered with, early and late; it needs nothing that has to be loaded."""

NOTHING_IMPORTED = "Stopped. Nothing of this import was stored; the same command can be run again."
STOPPED = "Stopped. What was stored before stays; the same command can be run again."
