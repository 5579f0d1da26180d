//! Functions of `_socket` on names, addresses and byte order. Looking up a name waits; `loop.getaddrinfo` does it without
//! stopping other tasks.

use super::{c_int, failed, socket_socketpair};
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use taipan_vm::sockets::{AF_INET, AF_INET6, Address, resolve};
use taipan_vm::types::StrObject;
use taipan_vm::{ExceptionKind, Kind, NativeDef, NativeResult, Raised, Value, Vm};

/// The functions of the module.
pub(super) const FUNCTIONS: &[NativeDef] = &[
    NativeDef::plain("getaddrinfo", "host, port, family=0, type=0, proto=0, flags=0", socket_getaddrinfo),
    NativeDef::plain("gethostbyname", "hostname, /", socket_gethostbyname),
    NativeDef::plain("gethostname", "", socket_gethostname),
    NativeDef::plain("getservbyname", "servicename, protocolname='tcp', /", socket_getservbyname),
    NativeDef::plain("htonl", "x, /", |vm, args| swap(vm, args, "htonl", 32)),
    NativeDef::plain("htons", "x, /", |vm, args| swap(vm, args, "htons", 16)),
    NativeDef::plain("inet_aton", "ip_addr, /", socket_inet_aton),
    NativeDef::plain("inet_ntoa", "packed_ip, /", socket_inet_ntoa),
    NativeDef::plain("inet_ntop", "address_family, packed_ip, /", socket_inet_ntop),
    NativeDef::plain("inet_pton", "address_family, ip_string, /", socket_inet_pton),
    NativeDef::plain("ntohl", "x, /", |vm, args| swap(vm, args, "ntohl", 32)),
    NativeDef::plain("ntohs", "x, /", |vm, args| swap(vm, args, "ntohs", 16)),
    NativeDef::plain("socketpair", "family=1, type=1, proto=0, cls=None", socket_socketpair),
];

/// The port of a service: a number, or a name of the services file.
fn service_port(vm: &mut Vm, service: &str) -> Result<u16, Raised> {
    if let Ok(port) = service.trim().parse::<u32>() {
        return Ok(port as u16);
    }
    match find_service(service, None) {
        Some(port) => Ok(port),
        None => Err(vm.address_info_error(-8, "Servname not supported for ai_socktype")),
    }
}

/// Looks for a service in the system's list.
fn find_service(name: &str, protocol: Option<&str>) -> Option<u16> {
    let services = std::fs::read_to_string("/etc/services").unwrap_or_default();
    let listed = services.lines().find_map(|line| {
        let mut words = line.split('#').next()?.split_whitespace();
        let (first, port) = (words.next()?, words.next()?);
        let (number, listed_protocol) = port.split_once('/')?;
        let named = first == name || words.any(|alias| alias == name);
        let fits = protocol.is_none_or(|protocol| protocol == listed_protocol);
        if named && fits { number.parse().ok() } else { None }
    });
    listed.or(match name {
        "ftp" => Some(21),
        "ssh" => Some(22),
        "smtp" => Some(25),
        "domain" => Some(53),
        "http" => Some(80),
        "https" => Some(443),
        _ => None,
    })
}

fn socket_getservbyname(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let name = vm.expect_str(&args[0], "getservbyname() argument 1")?.lossy().into_owned();
    let protocol = vm.expect_str(&args[1], "getservbyname() argument 2")?.lossy().into_owned();
    match find_service(&name, Some(&protocol)) {
        Some(port) => Ok(Value::index(port.into())),
        None => Err(vm.error(ExceptionKind::OSError, "service/proto not found")),
    }
}

/// A `getaddrinfo` argument: text, or none.
fn optional_text(vm: &mut Vm, value: &Value, message: &str) -> Result<Option<String>, Raised> {
    if value.is_none() {
        return Ok(None);
    }
    match (value.as_ref::<StrObject>(), value.as_bytes()) {
        (Some(text), _) => Ok(Some(text.lossy().into_owned())),
        (None, Some(bytes)) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        (None, None) => Err(vm.type_error(message)),
    }
}

fn socket_getaddrinfo(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let host = optional_text(vm, &args[0], "getaddrinfo() argument 1 must be string or None")?;
    let port = match vm.has_index(&args[1]) {
        true => Some(vm.index(&args[1])?.to_string()),
        false => match args[1].kind() {
            Kind::None | Kind::Str | Kind::Bytes => optional_text(vm, &args[1], "")?,
            _ => return Err(vm.error(ExceptionKind::OSError, "Int or String expected")),
        },
    };
    let (family, kind) = (c_int(vm, &args[2])?, c_int(vm, &args[3])?);
    let (protocol, flags) = (c_int(vm, &args[4])?, c_int(vm, &args[5])?);
    if host.is_none() && port.is_none() {
        return Err(vm.address_info_error(-2, "Name or service not known"));
    }
    let port = match port {
        Some(service) => service_port(vm, &service)?,
        None => 0,
    };
    let found = match host.as_deref() {
        None if flags & libc::AI_PASSIVE != 0 => {
            vec![IpAddr::V4(Ipv4Addr::UNSPECIFIED), IpAddr::V6(Ipv6Addr::UNSPECIFIED)]
        }
        None => vec![IpAddr::V6(Ipv6Addr::LOCALHOST), IpAddr::V4(Ipv4Addr::LOCALHOST)],
        Some(host) => addresses(vm, host, family, flags)?,
    };
    let kinds = [
        (libc::SOCK_STREAM, libc::IPPROTO_TCP),
        (libc::SOCK_DGRAM, libc::IPPROTO_UDP),
        (libc::SOCK_RAW, libc::IPPROTO_IP),
    ];
    let mut entries = Vec::new();
    for ip in found {
        let ip_family = if ip.is_ipv4() { AF_INET } else { AF_INET6 };
        if family != libc::AF_UNSPEC && family != ip_family {
            continue;
        }
        for (entry_kind, entry_protocol) in kinds {
            let wanted = (kind == 0 || kind == entry_kind)
                && (protocol == 0 || protocol == entry_protocol || entry_kind == libc::SOCK_RAW);
            if wanted {
                let entry_protocol = if entry_kind == libc::SOCK_RAW { protocol } else { entry_protocol };
                let address = vm.address_value(&Address::Internet(SocketAddr::new(ip, port)))?;
                let items = vec![
                    super::int(ip_family),
                    super::int(entry_kind),
                    super::int(entry_protocol),
                    vm.str(""),
                    address,
                ];
                entries.push(vm.tuple(items));
            }
        }
    }
    if entries.is_empty() {
        return Err(vm.address_info_error(-2, "Name or service not known"));
    }
    Ok(vm.list(entries))
}

/// The addresses of a host that `getaddrinfo` lists.
fn addresses(vm: &mut Vm, host: &str, family: i32, flags: i32) -> Result<Vec<IpAddr>, Raised> {
    if host.parse::<IpAddr>().is_err() {
        if flags & libc::AI_NUMERICHOST != 0 {
            return Err(vm.address_info_error(-2, "Name or service not known"));
        }
        if !vm.network_access() {
            return Err(failed(vm, &io::Error::from_raw_os_error(libc::EPERM)));
        }
    }
    let (numeric, found) = resolve(host);
    let found = match found {
        Ok(found) => found,
        Err(error) => return Err(vm.resolver_error(&error)),
    };
    let fits = |ip: &IpAddr| match family {
        libc::AF_UNSPEC => true,
        AF_INET => ip.is_ipv4(),
        AF_INET6 => ip.is_ipv6(),
        _ => false,
    };
    if !found.iter().any(fits) {
        return Err(if numeric {
            vm.address_info_error(-9, "Address family for hostname not supported")
        } else {
            vm.address_info_error(-5, "No address associated with hostname")
        });
    }
    Ok(found)
}

fn socket_gethostbyname(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let host = vm.host_argument(&args[0])?;
    let found = addresses(vm, &host, AF_INET, 0)?;
    let first = found.iter().find(|ip| ip.is_ipv4()).map(IpAddr::to_string).unwrap_or_default();
    Ok(vm.string(first))
}

fn socket_gethostname(vm: &mut Vm, _: &[Value]) -> NativeResult {
    if !vm.environment_access() {
        return Err(failed(vm, &io::Error::from_raw_os_error(libc::EPERM)));
    }
    let name = rustix::system::uname().nodename().to_string_lossy().into_owned();
    Ok(vm.string(name))
}

// ---- numeric forms ----

/// `inet_aton` takes one to four numbers, decimal, octal or hexadecimal, of which the last fills the rest.
fn parse_loose(text: &str) -> Option<u32> {
    let parts: Vec<&str> = text.split('.').collect();
    if parts.len() > 4 {
        return None;
    }
    let mut address = 0u64;
    for (index, part) in parts.iter().enumerate() {
        let number = match part.strip_prefix("0x").or_else(|| part.strip_prefix("0X")) {
            Some(digits) => u64::from_str_radix(digits, 16).ok()?,
            None if part.len() > 1 && part.starts_with('0') => u64::from_str_radix(part, 8).ok()?,
            None if part.starts_with('+') => return None,
            None => part.parse().ok()?,
        };
        let last = index + 1 == parts.len();
        let bits = if last { 8 * (4 - index as u32) } else { 8 };
        if number >> bits != 0 {
            return None;
        }
        let shift = if last { 0 } else { 8 * (3 - index as u32) };
        address |= number << shift;
    }
    u32::try_from(address).ok()
}

fn socket_inet_aton(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let text = vm.expect_str(&args[0], "inet_aton() argument 1")?.lossy().into_owned();
    match parse_loose(&text) {
        Some(address) => Ok(vm.bytes(address.to_be_bytes())),
        None => Err(vm.error(ExceptionKind::OSError, "illegal IP address string passed to inet_aton")),
    }
}

fn packed(vm: &mut Vm, value: &Value) -> Result<Vec<u8>, Raised> {
    super::payload(vm, value)
}

fn socket_inet_ntoa(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let bytes = packed(vm, &args[0])?;
    match <[u8; 4]>::try_from(bytes.as_slice()) {
        Ok(bytes) => Ok(vm.string(Ipv4Addr::from(bytes).to_string())),
        Err(_) => Err(vm.error(ExceptionKind::OSError, "packed IP wrong length for inet_ntoa")),
    }
}

fn socket_inet_pton(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let family = c_int(vm, &args[0])?;
    let text = vm.expect_str(&args[1], "inet_pton() argument 2")?.lossy().into_owned();
    let bytes = match family {
        AF_INET => text.parse::<Ipv4Addr>().map(|ip| ip.octets().to_vec()).ok(),
        AF_INET6 => text.parse::<Ipv6Addr>().map(|ip| ip.octets().to_vec()).ok(),
        _ => return Err(failed(vm, &io::Error::from_raw_os_error(libc::EAFNOSUPPORT))),
    };
    match bytes {
        Some(bytes) => Ok(vm.bytes(bytes)),
        None => Err(vm.error(ExceptionKind::OSError, "illegal IP address string passed to inet_pton")),
    }
}

fn socket_inet_ntop(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let family = c_int(vm, &args[0])?;
    let bytes = packed(vm, &args[1])?;
    let text = match family {
        AF_INET => <[u8; 4]>::try_from(bytes.as_slice()).ok().map(|bytes| Ipv4Addr::from(bytes).to_string()),
        AF_INET6 => <[u8; 16]>::try_from(bytes.as_slice()).ok().map(|bytes| Ipv6Addr::from(bytes).to_string()),
        _ => return Err(vm.value_error(format!("unknown address family {family}"))),
    };
    match text {
        Some(text) => Ok(vm.string(text)),
        None => Err(vm.value_error("invalid length of packed IP address string")),
    }
}

/// Between the byte order of the host and of the network.
fn swap(vm: &mut Vm, args: &[Value], name: &str, bits: u32) -> NativeResult {
    let number = vm.index(&args[0])?;
    if number < 0 {
        let message = format!("{name}: can't convert negative Python int to C {bits}-bit unsigned integer");
        return Err(vm.overflow_error(message));
    }
    if number >> bits != 0 {
        return Err(vm.overflow_error(match bits {
            16 => format!("{name}: Python int too large to convert to C 16-bit unsigned integer"),
            _ => String::from("int larger than 32 bits"),
        }));
    }
    Ok(vm.int(match bits {
        16 => (number as u16).to_be().into(),
        _ => (number as u32).to_be().into(),
    }))
}
