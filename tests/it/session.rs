//! The program in a terminal of its own, and how it left that. Waits for bytes, never for time.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError, channel};
use std::thread;
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::fd::OwnedFd;
use rustix::fs::{Mode, OFlags};
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};

/// A test that hears nothing for so long has failed. None waits for it.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) const SIZE: PtySize = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };

/// What the terminal shows before the program starts.
pub(crate) const PROMPT: &str = "somebody@here $ dossier";

/// A program in a terminal of its own.
pub(crate) struct Session {
    pub(crate) master: Box<dyn MasterPty + Send>,
    /// The program's side: what stands in it before the program starts and the modes are set and read here.
    pub(crate) tty: Option<OwnedFd>,
    pub(crate) typing: Box<dyn Write + Send>,
    /// What comes from the program; ends when nobody has the terminal any more.
    pub(crate) bytes: Receiver<Vec<u8>>,
    pub(crate) ended: Receiver<ExitStatus>,
    pub(crate) pid: Pid,
    /// All that the program wrote.
    pub(crate) written: Vec<u8>,
    pub(crate) terminal: vt100::Parser,
    pub(crate) modes: String,
}

/// How a session ended.
pub(crate) struct End {
    pub(crate) status: ExitStatus,
    pub(crate) written: Vec<u8>,
    pub(crate) screen: vt100::Screen,
    /// The terminal's modes before the program and after it.
    pub(crate) modes: (String, String),
}

impl Session {
    /// Starts `program` in a terminal that shows a prompt, and whose modes are not the usual ones.
    pub(crate) fn start(program: CommandBuilder) -> Session {
        let pair = native_pty_system().openpty(SIZE).unwrap();
        let name = pair.master.tty_name().unwrap();
        let tty = rustix::fs::open(&name, OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC, Mode::empty()).unwrap();
        let mut unusual = tcgetattr(&tty).unwrap();
        unusual.local_modes.toggle(LocalModes::ECHOK | LocalModes::ECHO);
        tcsetattr(&tty, OptionalActions::Now, &unusual).unwrap();
        let modes = modes(&tty);
        rustix::io::write(&tty, PROMPT.as_bytes()).unwrap();
        let mut from = pair.master.try_clone_reader().unwrap();
        let mut prompt = [0; PROMPT.len()];
        from.read_exact(&mut prompt).unwrap();
        let mut terminal = vt100::Parser::new(cells(SIZE.rows), cells(SIZE.cols), 0);
        terminal.process(&prompt);
        let typing = pair.master.take_writer().unwrap();
        let child = pair.slave.spawn_command(program).unwrap();
        let pid = Pid::from_raw(child.process_id().unwrap().try_into().unwrap()).unwrap();
        Session {
            master: pair.master,
            tty: Some(tty),
            typing,
            bytes: heard(from),
            ended: waited(child),
            pid,
            written: Vec::new(),
            terminal,
            modes,
        }
    }

    /// Listens until the screen is as awaited.
    pub(crate) fn until(&mut self, awaited: &str, holds: impl Fn(&vt100::Screen) -> bool) {
        while !holds(self.terminal.screen()) {
            let bytes = self.bytes.recv_timeout(PATIENCE);
            let bytes = bytes.unwrap_or_else(|_| panic!("no {awaited}:\n{}", self.terminal.screen().contents()));
            self.take_in(&bytes);
        }
    }

    pub(crate) fn until_shown(&mut self, text: &str) {
        self.until(text, |screen| screen.contents().contains(text));
    }

    pub(crate) fn until_not_shown(&mut self, text: &str) {
        self.until(&format!("screen without {text}"), |screen| !screen.contents().contains(text));
    }

    fn take_in(&mut self, bytes: &[u8]) {
        self.written.extend(bytes);
        self.terminal.process(bytes);
    }

    pub(crate) fn types(&mut self, keys: &str) {
        self.typing.write_all(keys.as_bytes()).unwrap();
        self.typing.flush().unwrap();
    }

    pub(crate) fn is_sent(&self, signal: Signal) {
        kill_process(self.pid, signal).unwrap();
    }

    /// The program has to end now.
    pub(crate) fn end(mut self) -> End {
        let status = self.ended.recv_timeout(PATIENCE).expect("the program does not end");
        let tty = self.tty.take().unwrap();
        let after = modes(&tty);
        drop(tty);
        loop {
            match self.bytes.recv_timeout(PATIENCE) {
                Ok(bytes) => self.take_in(&bytes),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("somebody still has the terminal"),
            }
        }
        End {
            status,
            written: std::mem::take(&mut self.written),
            screen: self.terminal.screen().clone(),
            modes: (self.modes.clone(), after),
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if matches!(self.ended.try_recv(), Err(TryRecvError::Empty)) {
            kill_process(self.pid, Signal::KILL).ok();
        }
    }
}

impl End {
    /// The terminal is as it was before the program, and shows what it showed.
    pub(crate) fn leaves_no_trace(&self) {
        self.leaves_the_modes();
        assert_eq!(self.screen.contents(), PROMPT);
    }

    pub(crate) fn leaves_the_modes(&self) {
        let screen = &self.screen;
        let left = [screen.alternate_screen(), screen.hide_cursor(), screen.bracketed_paste()];
        assert_eq!(left, [false; 3], "alternate screen, hidden cursor, bracketed paste");
        assert_eq!(self.modes.0, self.modes.1);
    }
}

pub(crate) fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

/// The modes of a terminal, all of them.
pub(crate) fn modes(tty: &OwnedFd) -> String {
    format!("{:?}", tcgetattr(tty).unwrap())
}

pub(crate) fn heard(mut from: Box<dyn Read + Send>) -> Receiver<Vec<u8>> {
    let (to, bytes) = channel();
    thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(length @ 1..) = from.read(&mut buffer) {
            if to.send(buffer[..length].to_vec()).is_err() {
                break;
            }
        }
    });
    bytes
}

pub(crate) fn waited(mut child: Box<dyn Child + Send + Sync>) -> Receiver<ExitStatus> {
    let (to, ended) = channel();
    thread::spawn(move || to.send(child.wait().unwrap()));
    ended
}

/// The reader on this dossier.
pub(crate) fn reader(folder: &Path) -> CommandBuilder {
    let mut program = CommandBuilder::new(env!("CARGO_BIN_EXE_dossier"));
    program.env_clear();
    program.env("TERM", "xterm-256color");
    program.env("HOME", folder);
    program.cwd(folder);
    program.arg(folder);
    program
}
