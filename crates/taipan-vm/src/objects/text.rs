//! Code points and WTF-8: UTF-8 extended so that lone surrogates (U+D800 to U+DFFF) keep their three-byte form.

/// Encodes a code point, surrogates included.
pub fn encode_code_point(code_point: u32, buffer: &mut [u8; 4]) -> &[u8] {
    match char::from_u32(code_point) {
        Some(c) => c.encode_utf8(buffer).as_bytes(),
        None => {
            buffer[0] = 0xe0 | (code_point >> 12) as u8 & 0x0f;
            buffer[1] = 0x80 | (code_point >> 6) as u8 & 0x3f;
            buffer[2] = 0x80 | code_point as u8 & 0x3f;
            &buffer[..3]
        }
    }
}

/// Appends a code point, surrogates included.
pub fn push_code_point(bytes: &mut Vec<u8>, code_point: u32) {
    let mut buffer = [0; 4];
    bytes.extend_from_slice(encode_code_point(code_point, &mut buffer));
}

/// Decodes the code point that starts at `at`, and its length in bytes. The bytes must be WTF-8 and `at` a boundary.
#[inline]
pub fn decode_code_point(bytes: &[u8], at: usize) -> (u32, usize) {
    let first = bytes[at];
    let tail = |i: usize| (bytes[at + i] & 0x3f) as u32;
    match first {
        0..0x80 => (first as u32, 1),
        0x80..0xe0 => ((first as u32 & 0x1f) << 6 | tail(1), 2),
        0xe0..0xf0 => ((first as u32 & 0x0f) << 12 | tail(1) << 6 | tail(2), 3),
        _ => ((first as u32 & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4),
    }
}

/// The code points of WTF-8 bytes.
pub fn code_points(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        if at >= bytes.len() {
            return None;
        }
        let (c, len) = decode_code_point(bytes, at);
        at += len;
        Some(c)
    })
}

/// Where `needle` first occurs in `haystack`. Short texts are searched without the preparations that pay for long ones.
pub fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    const SHORT: usize = 96;
    match needle {
        [] => Some(0),
        [byte] => memchr::memchr(*byte, haystack),
        [first, ..] if haystack.len() <= SHORT => {
            let last = haystack.len().checked_sub(needle.len())?;
            let mut at = 0;
            while at <= last {
                at += memchr::memchr(*first, &haystack[at..=last])?;
                if haystack[at..].starts_with(needle) {
                    return Some(at);
                }
                at += 1;
            }
            None
        }
        _ => memchr::memmem::find(haystack, needle),
    }
}

/// Where `needle`, which is not empty, occurs in `haystack`, without overlaps.
pub fn find_all<'t>(haystack: &'t [u8], needle: &'t [u8]) -> impl Iterator<Item = usize> + 't {
    const SHORT: usize = 96;
    let finder = if haystack.len() > SHORT { Some(memchr::memmem::Finder::new(needle)) } else { None };
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = haystack.get(at..)?;
        let found = match &finder {
            Some(finder) => finder.find(rest),
            None => find(rest, needle),
        }?;
        let start = at + found;
        at = start + needle.len();
        Some(start)
    })
}

/// Whether the code point is a surrogate.
pub fn is_surrogate(code_point: u32) -> bool {
    (0xd800..0xe000).contains(&code_point)
}

/// Byte offset of character number `index` (which may be the length).
pub fn byte_offset(bytes: &[u8], index: usize) -> usize {
    let mut left = index;
    for (at, byte) in bytes.iter().enumerate() {
        if (*byte as i8) >= -0x40 {
            if left == 0 {
                return at;
            }
            left -= 1;
        }
    }
    bytes.len()
}
