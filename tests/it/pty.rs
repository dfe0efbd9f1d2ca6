//! The reader in a real terminal: it opens, and gives the terminal back however it ends. Waits for bytes, never for
//! time.

use std::ffi::OsStr;
use std::fs;
use std::thread;

use portable_pty::{CommandBuilder, PtySize};
use rustix::process::Signal;
use tempfile::TempDir;

use crate::oracle::outside_the_rule;
use crate::session::{SIZE, Session, cells, modes, reader};
use dossier::tui::terminal::Taken;

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
fn whatever_signal_can_be_caught_gives_the_terminal_back() {
    let folder = hostile();
    #[cfg(target_os = "linux")]
    let others = [Signal::POWER, Signal::STKFLT];
    #[cfg(not(target_os = "linux"))]
    let others = [];
    let signals = [
        Signal::QUIT,
        Signal::ALARM,
        Signal::USR2,
        Signal::XCPU,
        Signal::XFSZ,
        Signal::VTALARM,
        Signal::PROF,
        Signal::ABORT,
        Signal::IO,
        Signal::SYS,
        Signal::TRAP,
    ];
    for signal in signals.into_iter().chain(others) {
        let session = opened(&folder);
        session.is_sent(signal);
        let end = session.end();
        assert!(!end.status.success(), "{signal:?}");
        end.leaves_no_trace();
    }
}

#[test]
#[cfg(target_os = "linux")]
#[expect(clippy::disallowed_methods, reason = "the system tells it in a file")]
fn no_image_of_its_memory_can_be_written() {
    let folder = hostile();
    let mut session = opened(&folder);
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", session.pid.as_raw_nonzero())).unwrap();
    let core = limits.lines().find_map(|line| line.strip_prefix("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().take(2).collect::<Vec<_>>(), ["0", "0"]);
    session.types("q");
    assert!(session.end().status.success());
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
