//! Turns of the reactor over real sockets and threads.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::fd::AsRawFd;
use std::time::{Duration, Instant};
use taipan_reactor::{Direction, Event, Key, Reactor, Turn, VirtualClock, Wait};

fn pair() -> (TcpStream, TcpStream) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    let (server, _) = listener.accept().unwrap();
    client.set_nonblocking(true).unwrap();
    server.set_nonblocking(true).unwrap();
    (client, server)
}

fn turn(reactor: &mut Reactor, wait: Wait) -> Vec<Event> {
    let mut events = Vec::new();
    reactor.turn(wait, &mut events).unwrap();
    events
}

#[test]
fn one_shot_reads() {
    let (mut client, mut server) = pair();
    let fd = server.as_raw_fd();
    let mut reactor = Reactor::default();
    reactor.wait(fd, Direction::Read, Key(1)).unwrap();
    assert_eq!(reactor.source_count(), 1);
    assert_eq!(turn(&mut reactor, Wait::No), []);
    client.write_all(b"one").unwrap();
    assert_eq!(turn(&mut reactor, Wait::ForEvents), [Event::Ready(Key(1))]);
    assert_eq!(reactor.source_count(), 0);
    // Data that comes while nobody waits is not lost.
    client.write_all(b"two").unwrap();
    assert_eq!(turn(&mut reactor, Wait::No), []);
    reactor.wait(fd, Direction::Read, Key(2)).unwrap();
    assert_eq!(turn(&mut reactor, Wait::ForEvents), [Event::Ready(Key(2))]);
    let mut buffer = [0; 16];
    assert_eq!(server.read(&mut buffer).unwrap(), 6);
    // The next wait needs new data.
    reactor.wait(fd, Direction::Read, Key(3)).unwrap();
    assert_eq!(turn(&mut reactor, Wait::AtMost(0.02)), []);
    drop(client);
    assert_eq!(turn(&mut reactor, Wait::ForEvents), [Event::Ready(Key(3))]);
}

#[test]
fn a_closed_number_can_be_used_again() {
    let mut reactor = Reactor::default();
    for round in 0..3 {
        let (mut client, server) = pair();
        reactor.wait(server.as_raw_fd(), Direction::Read, Key(round)).unwrap();
        client.write_all(b"x").unwrap();
        assert_eq!(turn(&mut reactor, Wait::ForEvents), [Event::Ready(Key(round))]);
        reactor.wait(server.as_raw_fd(), Direction::Write, Key(9)).unwrap();
        assert_eq!(reactor.forget(server.as_raw_fd()), [None, Some(Key(9))]);
        assert_eq!(reactor.source_count(), 0);
    }
}

#[test]
fn watches_are_reported_while_ready() {
    let (mut client, mut server) = pair();
    let fd = server.as_raw_fd();
    let mut reactor = Reactor::default();
    client.write_all(b"data").unwrap();
    reactor.watch(fd, Direction::Read, Key(1)).unwrap();
    for _ in 0..3 {
        assert_eq!(turn(&mut reactor, Wait::ForEvents), [Event::Ready(Key(1))]);
    }
    assert_eq!(server.read(&mut [0; 16]).unwrap(), 4);
    assert_eq!(turn(&mut reactor, Wait::AtMost(0.01)), []);
    assert_eq!(reactor.cancel(fd, Direction::Read), Some(Key(1)));
    assert_eq!(reactor.cancel(fd, Direction::Read), None);
    reactor.watch(fd, Direction::Write, Key(2)).unwrap();
    assert_eq!(turn(&mut reactor, Wait::ForEvents), [Event::Ready(Key(2))]);
    assert_eq!(turn(&mut reactor, Wait::ForEvents), [Event::Ready(Key(2))]);
}

#[test]
fn a_watch_notices_a_file_closed_without_notice() {
    let mut reactor = Reactor::default();
    let (_client, server) = pair();
    let number = server.as_raw_fd();
    reactor.watch(number, Direction::Read, Key(1)).unwrap();
    drop(server);
    let (mut other, again) = pair();
    let fd = if again.as_raw_fd() == number { again.as_raw_fd() } else { other.as_raw_fd() };
    reactor.watch(fd, Direction::Read, Key(2)).unwrap();
    if fd == again.as_raw_fd() {
        other.write_all(b"x").unwrap();
    } else {
        (&again).write_all(b"x").unwrap();
    }
    assert_eq!(turn(&mut reactor, Wait::ForEvents), [Event::Ready(Key(2))]);
}

#[test]
fn sources_before_timers_in_deadline_order() {
    let (mut client, server) = pair();
    let mut reactor = Reactor::default();
    let now = reactor.now();
    for (offset, key) in [(-0.1, 2), (-0.3, 1), (-0.1, 3), (100.0, 9)] {
        reactor.add_timer(now + offset, Key(key));
    }
    reactor.wait(server.as_raw_fd(), Direction::Read, Key(0)).unwrap();
    client.write_all(b"x").unwrap();
    let expected = [Event::Ready(Key(0)), Event::Timer(Key(1)), Event::Timer(Key(2)), Event::Timer(Key(3))];
    assert_eq!(turn(&mut reactor, Wait::ForEvents), expected);
    assert_eq!(reactor.timer_count(), 1);
}

#[test]
fn timers_are_waited_for() {
    let mut reactor = Reactor::default();
    let deadline = reactor.now() + 0.03;
    reactor.add_timer(deadline, Key(1));
    let cancelled = reactor.add_timer(deadline - 0.02, Key(2));
    assert_eq!(reactor.cancel_timer(cancelled), Some(Key(2)));
    assert_eq!(turn(&mut reactor, Wait::ForEvents), [Event::Timer(Key(1))]);
    assert!(reactor.now() >= deadline);
}

#[test]
fn another_thread_wakes() {
    let mut reactor = Reactor::default();
    let waker = reactor.waker().unwrap();
    let thread = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(20));
        waker.wake();
    });
    let mut events = Vec::new();
    assert_eq!(reactor.turn(Wait::ForEvents, &mut events).unwrap(), Turn::Woken);
    assert!(events.is_empty());
    thread.join().unwrap();
}

#[test]
fn nothing_to_wait_for() {
    let mut reactor = Reactor::default();
    assert_eq!(reactor.turn(Wait::ForEvents, &mut Vec::new()).unwrap(), Turn::Idle);
    assert_eq!(reactor.turn(Wait::No, &mut Vec::new()).unwrap(), Turn::Done);
}

#[test]
fn virtual_time_jumps() {
    let mut reactor = Reactor::new(VirtualClock::new());
    let start = Instant::now();
    reactor.add_timer(86_400.0 * 365.0, Key(2));
    reactor.add_timer(3600.0, Key(1));
    assert_eq!(turn(&mut reactor, Wait::ForEvents), [Event::Timer(Key(1))]);
    assert_eq!(reactor.now(), 3600.0);
    assert_eq!(turn(&mut reactor, Wait::No), []);
    assert_eq!(turn(&mut reactor, Wait::ForEvents), [Event::Timer(Key(2))]);
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[test]
fn virtual_time_does_not_jump_past_a_source() {
    let (mut client, server) = pair();
    let mut reactor = Reactor::new(VirtualClock::new());
    reactor.wait(server.as_raw_fd(), Direction::Read, Key(1)).unwrap();
    reactor.add_timer(30.0, Key(2));
    let thread = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(20));
        client.write_all(b"x").unwrap();
        client
    });
    assert_eq!(turn(&mut reactor, Wait::ForEvents), [Event::Ready(Key(1))]);
    assert_eq!(reactor.now(), 0.0);
    assert_eq!(turn(&mut reactor, Wait::ForEvents), [Event::Timer(Key(2))]);
    assert_eq!(reactor.now(), 30.0);
    thread.join().unwrap();
}
