"""Priority queues in plain lists.

A heap is a list in which item k is not larger than items 2k+1 and 2k+2, so the smallest item is the first.
"""

__all__ = [
    "heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop",
]


def heappush(heap, item):
    """Push item onto heap, maintaining the heap invariant."""
    heap.append(item)
    _rise(heap, 0, len(heap) - 1)


def heappop(heap):
    """Pop the smallest item off the heap, maintaining the heap invariant."""
    if not heap:
        raise IndexError("index out of range")
    last = heap.pop()
    if not heap:
        return last
    smallest = heap[0]
    heap[0] = last
    _sink(heap, 0)
    return smallest


def heapreplace(heap, item):
    """Pop and return the current smallest value, and add the new item."""
    if not heap:
        raise IndexError("index out of range")
    smallest = heap[0]
    heap[0] = item
    _sink(heap, 0)
    return smallest


def heappushpop(heap, item):
    """Push item on the heap, then pop and return the smallest item from the heap."""
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _sink(heap, 0)
    return item


def heapify(x):
    """Transform list into a heap, in-place, in O(len(heap)) time."""
    for position in range(len(x) // 2 - 1, -1, -1):
        _sink(x, position)


def _rise(heap, top, position):
    """Move the item at `position` up, as long as it is smaller than its parent, but not above `top`."""
    item = heap[position]
    while position > top:
        above = (position - 1) >> 1
        parent = heap[above]
        if not item < parent:
            break
        heap[position] = parent
        position = above
    heap[position] = item


def _sink(heap, position):
    """Put the item at `position` to its place below, where both subtrees of the position are heaps.

    The smaller child moves up all the way to a leaf and the item rises from there: an item that comes from the end of
    the heap belongs near the leaves, so this compares less than stopping on the way down.
    """
    end = len(heap)
    top = position
    item = heap[position]
    child = 2 * position + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[position] = heap[child]
        position = child
        child = 2 * position + 1
    heap[position] = item
    _rise(heap, top, position)


# The same for heaps whose largest item is the first, which nsmallest() and merge() need.


def _heappop_max(heap):
    last = heap.pop()
    if not heap:
        return last
    largest = heap[0]
    heap[0] = last
    _sink_max(heap, 0)
    return largest


def _heapreplace_max(heap, item):
    largest = heap[0]
    heap[0] = item
    _sink_max(heap, 0)
    return largest


def _heapify_max(x):
    for position in range(len(x) // 2 - 1, -1, -1):
        _sink_max(x, position)


def _sink_max(heap, position):
    end = len(heap)
    top = position
    item = heap[position]
    child = 2 * position + 1
    while child < end:
        right = child + 1
        if right < end and not heap[right] < heap[child]:
            child = right
        heap[position] = heap[child]
        position = child
        child = 2 * position + 1
    while position > top:
        above = (position - 1) >> 1
        parent = heap[above]
        if not parent < item:
            break
        heap[position] = parent
        position = above
    heap[position] = item


def merge(*iterables, key=None, reverse=False):
    """Merge sorted inputs into one sorted iterator, without reading them ahead.

    Equal items come in the order of the inputs.
    """
    # The order number decides between equal items and keeps iterators from being compared.
    direction = -1 if reverse else 1
    heap = []
    for order, iterable in enumerate(iterables):
        source = iter(iterable)
        for value in source:
            heap.append([value if key is None else key(value), order * direction, value, source])
            break
    if reverse:
        _heapify_max(heap)
        pop, replace = _heappop_max, _heapreplace_max
    else:
        heapify(heap)
        pop, replace = heappop, heapreplace
    while len(heap) > 1:
        entry = heap[0]
        yield entry[2]
        for value in entry[3]:
            entry[0] = value if key is None else key(value)
            entry[2] = value
            replace(heap, entry)
            break
        else:
            pop(heap)
    if heap:
        _, _, value, source = heap[0]
        yield value
        yield from source


def nsmallest(n, iterable, key=None):
    """Find the n smallest elements in a dataset: sorted(iterable, key=key)[:n]"""
    return _best(n, iterable, key, min, 1, _heapify_max, _heapreplace_max, _smaller)


def nlargest(n, iterable, key=None):
    """Find the n largest elements in a dataset: sorted(iterable, key=key, reverse=True)[:n]"""
    return _best(n, iterable, key, max, -1, heapify, heapreplace, _larger)


def _smaller(first, second):
    return first < second


def _larger(first, second):
    return second < first


def _best(n, iterable, key, best_of, direction, make_heap, replace, better):
    """Return the n best elements, the best first. The worst of those kept is the first in a heap of its own."""
    if n == 1:
        nothing = object()
        found = best_of(iterable, default=nothing, key=key)
        return [] if found is nothing else [found]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key, reverse=direction < 0)[:n]
    source = iter(iterable)
    # The order number makes the result stable and is never equal, so elements themselves are not compared twice.
    kept = []
    if n > 0:
        order = 0
        for element in source:
            kept.append((element if key is None else key(element), order, element))
            order += direction
            if len(kept) == n:
                break
    if not kept:
        return []
    make_heap(kept)
    worst = kept[0][0]
    for element in source:
        rank = element if key is None else key(element)
        if better(rank, worst):
            replace(kept, (rank, order, element))
            worst = kept[0][0]
            order += direction
    kept.sort(reverse=direction < 0)
    return [element for _, _, element in kept]
