"""Abstract base classes: the metaclass ABCMeta and the decorators that mark abstract members."""

from _weakref import ref as _ref

# Grows with every registration. A class whose negative cache carries an older
# number has to forget its "no" answers, because a registration may have made
# one of them wrong.
_registrations = 0


class _Record:
    """What an abstract base class remembers about other classes, all held weakly."""

    __slots__ = ("registry", "known", "refused", "refused_at", "__weakref__")

    def __init__(self):
        self.registry = set()
        self.known = set()
        self.refused = set()
        self.refused_at = _registrations


def abstractmethod(funcobj):
    """Mark a method that concrete subclasses have to override."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    """A class method that is abstract; `@classmethod @abstractmethod` says the same."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    """A static method that is abstract; `@staticmethod @abstractmethod` says the same."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    """A property that is abstract; `@property @abstractmethod` says the same."""

    __isabstractmethod__ = True


def _collect_abstract(cls, namespace, bases):
    names = {
        name
        for name, value in namespace.items()
        if getattr(value, "__isabstractmethod__", False)
    }
    for base in bases:
        for name in getattr(base, "__abstractmethods__", ()):
            if name not in names and getattr(
                getattr(cls, name, None), "__isabstractmethod__", False
            ):
                names.add(name)
    return frozenset(names)


class ABCMeta(type):
    """Metaclass of abstract base classes."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _collect_abstract(cls, namespace, bases)
        cls._abc_impl = _Record()
        return cls

    def register(cls, subclass):
        """Make `subclass` count as a subclass of this class, and return it."""
        global _registrations
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            # The two classes would otherwise be subclasses of each other.
            raise RuntimeError("Refusing to create an inheritance cycle")
        registry = cls._abc_impl.registry
        registry.add(_ref(subclass, registry.discard))
        _registrations += 1
        return subclass

    def __instancecheck__(cls, instance):
        """Answer isinstance(instance, cls)."""
        record = cls._abc_impl
        claimed = instance.__class__
        if _ref(claimed) in record.known:
            return True
        actual = type(instance)
        if actual is claimed:
            if record.refused_at == _registrations and _ref(claimed) in record.refused:
                return False
            return cls.__subclasscheck__(claimed)
        return cls.__subclasscheck__(claimed) or cls.__subclasscheck__(actual)

    def __subclasscheck__(cls, subclass):
        """Answer issubclass(subclass, cls)."""
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        record = cls._abc_impl
        key = _ref(subclass)
        if key in record.known:
            return True
        if record.refused_at != _registrations:
            record.refused.clear()
            record.refused_at = _registrations
        elif key in record.refused:
            return False

        answer = cls.__subclasshook__(subclass)
        if answer is NotImplemented:
            answer = cls in subclass.__mro__ or _is_virtual(cls, record, subclass)
        elif answer is not True and answer is not False:
            raise AssertionError(
                "__subclasshook__ must return either False, True, or NotImplemented"
            )
        answers = record.known if answer else record.refused
        answers.add(_ref(subclass, answers.discard))
        return answer

    def _dump_registry(cls, file=None):
        """Print what is registered with this class."""
        print(f"Class: {cls.__module__}.{cls.__qualname__}", file=file)
        print(f"Inv. counter: {get_cache_token()}", file=file)
        record = cls._abc_impl
        print(f"_abc_registry: {record.registry!r}", file=file)
        print(f"_abc_cache: {record.known!r}", file=file)
        print(f"_abc_negative_cache: {record.refused!r}", file=file)
        print(f"_abc_negative_cache_version: {record.refused_at!r}", file=file)

    def _abc_registry_clear(cls):
        """Forget every registration."""
        cls._abc_impl.registry.clear()

    def _abc_caches_clear(cls):
        """Forget every remembered answer."""
        cls._abc_impl.known.clear()
        cls._abc_impl.refused.clear()


def _is_virtual(cls, record, subclass):
    # Copies, since a nested check may register or drop classes.
    for weak in list(record.registry):
        registered = weak()
        if registered is not None and issubclass(subclass, registered):
            return True
    for child in cls.__subclasses__():
        if issubclass(subclass, child):
            return True
    return False


def update_abstractmethods(cls):
    """Work out the abstract methods of `cls` again after a decorator changed its members."""
    if hasattr(cls, "__abstractmethods__"):
        names = {
            name
            for base in cls.__bases__
            for name in getattr(base, "__abstractmethods__", ())
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False)
        }
        for name, value in cls.__dict__.items():
            if getattr(value, "__isabstractmethod__", False):
                names.add(name)
        cls.__abstractmethods__ = frozenset(names)
    return cls


def get_cache_token():
    """A number that changes with every ABCMeta.register() call."""
    return _registrations


class ABC(metaclass=ABCMeta):
    """A class to inherit from instead of naming the metaclass."""

    __slots__ = ()
