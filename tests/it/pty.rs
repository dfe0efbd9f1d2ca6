//! The reader in a real terminal: it opens, and gives the terminal back however it ends. Waits for bytes, never for
//! time.

use std::ffi::OsStr;
use std::fs;
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
use tempfile::TempDir;

use crate::oracle::outside_the_rule;
use dossier::tui::terminal::Taken;

/// A test that hears nothing for so long has failed. None waits for it.
const PATIENCE: Duration = Duration::from_secs(30);

const SIZE: PtySize = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };

/// What the terminal shows before the program starts.
const PROMPT: &str = "somebody@here $ dossier";

/// A program in a terminal of its own.
struct Session {
    master: Box<dyn MasterPty + Send>,
    /// The program's side: what stands in it before the program starts and the modes are set and read here.
    tty: Option<OwnedFd>,
    typing: Box<dyn Write + Send>,
    /// What comes from the program; ends when nobody has the terminal any more.
    bytes: Receiver<Vec<u8>>,
    ended: Receiver<ExitStatus>,
    pid: Pid,
    /// All that the program wrote.
    written: Vec<u8>,
    terminal: vt100::Parser,
    modes: String,
}

/// How a session ended.
struct End {
    status: ExitStatus,
    written: Vec<u8>,
    screen: vt100::Screen,
    /// The terminal's modes before the program and after it.
    modes: (String, String),
}

impl Session {
    /// Starts `program` in a terminal that shows a prompt, and whose modes are not the usual ones.
    fn start(program: CommandBuilder) -> Session {
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
    fn until(&mut self, awaited: &str, holds: impl Fn(&vt100::Screen) -> bool) {
        while !holds(self.terminal.screen()) {
            let bytes = self.bytes.recv_timeout(PATIENCE);
            let bytes = bytes.unwrap_or_else(|_| panic!("no {awaited}:\n{}", self.terminal.screen().contents()));
            self.take_in(&bytes);
        }
    }

    fn until_shown(&mut self, text: &str) {
        self.until(text, |screen| screen.contents().contains(text));
    }

    fn until_not_shown(&mut self, text: &str) {
        self.until(&format!("screen without {text}"), |screen| !screen.contents().contains(text));
    }

    fn take_in(&mut self, bytes: &[u8]) {
        self.written.extend(bytes);
        self.terminal.process(bytes);
    }

    fn types(&mut self, keys: &str) {
        self.typing.write_all(keys.as_bytes()).unwrap();
        self.typing.flush().unwrap();
    }

    fn is_sent(&self, signal: Signal) {
        kill_process(self.pid, signal).unwrap();
    }

    /// The program has to end now.
    fn end(mut self) -> End {
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
    fn leaves_no_trace(&self) {
        self.leaves_the_modes();
        assert_eq!(self.screen.contents(), PROMPT);
    }

    fn leaves_the_modes(&self) {
        let screen = &self.screen;
        let left = [screen.alternate_screen(), screen.hide_cursor(), screen.bracketed_paste()];
        assert_eq!(left, [false; 3], "alternate screen, hidden cursor, bracketed paste");
        assert_eq!(self.modes.0, self.modes.1);
    }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

/// The modes of a terminal, all of them.
fn modes(tty: &OwnedFd) -> String {
    format!("{:?}", tcgetattr(tty).unwrap())
}

fn heard(mut from: Box<dyn Read + Send>) -> Receiver<Vec<u8>> {
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

fn waited(mut child: Box<dyn Child + Send + Sync>) -> Receiver<ExitStatus> {
    let (to, ended) = channel();
    thread::spawn(move || to.send(child.wait().unwrap()));
    ended
}

/// A dossier that tries to command the terminal from every text that is shown first.
fn hostile() -> TempDir {
    let folder = TempDir::new().unwrap();
    let lay = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    lay(
        "dossier.toml",
        r#"format = 1
title = "Walls \u001b]0;owned\u0007 \u202e"
"#,
    );
    lay(
        "companies/acme.md",
        "+++\nname = \"Acme \\u001b[2J\\u009b6n\"\nsector = \"soft\\u0007ware\"\n+++\n\nSells &#27;[31m &#x202e; walls. \x1b[c\n",
    );
    lay("companies/\x1b[5n.md", "+++\nname = \"Bolt\"\n+++\n\nSells fences.\n");
    lay("articles/broken.md", "+++\ntitle = \"\x1b[?1003h\n+++\n");
    folder
}

/// The reader on this dossier.
fn reader(folder: &Path) -> CommandBuilder {
    let mut program = CommandBuilder::new(env!("CARGO_BIN_EXE_dossier"));
    program.env_clear();
    program.env("TERM", "xterm-256color");
    program.env("HOME", folder);
    program.cwd(folder);
    program.arg(folder);
    program
}

fn opened(folder: &TempDir) -> Session {
    let mut session = Session::start(reader(folder.path()));
    session.until_shown("Acme");
    session
}

/// What is told on a terminal keeps its words whole.
#[test]
fn what_is_told_is_wrapped_between_words() {
    let folder = hostile();
    let mut program = CommandBuilder::new(env!("CARGO_BIN_EXE_dossier"));
    program.env_clear();
    program.args(["search", "one two three four five six seven eight nine ten eleven twelve nowhere-at-all"]);
    program.cwd(folder.path());
    let end = Session::start(program).end();
    let told = "dossier: nothing is found by `one two three four five six seven eight nine ten\r\n\
                eleven twelve nowhere-at-all`; try fewer or other words\r\n";
    assert_eq!((String::from_utf8(end.written).unwrap().as_str(), end.status.exit_code()), (told, 1));
}

#[test]
fn opens_with_its_title_and_is_left_with_q() {
    let folder = hostile();
    let mut session = opened(&folder);
    let screen = session.terminal.screen();
    let title = screen.rows(0, SIZE.cols).next().unwrap();
    assert!(title.contains("Walls ␛]0;owned␇ ⟨U+202E⟩"), "{title}");
    assert_eq!([screen.alternate_screen(), screen.hide_cursor(), screen.bracketed_paste()], [true; 3]);
    assert_ne!(modes(session.tty.as_ref().unwrap()), session.modes);
    session.types("q");
    let end = session.end();
    assert!(end.status.success(), "{}", end.status);
    end.leaves_no_trace();
}

#[test]
fn dies_of_the_signal_it_was_sent_and_gives_the_terminal_back() {
    let folder = hostile();
    for (signal, name) in [
        (Signal::TERM, "Terminated"),
        (Signal::HUP, "Hangup"),
        (Signal::INT, "Interrupt"),
        (Signal::USR1, "User defined signal 1"),
    ] {
        let session = opened(&folder);
        session.is_sent(signal);
        let end = session.end();
        assert_eq!(end.status.signal(), Some(name));
        end.leaves_no_trace();
    }
}

#[test]
fn a_signal_finds_it_ready_as_soon_as_it_has_the_terminal() {
    let folder = hostile();
    let mut session = Session::start(reader(folder.path()));
    session.until("alternate screen", vt100::Screen::alternate_screen);
    session.is_sent(Signal::TERM);
    let end = session.end();
    assert_eq!(end.status.signal(), Some("Terminated"));
    end.leaves_no_trace();
}

#[test]
fn without_colours_bold_stays() {
    let folder = hostile();
    let mut program = reader(folder.path());
    program.env("NO_COLOR", "1");
    let mut session = Session::start(program);
    session.until_shown("Acme");
    let screen = session.terminal.screen();
    let cells: Vec<_> = (0..SIZE.rows).flat_map(|y| (0..SIZE.cols).filter_map(move |x| screen.cell(y, x))).collect();
    assert!(cells.iter().any(|cell| cell.bold()));
    assert!(
        cells.iter().all(|cell| cell.fgcolor() == vt100::Color::Default && cell.bgcolor() == vt100::Color::Default)
    );
    assert!(!session.written.windows(3).any(|bytes| bytes == b"\x1b[m"), "crossterm took the colours away by itself");
    session.types("Q");
    assert!(session.end().status.success());
}

#[test]
fn where_no_shell_would_continue_it_it_stays_and_says_so() {
    let folder = hostile();
    let alone = reader(folder.path());
    // A shell that runs one command keeps no jobs.
    let mut of_one_command = CommandBuilder::new("/bin/sh");
    of_one_command.env_clear();
    of_one_command.env("TERM", "xterm-256color");
    of_one_command.env("HOME", folder.path());
    of_one_command.cwd(folder.path());
    of_one_command.args([OsStr::new("-c"), OsStr::new("\"$0\" \"$1\"; exit $?")]);
    of_one_command.args([OsStr::new(env!("CARGO_BIN_EXE_dossier")), folder.path().as_os_str()]);
    for program in [alone, of_one_command] {
        let mut session = Session::start(program);
        session.until_shown("Acme");
        session.types("\x1a");
        session.until_shown("There is no shell to go back to");
        session.types("j");
        session.until_not_shown("There is no shell to go back to");
        session.types("Q");
        let end = session.end();
        assert!(end.status.success(), "{}", end.status);
        end.leaves_no_trace();
    }
}

#[test]
fn a_whole_session_writes_nothing_outside_the_rule() {
    let folder = hostile();
    let mut session = opened(&folder);
    session.types("?");
    session.until_shown("Esc closes");
    session.types("\x1b");
    session.until_not_shown("Esc closes");
    session.types("!");
    session.until_shown("broken.md");
    session.types("q2");
    session.until_shown("Bolt");
    session.types("/");
    session.types("\x1b[200~zz\x1b]0;pasted\x07\x1b[201~");
    session.until_shown("pasted");
    session.types("\x1b");
    session.until_not_shown("pasted");
    session.types("\r");
    session.until_shown("walls");
    session.master.resize(PtySize { rows: 30, cols: 100, ..SIZE }).unwrap();
    session.terminal.screen_mut().set_size(cells(30), cells(100));
    session
        .until("second row at the new width", |screen| screen.contents().lines().any(|line| line.chars().count() > 80));
    session.types("\x0c\x1b[0;0R\x1b]11;rgb:0/0/0\x07Q");
    let end = session.end();
    assert!(end.status.success(), "{}", end.status);
    assert_eq!(outside_the_rule(&end.written), None);
}

/// What a panic says: a stranger's text.
const PAYLOAD: &str = "\x1b]0;owned\x07 panicked";

/// This very program again, in a terminal, at one of the tests that are passed over otherwise.
fn again(test: &str) -> Session {
    let mut program = CommandBuilder::new(std::env::current_exe().unwrap());
    program.args(["--ignored", "--exact", "--nocapture", "--quiet", test]);
    program.env("TERM", "xterm-256color");
    Session::start(program)
}

fn ends_in_panic(session: Session) {
    let end = session.end();
    assert!(end.written.windows(8).any(|bytes| bytes == b"\x1b[?1049h"), "it never had the terminal");
    assert_eq!((end.status.exit_code(), end.status.signal()), (101, None));
    end.leaves_the_modes();
    let said = end.screen.contents();
    assert!(said.contains("at tests/it/pty.rs:"), "{said}");
    assert!(!said.contains("owned") && !said.contains("panicked"), "{said}");
}

#[test]
#[ignore = "panics with the terminal in its hands: run by another test"]
fn panics() {
    let _taken = Taken::take().unwrap();
    panic!("{PAYLOAD}");
}

#[test]
#[ignore = "panics with the terminal in its hands: run by another test"]
fn panics_in_a_worker() {
    let _taken = Taken::take().unwrap();
    thread::spawn(|| panic!("{PAYLOAD}")).join().ok();
    // A fault in a worker is to end the program: this is never reached.
    std::process::exit(0);
}

#[test]
fn a_panic_gives_the_terminal_back_and_says_where_but_not_what() {
    ends_in_panic(again("pty::panics"));
    ends_in_panic(again("pty::panics_in_a_worker"));
}
