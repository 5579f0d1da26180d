//! Sockets as data: the descriptor behind a `socket.socket` object, operations on it that never wait, and addresses as
//! values. The methods that scripts see, and waiting in blocking mode, are in `taipan-stdlib`'s `socket`; waiting in
//! tasks is in `asyncio`.

use crate::exceptions::ExceptionKind;
use crate::heap::Tuple;
use crate::native::{NativeData, NativeResult, Raised};
use crate::types::StrObject;
use crate::value::Value;
use crate::vm::Vm;
use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
use rustix::io::Errno;
use rustix::net::{
    AddressFamily, Protocol, RecvFlags, SendFlags, SocketAddrAny, SocketAddrUnix, SocketFlags, SocketType, sockopt,
};
use std::cell::{Cell, Ref, RefCell};
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use std::num::NonZeroU32;
use std::os::fd::{AsRawFd, RawFd};

/// `AF_UNIX`
pub const AF_UNIX: i32 = AddressFamily::UNIX.as_raw() as i32;
/// `AF_INET`
pub const AF_INET: i32 = AddressFamily::INET.as_raw() as i32;
/// `AF_INET6`
pub const AF_INET6: i32 = AddressFamily::INET6.as_raw() as i32;

/// Received into a buffer of this size on the stack first; larger requests get a buffer of their own.
const SMALL: usize = 4096;

/// The data of a socket object.
pub struct SocketData {
    fd: RefCell<Option<OwnedFd>>,
    /// Address family, socket type and protocol, as the numbers that scripts use.
    pub family: Cell<i32>,
    /// `SOCK_STREAM`, `SOCK_DGRAM`, ...
    pub kind: Cell<i32>,
    /// Usually 0: the default of family and type.
    pub protocol: Cell<i32>,
    /// How long operations wait: none means for ever, zero not at all.
    pub timeout: Cell<Option<f64>>,
}

impl NativeData for SocketData {}

/// A socket address.
#[derive(Clone, Debug)]
pub enum Address {
    /// IPv4 or IPv6.
    Internet(SocketAddr),
    /// A path, an abstract name (with a leading NUL), or nothing for unnamed sockets.
    Unix(Vec<u8>),
    /// Of a family that is not supported.
    Unknown,
}

impl SocketData {
    /// An unconnected socket that does not wait for anything.
    ///
    /// # Errors
    /// What the operating system says.
    pub fn open(family: i32, kind: i32, protocol: i32) -> io::Result<SocketData> {
        let protocol_number = u32::try_from(protocol).map_err(|_| io::Error::from(Errno::PROTONOSUPPORT))?;
        let wanted_family = u16::try_from(family).map_err(|_| io::Error::from(Errno::AFNOSUPPORT))?;
        let (kind, flags) = split_kind(kind);
        let fd = rustix::net::socket_with(
            AddressFamily::from_raw(wanted_family),
            SocketType::from_raw(kind as u32),
            flags | SocketFlags::CLOEXEC,
            NonZeroU32::new(protocol_number).map(Protocol::from_raw),
        )?;
        let timeout = if flags.contains(SocketFlags::NONBLOCK) { Some(0.0) } else { None };
        Ok(SocketData::from_fd(fd, family, kind, protocol, timeout))
    }

    /// Two connected sockets.
    ///
    /// # Errors
    /// What the operating system says.
    pub fn pair(family: i32, kind: i32, protocol: i32) -> io::Result<(SocketData, SocketData)> {
        let protocol_number = u32::try_from(protocol).map_err(|_| io::Error::from(Errno::PROTONOSUPPORT))?;
        let wanted_family = u16::try_from(family).map_err(|_| io::Error::from(Errno::AFNOSUPPORT))?;
        let (kind, flags) = split_kind(kind);
        let (a, b) = rustix::net::socketpair(
            AddressFamily::from_raw(wanted_family),
            SocketType::from_raw(kind as u32),
            flags | SocketFlags::CLOEXEC,
            NonZeroU32::new(protocol_number).map(Protocol::from_raw),
        )?;
        let timeout = if flags.contains(SocketFlags::NONBLOCK) { Some(0.0) } else { None };
        let make = |fd| SocketData::from_fd(fd, family, kind, protocol, timeout);
        Ok((make(a), make(b)))
    }

    /// Takes over a descriptor.
    pub fn from_fd(fd: OwnedFd, family: i32, kind: i32, protocol: i32, timeout: Option<f64>) -> SocketData {
        SocketData {
            fd: RefCell::new(Some(fd)),
            family: Cell::new(family),
            kind: Cell::new(kind),
            protocol: Cell::new(protocol),
            timeout: Cell::new(timeout),
        }
    }

    /// The descriptor, or -1 once the socket is closed.
    pub fn raw_fd(&self) -> RawFd {
        self.fd.borrow().as_ref().map_or(-1, AsRawFd::as_raw_fd)
    }

    /// The descriptor.
    ///
    /// # Errors
    /// `EBADF` once the socket is closed.
    pub fn fd(&self) -> io::Result<Ref<'_, OwnedFd>> {
        Ref::filter_map(self.fd.borrow(), Option::as_ref).map_err(|_| Errno::BADF.into())
    }

    /// Gives the descriptor away; the socket is closed from then on. Tell the event loop first ([`Vm::forget_fd`]).
    pub fn take_fd(&self) -> Option<OwnedFd> {
        self.fd.borrow_mut().take()
    }

    /// Whether operations that would have to wait fail at once instead.
    pub fn is_nonblocking(&self) -> bool {
        self.timeout.get() == Some(0.0)
    }

    /// Sets how long operations wait. The descriptor itself blocks only when they wait for ever.
    ///
    /// # Errors
    /// `EBADF` once the socket is closed.
    pub fn set_timeout(&self, timeout: Option<f64>) -> io::Result<()> {
        rustix::io::ioctl_fionbio(&*self.fd()?, timeout.is_some())?;
        self.timeout.set(timeout);
        Ok(())
    }

    // ---- operations that never wait ----

    /// Receives at most `limit` bytes; none at the end of the stream.
    ///
    /// # Errors
    /// `EAGAIN` ([`io::ErrorKind::WouldBlock`]) when there is nothing yet, or what the operating system says.
    pub fn try_recv(&self, limit: usize, flags: u32) -> io::Result<Vec<u8>> {
        let flags = RecvFlags::from_bits_retain(flags) | RecvFlags::DONTWAIT;
        let fd = self.fd()?;
        if limit <= SMALL {
            let mut buffer = [0; SMALL];
            let (count, _) = retry(|| rustix::net::recv(&*fd, &mut buffer[..limit], flags))?;
            return Ok(buffer[..count].to_vec());
        }
        let mut buffer = Vec::new();
        buffer.try_reserve_exact(limit).map_err(|_| io::Error::from(Errno::NOMEM))?;
        retry(|| rustix::net::recv(&*fd, rustix::buffer::spare_capacity(&mut buffer), flags))?;
        Ok(buffer)
    }

    /// Receives into a buffer; says how many bytes came.
    ///
    /// # Errors
    /// As [`SocketData::try_recv`].
    pub fn try_recv_into(&self, buffer: &mut [u8], flags: u32) -> io::Result<usize> {
        let flags = RecvFlags::from_bits_retain(flags) | RecvFlags::DONTWAIT;
        let fd = self.fd()?;
        let (count, _) = retry(|| rustix::net::recv(&*fd, &mut *buffer, flags))?;
        Ok(count)
    }

    /// Receives one datagram, cut off at `limit` bytes, and its sender.
    ///
    /// # Errors
    /// As [`SocketData::try_recv`].
    pub fn try_recv_from(&self, limit: usize, flags: u32) -> io::Result<(Vec<u8>, Address)> {
        let flags = RecvFlags::from_bits_retain(flags) | RecvFlags::DONTWAIT;
        let fd = self.fd()?;
        let mut buffer = Vec::new();
        buffer.try_reserve_exact(limit).map_err(|_| io::Error::from(Errno::NOMEM))?;
        let (_, _, sender) = retry(|| rustix::net::recvfrom(&*fd, rustix::buffer::spare_capacity(&mut buffer), flags))?;
        Ok((buffer, sender.map_or(Address::Unix(Vec::new()), |sender| Address::from_system(&sender))))
    }

    /// Sends as much as there is room for; says how much.
    ///
    /// # Errors
    /// `EAGAIN` when there is no room, `EPIPE` when the other side is gone, or what the operating system says.
    pub fn try_send(&self, data: &[u8], flags: u32) -> io::Result<usize> {
        let flags = SendFlags::from_bits_retain(flags) | SendFlags::DONTWAIT | SendFlags::NOSIGNAL;
        let fd = self.fd()?;
        Ok(retry(|| rustix::net::send(&*fd, data, flags))?)
    }

    /// Sends a datagram.
    ///
    /// # Errors
    /// As [`SocketData::try_send`].
    pub fn try_send_to(&self, data: &[u8], flags: u32, to: &Address) -> io::Result<usize> {
        let flags = SendFlags::from_bits_retain(flags) | SendFlags::DONTWAIT | SendFlags::NOSIGNAL;
        let fd = self.fd()?;
        let sent = match to {
            Address::Internet(address) => retry(|| rustix::net::sendto(&*fd, data, flags, address))?,
            Address::Unix(path) => {
                let address = unix_address(path)?;
                retry(|| rustix::net::sendto(&*fd, data, flags, &address))?
            }
            Address::Unknown => return Err(Errno::AFNOSUPPORT.into()),
        };
        Ok(sent)
    }

    /// Accepts a connection; the new socket does not block. A listening socket in blocking mode must be known to have one.
    ///
    /// # Errors
    /// `EAGAIN` when there is none, `EMFILE`, or what the operating system says.
    pub fn try_accept(&self) -> io::Result<(SocketData, Address)> {
        let listener = self.fd()?;
        let (fd, peer) =
            retry(|| rustix::net::acceptfrom_with(&*listener, SocketFlags::CLOEXEC | SocketFlags::NONBLOCK))?;
        let peer = peer.map_or(Address::Unix(Vec::new()), |peer| Address::from_system(&peer));
        let socket = SocketData::from_fd(fd, self.family.get(), self.kind.get(), self.protocol.get(), Some(0.0));
        Ok((socket, peer))
    }

    /// Starts to connect. The socket must not block ([`SocketData::is_nonblocking`]).
    ///
    /// # Errors
    /// `EINPROGRESS` when the outcome comes later: wait until the socket is writable, then ask
    /// [`SocketData::take_error`]. Otherwise what the operating system says.
    pub fn start_connect(&self, address: &Address) -> io::Result<()> {
        let fd = self.fd()?;
        connect(fd.as_fd(), address)
    }

    /// The pending error of the socket: the outcome of a connection attempt.
    ///
    /// # Errors
    /// That error.
    pub fn take_error(&self) -> io::Result<()> {
        let fd = self.fd()?;
        Ok(sockopt::socket_error(&*fd)??)
    }

    /// The socket's own address.
    ///
    /// # Errors
    /// `EBADF` once the socket is closed.
    pub fn local_address(&self) -> io::Result<Address> {
        Ok(Address::from_system(&rustix::net::getsockname(&*self.fd()?)?))
    }

    /// The address of the other side.
    ///
    /// # Errors
    /// `ENOTCONN` when there is none.
    pub fn peer_address(&self) -> io::Result<Address> {
        let peer = rustix::net::getpeername(&*self.fd()?)?;
        Ok(peer.map_or(Address::Unix(Vec::new()), |peer| Address::from_system(&peer)))
    }

    /// Gives the socket an address.
    ///
    /// # Errors
    /// `EADDRINUSE`, or what else the operating system says.
    pub fn bind(&self, address: &Address) -> io::Result<()> {
        let fd = self.fd()?;
        match address {
            Address::Internet(address) => rustix::net::bind(&*fd, address)?,
            Address::Unix(path) => rustix::net::bind(&*fd, &unix_address(path)?)?,
            Address::Unknown => return Err(Errno::AFNOSUPPORT.into()),
        }
        Ok(())
    }
}

fn connect(fd: BorrowedFd<'_>, address: &Address) -> io::Result<()> {
    match address {
        Address::Internet(address) => rustix::net::connect(fd, address)?,
        Address::Unix(path) => rustix::net::connect(fd, &unix_address(path)?)?,
        Address::Unknown => return Err(Errno::AFNOSUPPORT.into()),
    }
    Ok(())
}

/// The type proper, and the flags that Linux allows beside it (`SOCK_NONBLOCK`, `SOCK_CLOEXEC`).
fn split_kind(kind: i32) -> (i32, SocketFlags) {
    let flags = (SocketFlags::NONBLOCK | SocketFlags::CLOEXEC).bits();
    (kind & !(flags as i32), SocketFlags::from_bits_retain(kind as u32 & flags))
}

/// Repeats a call that a signal has interrupted; none of the calls here waits, so this ends.
fn retry<T>(mut call: impl FnMut() -> rustix::io::Result<T>) -> rustix::io::Result<T> {
    loop {
        match call() {
            Err(Errno::INTR) => {}
            result => return result,
        }
    }
}

fn unix_address(path: &[u8]) -> io::Result<SocketAddrUnix> {
    Ok(match path {
        [] => SocketAddrUnix::new_unnamed(),
        [0, name @ ..] => SocketAddrUnix::new_abstract_name(name)?,
        path => SocketAddrUnix::new(path)?,
    })
}

impl Address {
    fn from_system(address: &SocketAddrAny) -> Address {
        if let Ok(address) = SocketAddr::try_from(address.clone()) {
            return Address::Internet(address);
        }
        match SocketAddrUnix::try_from(address.clone()) {
            Ok(unix) => match (unix.path_bytes(), unix.abstract_name()) {
                (Some(path), _) => Address::Unix(path.to_vec()),
                (None, Some(name)) if !name.is_empty() => Address::Unix([&[0], name].concat()),
                (None, _) => Address::Unix(Vec::new()),
            },
            Err(_) => Address::Unknown,
        }
    }
}

impl Vm {
    /// Whether scripts may use the network.
    pub fn network_access(&self) -> bool {
        self.host.network_access
    }

    /// Whether scripts see the environment of the process.
    pub fn environment_access(&self) -> bool {
        self.host.environment_access
    }

    /// Tells the event loop that a descriptor is about to be closed or given away.
    pub fn forget_fd(&mut self, fd: RawFd) {
        self.descriptor_closes(fd);
    }

    /// An address as scripts see it: `(host, port)`, `(host, port, flow info, scope)`, or the path of a Unix socket.
    pub fn address_value(&mut self, address: &Address) -> NativeResult {
        Ok(match address {
            Address::Internet(SocketAddr::V4(address)) => {
                let host = self.string(address.ip().to_string());
                self.pair(host, Value::index(address.port().into()))
            }
            Address::Internet(SocketAddr::V6(address)) => {
                let host = self.string(address.ip().to_string());
                let port = Value::index(address.port().into());
                let (flow, scope) =
                    (Value::index(address.flowinfo() as usize), Value::index(address.scope_id() as usize));
                self.tuple(vec![host, port, flow, scope])
            }
            Address::Unix(path) if path.first() == Some(&0) => self.bytes(path.clone()),
            Address::Unix(path) => self.string(String::from_utf8_lossy(path).into_owned()),
            Address::Unknown => Value::NONE,
        })
    }

    /// The address in a value, for a socket of this family. `caller` names the function in messages. Host names are looked
    /// up, which waits; a task should look them up first.
    ///
    /// # Errors
    /// TypeError and OverflowError for values that are no address, `gaierror` for names without one.
    pub fn parse_address(&mut self, value: &Value, family: i32, caller: &str) -> Result<Address, Raised> {
        if family == AF_UNIX {
            return self.parse_unix_address(value);
        }
        let name = match family {
            AF_INET => "AF_INET",
            AF_INET6 => "AF_INET6",
            _ => return Err(self.error(ExceptionKind::OSError, format!("{caller}(): bad family"))),
        };
        let Some(tuple) = value.as_ref::<Tuple>() else {
            let given = self.type_name(value);
            return Err(self.type_error(format!("{caller}(): {name} address must be tuple, not {given}")));
        };
        let items = tuple.items();
        let most = if family == AF_INET { 2 } else { 4 };
        if items.len() < 2 || items.len() > most {
            return Err(self.type_error(if family == AF_INET {
                "AF_INET address must be a pair (host, port)"
            } else {
                "AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])"
            }));
        }
        let host = self.host_argument(&items[0])?;
        let port = self.index(&items[1])?;
        let Ok(port) = u16::try_from(port) else {
            return Err(self.overflow_error(format!("{caller}(): port must be 0-65535.")));
        };
        let ip = self.resolve_one(&host, family)?;
        Ok(Address::Internet(match ip {
            IpAddr::V4(ip) => SocketAddr::V4(SocketAddrV4::new(ip, port)),
            IpAddr::V6(ip) => {
                let mut numbers = [0; 2];
                for (number, item) in numbers.iter_mut().zip(&items[2..]) {
                    *number = u32::try_from(self.index(item)?).unwrap_or(u32::MAX);
                }
                if numbers[0] > 0xf_ffff {
                    return Err(self.overflow_error(format!("{caller}(): flowinfo must be 0-1048575.")));
                }
                SocketAddr::V6(SocketAddrV6::new(ip, port, numbers[0], numbers[1]))
            }
        }))
    }

    fn parse_unix_address(&mut self, value: &Value) -> Result<Address, Raised> {
        let path = match (value.as_ref::<StrObject>(), value.as_bytes()) {
            (Some(_), _) => crate::codecs::encode(self, value, "utf-8", "surrogateescape")?,
            (None, Some(bytes)) => bytes.to_vec(),
            (None, None) => {
                let given = self.type_name(value);
                return Err(self.type_error(format!("a bytes-like object is required, not '{given}'")));
            }
        };
        // A path needs room for the NUL at its end; an abstract name has none.
        if path.len() > 108 || (path.len() == 108 && path[0] != 0) {
            return Err(self.error(ExceptionKind::OSError, "AF_UNIX path too long"));
        }
        if path.first() != Some(&0) && path.contains(&0) {
            return Err(self.error(ExceptionKind::OSError, "embedded null byte"));
        }
        Ok(Address::Unix(path))
    }

    /// The text of a host name given as `str` or bytes.
    pub fn host_argument(&mut self, value: &Value) -> Result<String, Raised> {
        match (value.as_ref::<StrObject>(), value.as_bytes()) {
            (Some(text), _) => Ok(text.lossy().into_owned()),
            (None, Some(bytes)) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
            (None, None) => {
                let given = self.type_name(value);
                Err(self.type_error(format!("str, bytes or bytearray expected, not {given}")))
            }
        }
    }

    /// The first address of a host in a family.
    fn resolve_one(&mut self, host: &str, family: i32) -> Result<IpAddr, Raised> {
        match (host, family) {
            ("", AF_INET) => return Ok(IpAddr::V4(Ipv4Addr::UNSPECIFIED)),
            ("", _) => return Ok(IpAddr::V6(Ipv6Addr::UNSPECIFIED)),
            ("<broadcast>", AF_INET) => return Ok(IpAddr::V4(Ipv4Addr::BROADCAST)),
            _ => {}
        }
        let (numeric, address) = resolve(host);
        match address {
            Ok(found) => {
                let wanted = |ip: &&IpAddr| ip.is_ipv4() == (family == AF_INET);
                match found.iter().find(wanted) {
                    Some(ip) => Ok(*ip),
                    None if numeric => Err(self.address_info_error(-9, "Address family for hostname not supported")),
                    None => Err(self.address_info_error(-5, "No address associated with hostname")),
                }
            }
            Err(error) => Err(self.resolver_error(&error)),
        }
    }

    /// `socket.gaierror` for a failed lookup.
    #[cold]
    pub fn resolver_error(&mut self, error: &io::Error) -> Raised {
        let text = error.to_string();
        let known = [
            (-2, "Name or service not known"),
            (-3, "Temporary failure in name resolution"),
            (-4, "Non-recoverable failure in name resolution"),
            (-5, "No address associated with hostname"),
            (-8, "Servname not supported for ai_socktype"),
        ];
        match known.iter().find(|(_, known)| text.contains(known)) {
            Some((number, text)) => self.address_info_error(*number, text),
            None => self.address_info_error(-2, "Name or service not known"),
        }
    }

    /// `socket.gaierror` with a number and its text.
    #[cold]
    pub fn address_info_error(&mut self, number: i64, text: &str) -> Raised {
        let args = [self.int(number), self.str(text)];
        let made = self.import_module("_socket").and_then(|module| {
            let class = self.get_attr_str(&module, "gaierror")?;
            self.call(&class, &args)
        });
        match made {
            Ok(exception) => Raised(exception),
            Err(raised) => raised,
        }
    }
}

/// The addresses of a host, and whether it was given by numbers, which needs no lookup.
pub fn resolve(host: &str) -> (bool, io::Result<Vec<IpAddr>>) {
    use std::net::ToSocketAddrs;
    if let Ok(ip) = host.split('%').next().unwrap_or(host).parse::<IpAddr>() {
        return (true, Ok(vec![ip]));
    }
    let mut found = Vec::new();
    let result = (host, 0).to_socket_addrs().map(|addresses| {
        for address in addresses {
            if !found.contains(&address.ip()) {
                found.push(address.ip());
            }
        }
        found
    });
    (false, result)
}
