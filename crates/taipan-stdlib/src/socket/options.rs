//! `setsockopt` and `getsockopt`, for the options that hold a number. An option that is not listed raises `OSError` with
//! `ENOPROTOOPT`, as one that the operating system does not know.

use super::{c_int, data, failed};
use rustix::net::sockopt;
use std::io;
use std::os::fd::OwnedFd;
use std::time::Duration;
use taipan_vm::{NativeResult, Value, Vm};

/// What the operating system says of options that it does not know; Unix sockets know only those of the socket level.
fn unknown(fd: &OwnedFd, level: i32) -> io::Error {
    let unix = sockopt::socket_domain(fd).is_ok_and(|family| family == rustix::net::AddressFamily::UNIX);
    let number = if unix && level != libc::SOL_SOCKET { libc::EOPNOTSUPP } else { libc::ENOPROTOOPT };
    io::Error::from_raw_os_error(number)
}

pub(super) fn socket_setsockopt(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let (level, option) = (c_int(vm, &args[1])?, c_int(vm, &args[2])?);
    let numbers = match args[3].as_bytes() {
        Some(bytes) => {
            bytes.chunks_exact(4).map(|chunk| i32::from_ne_bytes([chunk[0], chunk[1], chunk[2], chunk[3]])).collect()
        }
        None => vec![c_int(vm, &args[3])?],
    };
    let result = data(&args[0]).fd().and_then(|fd| set(&fd, level, option, &numbers));
    super::done(vm, result)
}

pub(super) fn socket_getsockopt(vm: &mut Vm, args: &[Value]) -> NativeResult {
    let (level, option) = (c_int(vm, &args[1])?, c_int(vm, &args[2])?);
    let length = vm.index(&args[3])?;
    if !(0..=1024).contains(&length) {
        return Err(vm.error(taipan_vm::ExceptionKind::OSError, "getsockopt buflen out of range"));
    }
    let result = data(&args[0]).fd().and_then(|fd| get(&fd, level, option));
    match result {
        Ok(numbers) if length == 0 => Ok(Value::small_int(numbers[0].into()).expect("32 bits fit")),
        Ok(numbers) => {
            let mut bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_ne_bytes()).collect();
            bytes.truncate(length as usize);
            Ok(vm.bytes(bytes))
        }
        Err(error) => Err(failed(vm, &error)),
    }
}

/// Sets an option; most have one number.
fn set(fd: &OwnedFd, level: i32, option: i32, numbers: &[i32]) -> io::Result<()> {
    let invalid = || io::Error::from_raw_os_error(libc::EINVAL);
    let number = *numbers.first().ok_or_else(invalid)?;
    let on = number != 0;
    let unsigned = u32::try_from(number).map_err(|_| invalid());
    match (level, option) {
        (libc::SOL_SOCKET, libc::SO_REUSEADDR) => sockopt::set_socket_reuseaddr(fd, on)?,
        (libc::SOL_SOCKET, libc::SO_REUSEPORT) => sockopt::set_socket_reuseport(fd, on)?,
        (libc::SOL_SOCKET, libc::SO_KEEPALIVE) => sockopt::set_socket_keepalive(fd, on)?,
        (libc::SOL_SOCKET, libc::SO_BROADCAST) => sockopt::set_socket_broadcast(fd, on)?,
        (libc::SOL_SOCKET, libc::SO_OOBINLINE) => sockopt::set_socket_oobinline(fd, on)?,
        (libc::SOL_SOCKET, libc::SO_PASSCRED) => sockopt::set_socket_passcred(fd, on)?,
        (libc::SOL_SOCKET, libc::SO_RCVBUF) => sockopt::set_socket_recv_buffer_size(fd, unsigned? as usize)?,
        (libc::SOL_SOCKET, libc::SO_SNDBUF) => sockopt::set_socket_send_buffer_size(fd, unsigned? as usize)?,
        (libc::SOL_SOCKET, libc::SO_LINGER) => {
            let seconds = *numbers.get(1).ok_or_else(invalid)?;
            let linger = Duration::from_secs(u64::try_from(seconds).map_err(|_| invalid())?);
            sockopt::set_socket_linger(fd, on.then_some(linger))?;
        }
        (libc::IPPROTO_TCP, libc::TCP_NODELAY) => sockopt::set_tcp_nodelay(fd, on)?,
        (libc::IPPROTO_TCP, libc::TCP_CORK) => sockopt::set_tcp_cork(fd, on)?,
        (libc::IPPROTO_TCP, libc::TCP_QUICKACK) => sockopt::set_tcp_quickack(fd, on)?,
        (libc::IPPROTO_TCP, libc::TCP_KEEPCNT) => sockopt::set_tcp_keepcnt(fd, unsigned?)?,
        (libc::IPPROTO_TCP, libc::TCP_KEEPIDLE) => {
            sockopt::set_tcp_keepidle(fd, Duration::from_secs(unsigned?.into()))?;
        }
        (libc::IPPROTO_TCP, libc::TCP_KEEPINTVL) => {
            sockopt::set_tcp_keepintvl(fd, Duration::from_secs(unsigned?.into()))?;
        }
        (libc::IPPROTO_TCP, libc::TCP_USER_TIMEOUT) => sockopt::set_tcp_user_timeout(fd, unsigned?)?,
        (libc::IPPROTO_IP, libc::IP_TTL) => sockopt::set_ip_ttl(fd, unsigned?)?,
        (libc::IPPROTO_IP, libc::IP_TOS) => {
            sockopt::set_ip_tos(fd, u8::try_from(number).map_err(|_| invalid())?)?;
        }
        (libc::IPPROTO_IP, libc::IP_MULTICAST_TTL) => sockopt::set_ip_multicast_ttl(fd, unsigned?)?,
        (libc::IPPROTO_IP, libc::IP_MULTICAST_LOOP) => sockopt::set_ip_multicast_loop(fd, on)?,
        (libc::IPPROTO_IPV6, libc::IPV6_V6ONLY) => sockopt::set_ipv6_v6only(fd, on)?,
        (libc::IPPROTO_IPV6, libc::IPV6_UNICAST_HOPS) => {
            sockopt::set_ipv6_unicast_hops(fd, u8::try_from(number).ok())?;
        }
        (libc::IPPROTO_IPV6, libc::IPV6_MULTICAST_HOPS) => sockopt::set_ipv6_multicast_hops(fd, unsigned?)?,
        (libc::IPPROTO_IPV6, libc::IPV6_MULTICAST_LOOP) => sockopt::set_ipv6_multicast_loop(fd, on)?,
        _ => return Err(unknown(fd, level)),
    }
    Ok(())
}

/// The numbers of an option.
fn get(fd: &OwnedFd, level: i32, option: i32) -> io::Result<Vec<i32>> {
    let seconds = |duration: Duration| duration.as_secs() as i32;
    let number = match (level, option) {
        (libc::SOL_SOCKET, libc::SO_REUSEADDR) => sockopt::socket_reuseaddr(fd)?.into(),
        (libc::SOL_SOCKET, libc::SO_REUSEPORT) => sockopt::socket_reuseport(fd)?.into(),
        (libc::SOL_SOCKET, libc::SO_KEEPALIVE) => sockopt::socket_keepalive(fd)?.into(),
        (libc::SOL_SOCKET, libc::SO_BROADCAST) => sockopt::socket_broadcast(fd)?.into(),
        (libc::SOL_SOCKET, libc::SO_OOBINLINE) => sockopt::socket_oobinline(fd)?.into(),
        (libc::SOL_SOCKET, libc::SO_PASSCRED) => sockopt::socket_passcred(fd)?.into(),
        (libc::SOL_SOCKET, libc::SO_ACCEPTCONN) => sockopt::socket_acceptconn(fd)?.into(),
        (libc::SOL_SOCKET, libc::SO_RCVBUF) => sockopt::socket_recv_buffer_size(fd)? as i32,
        (libc::SOL_SOCKET, libc::SO_SNDBUF) => sockopt::socket_send_buffer_size(fd)? as i32,
        (libc::SOL_SOCKET, libc::SO_TYPE) => sockopt::socket_type(fd)?.as_raw() as i32,
        (libc::SOL_SOCKET, libc::SO_DOMAIN) => sockopt::socket_domain(fd)?.as_raw().into(),
        (libc::SOL_SOCKET, libc::SO_PROTOCOL) => {
            sockopt::socket_protocol(fd)?.map_or(0, |protocol| protocol.as_raw().get() as i32)
        }
        (libc::SOL_SOCKET, libc::SO_ERROR) => match sockopt::socket_error(fd)? {
            Ok(()) => 0,
            Err(error) => error.raw_os_error(),
        },
        (libc::SOL_SOCKET, libc::SO_LINGER) => {
            let linger = sockopt::socket_linger(fd)?;
            return Ok(vec![linger.is_some().into(), linger.map_or(0, seconds)]);
        }
        (libc::IPPROTO_TCP, libc::TCP_NODELAY) => sockopt::tcp_nodelay(fd)?.into(),
        (libc::IPPROTO_TCP, libc::TCP_CORK) => sockopt::tcp_cork(fd)?.into(),
        (libc::IPPROTO_TCP, libc::TCP_QUICKACK) => sockopt::tcp_quickack(fd)?.into(),
        (libc::IPPROTO_TCP, libc::TCP_KEEPCNT) => sockopt::tcp_keepcnt(fd)? as i32,
        (libc::IPPROTO_TCP, libc::TCP_KEEPIDLE) => seconds(sockopt::tcp_keepidle(fd)?),
        (libc::IPPROTO_TCP, libc::TCP_KEEPINTVL) => seconds(sockopt::tcp_keepintvl(fd)?),
        (libc::IPPROTO_TCP, libc::TCP_USER_TIMEOUT) => sockopt::tcp_user_timeout(fd)? as i32,
        (libc::IPPROTO_IP, libc::IP_TTL) => sockopt::ip_ttl(fd)? as i32,
        (libc::IPPROTO_IP, libc::IP_TOS) => sockopt::ip_tos(fd)?.into(),
        (libc::IPPROTO_IP, libc::IP_MULTICAST_TTL) => sockopt::ip_multicast_ttl(fd)? as i32,
        (libc::IPPROTO_IP, libc::IP_MULTICAST_LOOP) => sockopt::ip_multicast_loop(fd)?.into(),
        (libc::IPPROTO_IPV6, libc::IPV6_V6ONLY) => sockopt::ipv6_v6only(fd)?.into(),
        (libc::IPPROTO_IPV6, libc::IPV6_UNICAST_HOPS) => sockopt::ipv6_unicast_hops(fd)?.into(),
        (libc::IPPROTO_IPV6, libc::IPV6_MULTICAST_HOPS) => sockopt::ipv6_multicast_hops(fd)? as i32,
        (libc::IPPROTO_IPV6, libc::IPV6_MULTICAST_LOOP) => sockopt::ipv6_multicast_loop(fd)?.into(),
        _ => return Err(unknown(fd, level)),
    };
    Ok(vec![number])
}
