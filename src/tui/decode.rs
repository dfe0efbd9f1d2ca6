//! What a terminal sends → keys and pasted text. Pure: bytes in, events out. Must never panic, nor make a key of what
//! is an answer or a report of the terminal.
//!
//! It is our own because crossterm's reader leaves a burst of more than 1,024 bytes lying until the next key,
//! underflows on a cursor report of `0;0`, and spins when the terminal vanishes.

use std::time::Duration;

use crate::keys::{KeyCode, KeyPress};
use crate::reader::event::Input;

/// The longest pasted text that is kept, in bytes; the rest of it is dropped.
const LONGEST_PASTE: usize = 64 * 1024;
/// How long an Escape waits for what may follow it: less than a frame.
const ESCAPE_MAY_TAKE: Duration = Duration::from_millis(10);
/// How long the rest of a sequence may take: over a slow line it comes after its Escape was taken for a key.
const SEQUENCE_MAY_TAKE: Duration = Duration::from_millis(500);
/// How long a paste may be silent.
const PASTE_MAY_REST: Duration = Duration::from_secs(1);
/// The longest sequence that is waited for, in bytes.
const LONGEST_SEQUENCE: usize = 4096;
const PASTE_BEGINS: &[u8] = b"\x1b[200~";
const PASTE_ENDS: &[u8] = b"\x1b[201~";

/// Bytes that do not make a key yet.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    pending: Vec<u8>,
    paste: Option<Paste>,
    /// Whether the Escape in `pending` was taken for a key; what follows may still show that it was none.
    ran_ahead: bool,
}

/// A text that is being pasted, and the last bytes of it, among which its end is looked for.
#[derive(Debug, Default)]
struct Paste {
    text: Vec<u8>,
    matched: usize,
}

/// What the first bytes come to.
enum Step {
    /// So many bytes are a key, or nothing we know.
    Taken(usize, Option<KeyPress>),
    /// The beginning of something.
    More,
}

impl Decoder {
    /// What these bytes complete.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Vec<Input> {
        let mut events = Vec::new();
        let mut input = std::mem::take(&mut self.pending);
        input.extend(bytes);
        let mut rest = input.as_slice();
        if self.ran_ahead {
            match late(rest) {
                Late::Open => {
                    self.pending = input;
                    return events;
                }
                Late::Sequence => events.push(Input::EscapeWithdrawn),
                Late::Keys => rest = rest.get(1..).unwrap_or_default(),
            }
            self.ran_ahead = false;
        }
        loop {
            if let Some(paste) = &mut self.paste {
                let Some(after) = paste.feed(rest) else {
                    return events;
                };
                rest = after;
                events.extend(self.paste.take().map(Paste::event));
            }
            let (taken, pasting) = take_keys(rest, &mut events);
            rest = rest.get(taken..).unwrap_or_default();
            if !pasting {
                self.pending = rest.to_vec();
                return events;
            }
            self.paste = Some(Paste::default());
        }
    }

    /// How long what has begun may be silent until it is over: a lone Escape is a key only when nothing follows it, and
    /// a paste whose end was lost would swallow every key. None where nothing has begun.
    pub(super) fn patience(&self) -> Option<Duration> {
        let paste = self.paste.as_ref().map(|_| PASTE_MAY_REST);
        let is_escape = self.pending == [0x1b] && !self.ran_ahead;
        let begun = if is_escape { ESCAPE_MAY_TAKE } else { SEQUENCE_MAY_TAKE };
        paste.or((!self.pending.is_empty()).then_some(begun))
    }

    /// Nothing followed: what waited stands for itself, or for nothing; a paste is over.
    pub(super) fn quiet(&mut self) -> Vec<Input> {
        if let Some(paste) = self.paste.take() {
            return vec![paste.event()];
        }
        if self.pending == [0x1b] && !self.ran_ahead {
            self.ran_ahead = true;
            return vec![Input::Key(KeyPress::plain(KeyCode::Esc))];
        }
        let pending = std::mem::take(&mut self.pending);
        if std::mem::take(&mut self.ran_ahead) {
            // What was typed after the Escape is no sequence: its keys are what they are.
            return self.feed(pending.get(1..).unwrap_or_default());
        }
        let key = match pending.as_slice() {
            [0x1b, letter @ (b'[' | b'O' | b']' | b'P' | b'X' | b'^' | b'_')] => {
                Some(KeyPress::new(KeyCode::Char(char::from(*letter)), false, true, false))
            }
            _ => None,
        };
        key.map(Input::Key).into_iter().collect()
    }
}

/// What comes after an Escape that was taken for a key.
enum Late {
    /// It may become a sequence.
    Open,
    /// It is one, of which that Escape was the beginning.
    Sequence,
    /// Keys of their own.
    Keys,
}

fn late(bytes: &[u8]) -> Late {
    let begins = matches!(bytes, [0x1b, b'[' | b'O', ..]);
    if begins && PASTE_BEGINS.starts_with(bytes) {
        return Late::Open;
    }
    match step(bytes) {
        _ if !begins => Late::Keys,
        Step::More => Late::Open,
        // One letter after the bracket that is no known key was typed by somebody.
        Step::Taken(..=3, None) => Late::Keys,
        Step::Taken(..) => Late::Sequence,
    }
}

impl Paste {
    /// Takes what belongs to the text; gives back what follows its end, if that has come.
    fn feed<'a>(&mut self, bytes: &'a [u8]) -> Option<&'a [u8]> {
        for (at, byte) in bytes.iter().enumerate() {
            self.matched = match PASTE_ENDS.get(self.matched) {
                Some(wanted) if wanted == byte => self.matched + 1,
                _ => usize::from(*byte == 0x1b),
            };
            if self.text.len() < LONGEST_PASTE + PASTE_ENDS.len() {
                self.text.push(*byte);
            }
            if self.matched == PASTE_ENDS.len() {
                return bytes.get(at + 1..);
            }
        }
        None
    }

    fn event(mut self) -> Input {
        if self.text.ends_with(PASTE_ENDS) {
            self.text.truncate(self.text.len() - PASTE_ENDS.len());
        }
        self.text.truncate(LONGEST_PASTE);
        Input::Paste(String::from_utf8_lossy(&self.text).into_owned())
    }
}

/// The keys at the front of `bytes`, how many bytes they were, and whether a paste begins after them.
fn take_keys(bytes: &[u8], events: &mut Vec<Input>) -> (usize, bool) {
    let mut taken = 0;
    while let Some(rest) = bytes.get(taken..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with(PASTE_BEGINS) {
            return (taken + PASTE_BEGINS.len(), true);
        }
        match step(rest) {
            Step::More if rest.len() <= LONGEST_SEQUENCE => break,
            Step::More => taken = bytes.len(),
            Step::Taken(length, key) => {
                taken += length;
                events.extend(key.map(Input::Key));
            }
        }
    }
    (taken, false)
}

fn step(bytes: &[u8]) -> Step {
    match bytes {
        [] | [0x1b] | [0x1b, b'[' | b'O'] => Step::More,
        [0x1b, 0x1b, ..] => Step::Taken(1, Some(KeyPress::plain(KeyCode::Esc))),
        [0x1b, b'[', body @ ..] => control_sequence(body),
        [0x1b, b'O', last, ..] => Step::Taken(3, short_sequence(*last)),
        [0x1b, b']' | b'P' | b'X' | b'^' | b'_', body @ ..] => string_sequence(body),
        [0x1b, rest @ ..] => match step(rest) {
            Step::Taken(length, key) => {
                Step::Taken(length + 1, key.map(|key| KeyPress::new(key.code, key.ctrl, true, key.shift)))
            }
            Step::More => Step::More,
        },
        [byte @ (..0x20 | 0x7f), ..] => Step::Taken(1, control(*byte)),
        _ => character(bytes),
    }
}

/// A key that comes as one byte.
fn control(byte: u8) -> Option<KeyPress> {
    let letter =
        |first: u8, from: u8| KeyPress::new(KeyCode::Char(char::from(first + (byte - from))), true, false, false);
    match byte {
        b'\r' => Some(KeyPress::plain(KeyCode::Enter)),
        b'\t' => Some(KeyPress::plain(KeyCode::Tab)),
        0x08 | 0x7f => Some(KeyPress::plain(KeyCode::Backspace)),
        0x00 => Some(KeyPress::new(KeyCode::Char(' '), true, false, false)),
        0x01..=0x1a => Some(letter(b'a', 0x01)),
        0x1c..=0x1f => Some(letter(b'\\', 0x1c)),
        _ => None,
    }
}

/// A character of one to four bytes. What is no character is passed over.
fn character(bytes: &[u8]) -> Step {
    let head = bytes.get(..bytes.len().min(4)).unwrap_or_default();
    let valid = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) if error.valid_up_to() == 0 => {
            return error.error_len().map_or(Step::More, |length| Step::Taken(length, None));
        }
        Err(error) => {
            head.get(..error.valid_up_to()).and_then(|valid| std::str::from_utf8(valid).ok()).unwrap_or_default()
        }
    };
    let Some(letter) = valid.chars().next() else {
        return Step::Taken(1, None);
    };
    let key = (!letter.is_control()).then(|| KeyPress::plain(KeyCode::Char(letter)));
    Step::Taken(letter.len_utf8(), key)
}

/// What follows `ESC O`.
fn short_sequence(last: u8) -> Option<KeyPress> {
    if last == b'M' { Some(KeyPress::plain(KeyCode::Enter)) } else { by_letter(last).map(KeyPress::plain) }
}

/// What follows `ESC [`, up to its last byte.
fn control_sequence(body: &[u8]) -> Step {
    if let [b'[', rest @ ..] = body {
        // The console of Linux: F1 to F5 are `ESC [ [ A` to `E`.
        return rest.first().map_or(Step::More, |last| {
            Step::Taken(4, matches!(last, b'A'..=b'E').then(|| KeyPress::plain(KeyCode::F(last - b'A' + 1))))
        });
    }
    let Some(length) = body.iter().position(|byte| !(0x20..0x40).contains(byte)) else {
        return Step::More;
    };
    match (body.get(..length), body.get(length)) {
        (Some(parameters), Some(last @ 0x40..0x7f)) => Step::Taken(2 + length + 1, named(parameters, *last)),
        // Something else breaks in: what was begun is nothing, and that is read anew.
        _ => Step::Taken(2 + length, None),
    }
}

/// An answer of the terminal, up to BEL or `ESC \`: passed over. CAN and SUB break it off, and so does Ctrl-C, which
/// somebody types who waits.
fn string_sequence(body: &[u8]) -> Step {
    for (at, byte) in body.iter().enumerate() {
        match (byte, body.get(at + 1)) {
            (0x07 | 0x18 | 0x1a, _) => return Step::Taken(2 + at + 1, None),
            (0x1b, Some(b'\\')) => return Step::Taken(2 + at + 2, None),
            (0x03, _) => return Step::Taken(2 + at, None),
            _ => {}
        }
    }
    Step::More
}

/// The key of a control sequence: `parameters` are `1;modifiers` or `number;modifiers`, or not there at all.
fn named(parameters: &[u8], last: u8) -> Option<KeyPress> {
    let text = std::str::from_utf8(parameters).ok()?;
    let mut numbers = text.split(';').map(|number| if number.is_empty() { Some(1) } else { number.parse::<u8>().ok() });
    let number = numbers.next()??;
    let modifiers = numbers.next().map_or(Some(0), |modifiers| modifiers?.checked_sub(1))?;
    let (shift, alt, ctrl, others) =
        (modifiers & 1 != 0, modifiers & 2 != 0, modifiers & 4 != 0, modifiers & 0b11_1000 != 0);
    if others || numbers.next().is_some() {
        return None;
    }
    match last {
        b'~' => by_number(number).map(|code| KeyPress::new(code, ctrl, alt, shift)),
        b'Z' if number == 1 => Some(KeyPress::new(KeyCode::Tab, ctrl, alt, true)),
        _ if number == 1 => by_letter(last).map(|code| KeyPress::new(code, ctrl, alt, shift)),
        _ => None,
    }
}

fn by_letter(last: u8) -> Option<KeyCode> {
    match last {
        b'A' => Some(KeyCode::Up),
        b'B' => Some(KeyCode::Down),
        b'C' => Some(KeyCode::Right),
        b'D' => Some(KeyCode::Left),
        b'F' => Some(KeyCode::End),
        b'H' => Some(KeyCode::Home),
        b'P'..=b'S' => Some(KeyCode::F(last - b'P' + 1)),
        _ => None,
    }
}

fn by_number(number: u8) -> Option<KeyCode> {
    match number {
        1 | 7 => Some(KeyCode::Home),
        2 => Some(KeyCode::Insert),
        3 => Some(KeyCode::Delete),
        4 | 8 => Some(KeyCode::End),
        5 => Some(KeyCode::PageUp),
        6 => Some(KeyCode::PageDown),
        // The numbers have gaps where old keyboards had a gap.
        11..=15 => Some(KeyCode::F(number - 10)),
        17..=21 => Some(KeyCode::F(number - 11)),
        23..=26 => Some(KeyCode::F(number - 12)),
        28 | 29 => Some(KeyCode::F(number - 13)),
        31..=34 => Some(KeyCode::F(number - 14)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{parse_keys, print_keys};
    use proptest::prelude::*;

    /// What bytes come to, keys in their notation and pasted text in quotes, once nothing follows.
    fn read(bytes: &[u8]) -> String {
        let mut decoder = Decoder::default();
        let mut events = decoder.feed(bytes);
        events.extend(decoder.quiet());
        told(&events)
    }

    fn told(events: &[Input]) -> String {
        events
            .iter()
            .map(|event| match event {
                Input::Key(key) => key.to_string(),
                Input::Paste(text) => format!("{text:?}"),
                Input::EscapeWithdrawn => "<taken back>".to_owned(),
                Input::Resize { .. } | Input::Resumed => {
                    unreachable!("the terminal types no {event:?}")
                }
            })
            .collect()
    }

    #[test]
    fn characters_are_keys() {
        assert_eq!(read("gGé語😀 ".as_bytes()), "gGé語😀<Space>");
        assert_eq!(read(b"<"), "<lt>");
    }

    #[test]
    fn control_bytes_are_keys() {
        assert_eq!(read(b"\r\n\t\x7f\x08"), "<Enter><C-j><Tab><Backspace><Backspace>");
        assert_eq!(read(b"\x03\x04\x1a\x00\x1c\x1f"), r"<C-c><C-d><C-z><C-Space><C-\><C-_>");
    }

    /// What two parts come to with so many silences between them.
    fn parted(one: &[u8], silences: usize, next: &[u8]) -> String {
        let mut decoder = Decoder::default();
        let mut events = decoder.feed(one);
        for _ in 0..silences {
            events.extend(decoder.quiet());
        }
        events.extend(decoder.feed(next));
        while decoder.patience().is_some() {
            events.extend(decoder.quiet());
        }
        told(&events)
    }

    #[test]
    fn what_comes_late_over_a_slow_line_is_no_key_of_its_own() {
        for (sequence, key) in [
            (&b"\x1b[A"[..], "<Up>"),
            (b"\x1bOP", "<F1>"),
            (b"\x1b[5~", "<PgUp>"),
            (b"\x1b[1;5A", "<C-Up>"),
            (b"\x1b[<0;10;5M", ""),
            (b"\x1b[200~ab\x1b[201~", "\"ab\""),
        ] {
            for split in 1..sequence.len() {
                let (one, next) = sequence.split_at(split);
                // An Escape alone is a key after a while; more than that waits for its end.
                let silences = usize::from(split == 1);
                let expected = if split == 1 { format!("<Esc><taken back>{key}") } else { key.to_owned() };
                assert_eq!(parted(one, silences, next), expected, "{sequence:?} {split}");
            }
        }
    }

    #[test]
    fn what_is_typed_after_an_escape_is_what_it_is() {
        assert_eq!(parted(b"\x1b", 1, b"j"), "<Esc>j");
        assert_eq!(parted(b"\x1b", 1, b"[l"), "<Esc>[l");
        assert_eq!(parted(b"\x1b", 1, b"["), "<Esc>[");
        assert_eq!(parted(b"\x1b", 1, b"\x1b"), "<Esc><Esc>");
        assert_eq!(parted(b"\x1b", 2, b"[A"), "<Esc>[A", "half a second later");
        assert_eq!(parted(b"\x1bj", 0, b""), "<A-j>");
    }

    #[test]
    fn named_keys_are_read_in_all_their_forms() {
        assert_eq!(read(b"\x1b[A\x1b[B\x1bOC\x1bOD"), "<Up><Down><Right><Left>");
        assert_eq!(
            read(b"\x1b[H\x1b[1~\x1b[7~\x1bOH\x1b[F\x1b[4~\x1b[8~\x1bOF"),
            "<Home><Home><Home><Home><End><End><End><End>"
        );
        assert_eq!(read(b"\x1b[2~\x1b[3~\x1b[5~\x1b[6~\x1b[Z\x1bOM"), "<Insert><Delete><PgUp><PgDn><S-Tab><Enter>");
        assert_eq!(
            read(b"\x1bOP\x1b[11~\x1b[[A\x1bOS\x1b[15~\x1b[17~\x1b[24~\x1b[25~\x1b[34~"),
            "<F1><F1><F1><F4><F5><F6><F12><F13><F20>"
        );
        assert_eq!(read(b"\x1b[1;5A\x1b[5;2~\x1b[1;3P\x1b[1;2Z"), "<C-Up><S-PgUp><A-F1><S-Tab>");
    }

    #[test]
    fn alt_comes_as_an_escape_before_the_key() {
        assert_eq!(read("\x1bx\x1bé\x1b\x03\x1b\r".as_bytes()), "<A-x><A-é><C-A-c><A-Enter>");
        assert_eq!(read(b"\x1b["), "<A-[>");
        assert_eq!(read(b"\x1b]"), "<A-]>");
    }

    #[test]
    fn a_lone_escape_is_one_when_nothing_follows() {
        let mut decoder = Decoder::default();
        assert_eq!(decoder.feed(b"\x1b"), []);
        assert_eq!(decoder.patience(), Some(ESCAPE_MAY_TAKE));
        assert_eq!(told(&decoder.quiet()), "<Esc>");
        assert_eq!(decoder.patience(), Some(SEQUENCE_MAY_TAKE), "it may have been the beginning of something");
        assert_eq!((decoder.quiet(), decoder.patience()), (Vec::new(), None));
        assert_eq!(decoder.feed(b"j"), [Input::Key(KeyPress::plain(KeyCode::Char('j')))]);
        assert_eq!(read(b"\x1b\x1b"), "<Esc><Esc>");
        assert_eq!(read(b"\x1b\x1b[A"), "<Esc><Up>");
    }

    #[test]
    fn answers_and_reports_type_nothing() {
        for answer in [
            &b"\x1b[0;0R"[..],
            b"\x1b[12;40R",
            b"\x1b[?62;c",
            b"\x1b[>0;1;2c",
            b"\x1b[?2026;1$y",
            b"\x1b]11;rgb:0000/0000/0000\x07",
            b"\x1b]4;1;rgb:ff/ff/ff\x1b\\",
            b"\x1bP>|term 1\x1b\\",
            b"\x1b[I",
            b"\x1b[O",
            b"\x1b[<0;3;4M",
            b"\x1b[200",
            b"\x1b[99999999999~",
            b"\x1b[97;1;1u",
            b"\x1b[1;9A",
            b"\x1b[8;24;80t",
        ] {
            assert_eq!(read(answer), "", "{:?}", String::from_utf8_lossy(answer));
        }
        assert_eq!(read(b"\x1b[?1;2cj\x1b]10;?\x07k"), "jk");
    }

    #[test]
    fn what_is_no_utf_8_is_passed_over() {
        assert_eq!(read(b"a\xffb\xc3(c\xed\xa0\x80d"), "ab(cd");
        assert_eq!(read("\u{85}\u{9b}A".as_bytes()), "A");
        assert_eq!(read(b"\xe8\xaa"), "");
    }

    #[test]
    fn a_sequence_broken_by_another_key_is_dropped() {
        assert_eq!(read(b"\x1b[1;\x1b[A"), "<Up>");
        assert_eq!(read(b"\x1b[\rj"), "<Enter>j");
    }

    #[test]
    fn pasted_text_is_no_key() {
        assert_eq!(read(b"a\x1b[200~q\r\x1b[A\x03\x1b[201~b"), r#"a"q\r\u{1b}[A\u{3}"b"#);
        assert_eq!(read(b"\x1b[200~\x1b[201~\x1b[200~x\x1b\x1b[201~"), r#""""x\u{1b}""#);
        assert_eq!(read(b"\x1b[200~unfinished \xff"), "\"unfinished \u{fffd}\"");
    }

    #[test]
    fn what_is_never_ended_is_over_when_nothing_follows() {
        let mut decoder = Decoder::default();
        assert_eq!(decoder.feed(b"\x1b[200~a\x03\x03"), []);
        assert_eq!(decoder.patience(), Some(PASTE_MAY_REST));
        assert_eq!(decoder.quiet(), [Input::Paste("a\u{3}\u{3}".to_owned())]);
        assert_eq!(decoder.patience(), None);
        assert_eq!(told(&decoder.feed(b"\x03")), "<C-c>");
        assert_eq!(read(b"\x1b]l\x03"), "<C-c>");
        assert_eq!(read(b"\x1bP12\x18j\x1bX\x1ak"), "jk");
    }

    #[test]
    fn a_long_paste_is_cut_and_what_follows_is_read() {
        let text = vec![b'x'; LONGEST_PASTE + 10];
        let events = Decoder::default().feed(&[PASTE_BEGINS, &text, PASTE_ENDS, b"j"].concat());
        assert_eq!(events, [Input::Paste("x".repeat(LONGEST_PASTE)), Input::Key(KeyPress::plain(KeyCode::Char('j')))]);
    }

    #[test]
    fn an_endless_answer_is_given_up() {
        let mut decoder = Decoder::default();
        let mut events = decoder.feed(b"\x1b]11;");
        events.extend(decoder.feed(&vec![b'x'; LONGEST_SEQUENCE]));
        events.extend(decoder.feed(b"j"));
        assert_eq!(told(&events), "j");
    }

    fn whatever() -> impl Strategy<Value = Vec<u8>> {
        let piece = prop_oneof![
            prop::collection::vec(any::<u8>(), 0..6),
            "[\\x1b\\[\\]O0-9;~A-Z?<]{1,8}".prop_map(String::into_bytes),
            Just(PASTE_BEGINS.to_vec()),
            Just(PASTE_ENDS.to_vec()),
            "\\PC{0,4}".prop_map(String::into_bytes),
        ];
        prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn however_it_comes_in_pieces_it_is_the_same(bytes in whatever(), size in 1usize..7) {
            let mut decoder = Decoder::default();
            let mut events: Vec<Input> = bytes.chunks(size).flat_map(|piece| decoder.feed(piece)).collect();
            events.extend(decoder.quiet());
            prop_assert_eq!(told(&events), read(&bytes));
        }

        #[test]
        fn every_key_is_one_that_can_be_written(bytes in whatever()) {
            for event in Decoder::default().feed(&bytes) {
                if let Input::Key(key) = event {
                    prop_assert_eq!(parse_keys(&print_keys(&[key])), Ok(vec![key]));
                }
            }
        }
    }
}
