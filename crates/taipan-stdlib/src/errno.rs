//! `errno`: the system's error numbers by name. See <https://docs.python.org/3.13/library/errno.html>.

use rustix::io::Errno;
use taipan_vm::native::NativeModule;
use taipan_vm::{Raised, Value, Vm};

/// The module.
pub(crate) fn module() -> NativeModule {
    NativeModule { name: "errno", functions: &[], init: Some(init) }
}

const NUMBERS: &[(&str, Errno)] = &[
    ("E2BIG", Errno::TOOBIG),
    ("EACCES", Errno::ACCESS),
    ("EADDRINUSE", Errno::ADDRINUSE),
    ("EADDRNOTAVAIL", Errno::ADDRNOTAVAIL),
    ("EAFNOSUPPORT", Errno::AFNOSUPPORT),
    ("EAGAIN", Errno::AGAIN),
    ("EALREADY", Errno::ALREADY),
    ("EBADF", Errno::BADF),
    ("EBADMSG", Errno::BADMSG),
    ("EBUSY", Errno::BUSY),
    ("ECANCELED", Errno::CANCELED),
    ("ECHILD", Errno::CHILD),
    ("ECONNABORTED", Errno::CONNABORTED),
    ("ECONNREFUSED", Errno::CONNREFUSED),
    ("ECONNRESET", Errno::CONNRESET),
    ("EDEADLK", Errno::DEADLK),
    ("EDESTADDRREQ", Errno::DESTADDRREQ),
    ("EDOM", Errno::DOM),
    ("EDQUOT", Errno::DQUOT),
    ("EEXIST", Errno::EXIST),
    ("EFAULT", Errno::FAULT),
    ("EFBIG", Errno::FBIG),
    ("EHOSTDOWN", Errno::HOSTDOWN),
    ("EHOSTUNREACH", Errno::HOSTUNREACH),
    ("EIDRM", Errno::IDRM),
    ("EILSEQ", Errno::ILSEQ),
    ("EINPROGRESS", Errno::INPROGRESS),
    ("EINTR", Errno::INTR),
    ("EINVAL", Errno::INVAL),
    ("EIO", Errno::IO),
    ("EISCONN", Errno::ISCONN),
    ("EISDIR", Errno::ISDIR),
    ("ELOOP", Errno::LOOP),
    ("EMFILE", Errno::MFILE),
    ("EMLINK", Errno::MLINK),
    ("EMSGSIZE", Errno::MSGSIZE),
    ("ENAMETOOLONG", Errno::NAMETOOLONG),
    ("ENETDOWN", Errno::NETDOWN),
    ("ENETRESET", Errno::NETRESET),
    ("ENETUNREACH", Errno::NETUNREACH),
    ("ENFILE", Errno::NFILE),
    ("ENOBUFS", Errno::NOBUFS),
    ("ENODEV", Errno::NODEV),
    ("ENOENT", Errno::NOENT),
    ("ENOEXEC", Errno::NOEXEC),
    ("ENOLCK", Errno::NOLCK),
    ("ENOMEM", Errno::NOMEM),
    ("ENOMSG", Errno::NOMSG),
    ("ENOPROTOOPT", Errno::NOPROTOOPT),
    ("ENOSPC", Errno::NOSPC),
    ("ENOSYS", Errno::NOSYS),
    ("ENOTCONN", Errno::NOTCONN),
    ("ENOTDIR", Errno::NOTDIR),
    ("ENOTEMPTY", Errno::NOTEMPTY),
    ("ENOTSOCK", Errno::NOTSOCK),
    ("ENOTSUP", Errno::NOTSUP),
    ("ENOTTY", Errno::NOTTY),
    ("ENXIO", Errno::NXIO),
    ("EOPNOTSUPP", Errno::OPNOTSUPP),
    ("EOVERFLOW", Errno::OVERFLOW),
    ("EPERM", Errno::PERM),
    ("EPFNOSUPPORT", Errno::PFNOSUPPORT),
    ("EPIPE", Errno::PIPE),
    ("EPROTO", Errno::PROTO),
    ("EPROTONOSUPPORT", Errno::PROTONOSUPPORT),
    ("EPROTOTYPE", Errno::PROTOTYPE),
    ("ERANGE", Errno::RANGE),
    ("EROFS", Errno::ROFS),
    ("ESHUTDOWN", Errno::SHUTDOWN),
    ("ESOCKTNOSUPPORT", Errno::SOCKTNOSUPPORT),
    ("ESPIPE", Errno::SPIPE),
    ("ESRCH", Errno::SRCH),
    ("ESTALE", Errno::STALE),
    ("ETIMEDOUT", Errno::TIMEDOUT),
    ("ETXTBSY", Errno::TXTBSY),
    ("EUSERS", Errno::USERS),
    ("EWOULDBLOCK", Errno::WOULDBLOCK),
    ("EXDEV", Errno::XDEV),
];

fn init(vm: &mut Vm, dict: &Value) -> Result<(), Raised> {
    let names = vm.dict();
    for (name, number) in NUMBERS {
        let number = Value::index(number.raw_os_error() as usize);
        vm.dict_set_str(dict, name, number.clone());
        // Of two names for one number the main one is shown.
        if !matches!(*name, "EWOULDBLOCK" | "ENOTSUP") {
            let name = vm.intern(name);
            vm.dict_set(&names, &number, name)?;
        }
    }
    vm.dict_set_str(dict, "errorcode", names);
    Ok(())
}
