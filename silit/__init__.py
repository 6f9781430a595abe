"""silit: from a claim in a post to honest footnotes on a published page."""

__version__ = "0.1.0"
