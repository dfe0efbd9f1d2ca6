//! A program in a terminal of its own, and when it wrote what. Everything is timed at the terminal's side.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};
use std::{fs, io};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Nobody is waited for longer.
const PATIENCE: Duration = Duration::from_secs(120);

/// A program that runs.
pub(crate) struct Session {
    started: Instant,
    _master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    typing: Box<dyn Write + Send>,
    written: Receiver<(Instant, Vec<u8>)>,
    pub(crate) terminal: vt100::Parser,
}

/// What a key brought about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Answered {
    /// Until the first byte.
    pub(crate) first: Duration,
    /// Until the last before it was still.
    pub(crate) last: Duration,
    pub(crate) bytes: usize,
    /// Bytes of the text of all cells that are others than before.
    pub(crate) changed: usize,
}

impl Session {
    /// Starts a program in a terminal of so many columns and rows.
    pub(crate) fn start(program: &[&str], columns: u16, rows: u16) -> io::Result<Self> {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).map_err(io::Error::other)?;
        let mut command = CommandBuilder::new(program.first().copied().unwrap_or_default());
        command.args(program.iter().skip(1));
        command.env("TERM", "xterm-256color");
        let mut from = pair.master.try_clone_reader().map_err(io::Error::other)?;
        let typing = pair.master.take_writer().map_err(io::Error::other)?;
        let (to, written) = channel();
        let started = Instant::now();
        let child = pair.slave.spawn_command(command).map_err(io::Error::other)?;
        thread::spawn(move || {
            let mut bytes = vec![0; 1 << 16];
            while let Ok(length @ 1..) = from.read(&mut bytes) {
                if to.send((Instant::now(), bytes.get(..length).unwrap_or_default().to_vec())).is_err() {
                    break;
                }
            }
        });
        let least = |number: u16| NonZeroU16::new(number).unwrap_or(NonZeroU16::MIN);
        let terminal = vt100::Parser::new(least(rows), least(columns), 0);
        Ok(Self { started, _master: pair.master, child, typing, written, terminal })
    }

    /// How long after its start the screen was so for the first time; none where it never is.
    pub(crate) fn until(&mut self, holds: impl Fn(&str) -> bool) -> Option<Duration> {
        loop {
            let (at, bytes) = self.written.recv_timeout(PATIENCE).ok()?;
            self.terminal.process(&bytes);
            if holds(&self.terminal.screen().contents()) {
                return Some(at - self.started);
            }
        }
    }

    /// Waits till it writes nothing any more for so long.
    pub(crate) fn still(&mut self, quiet: Duration) {
        while let Ok((_, bytes)) = self.written.recv_timeout(quiet) {
            self.terminal.process(&bytes);
        }
    }

    /// Types keys at once and waits for what they bring about, till it is still for so long.
    pub(crate) fn key(&mut self, keys: &str, quiet: Duration) -> Answered {
        self.key_until(keys, quiet, &|_| true)
    }

    /// The same; it is not still before the screen is so.
    pub(crate) fn key_until(&mut self, keys: &str, quiet: Duration, settled: &dyn Fn(&str) -> bool) -> Answered {
        let before = cells(self.terminal.screen());
        let typed = Instant::now();
        let sent = self.typing.write_all(keys.as_bytes()).and_then(|()| self.typing.flush());
        let mut answered = Answered { first: PATIENCE, last: PATIENCE, bytes: 0, changed: 0 };
        let mut wait = if sent.is_ok() { Duration::from_secs(10) } else { Duration::ZERO };
        while let Ok((at, bytes)) = self.written.recv_timeout(wait) {
            answered.first = answered.first.min(at - typed);
            answered.last = at - typed;
            answered.bytes += bytes.len();
            self.terminal.process(&bytes);
            wait = if settled(&self.terminal.screen().contents()) { quiet } else { PATIENCE };
        }
        let after = cells(self.terminal.screen());
        answered.changed =
            before.iter().zip(&after).filter(|(one, next)| one != next).map(|(_, next)| next.len()).sum();
        answered
    }

    /// Memory at its highest, in MiB, and CPU time in ms so far, of all its threads.
    pub(crate) fn cost(&self) -> (u64, u64) {
        let of = |file: &str| {
            let id = self.child.process_id().unwrap_or_default();
            fs::read_to_string(format!("/proc/{id}/{file}")).unwrap_or_default()
        };
        let peak =
            of("status").lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().split(' ').next()?.parse().ok());
        (peak.unwrap_or(0_u64) / 1024, ticks(&of("stat"), 11) * 10)
    }

    /// How often it was woken so far.
    pub(crate) fn switches(&self) -> u64 {
        let id = self.child.process_id().unwrap_or_default();
        let threads = fs::read_dir(format!("/proc/{id}/task")).into_iter().flatten().flatten();
        let of = |status: String| -> u64 {
            let lines = status.lines().filter_map(|line| line.split_once("ctxt_switches:"));
            lines.filter_map(|(_, count)| count.trim().parse::<u64>().ok()).sum()
        };
        threads.filter_map(|thread| fs::read_to_string(thread.path().join("status")).ok()).map(of).sum()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// The text of each cell.
fn cells(screen: &vt100::Screen) -> Vec<String> {
    let (rows, columns) = screen.size();
    let (rows, columns) = (rows.get(), columns.get());
    let places = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
    places
        .map(|(row, column)| screen.cell(row, column).map(|cell| cell.contents().to_owned()).unwrap_or_default())
        .collect()
}

/// Two neighbouring fields of `/proc/…/stat` together, counted from the state of the process.
pub(crate) fn ticks(stat: &str, field: usize) -> u64 {
    let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
    let fields: Vec<u64> = after.split_whitespace().map(|field| field.parse().unwrap_or(0)).collect();
    fields.get(field..field + 2).map_or(0, |both| both.iter().sum())
}
