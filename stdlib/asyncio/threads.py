"""Running blocking functions in threads, which is refused until there are threads."""

__all__ = ("to_thread",)


async def to_thread(func, /, *args, **kwargs):
    """Refused: calling `func` right here would block every other task."""
    raise NotImplementedError("asyncio.to_thread() is not supported yet: there are no threads")
