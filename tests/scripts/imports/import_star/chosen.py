__all__ = ["_listed"]
_listed = 1
unlisted = 2
