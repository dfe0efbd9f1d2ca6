//! Journeys: keys in, the whole screen out, at 120 × 36, 80 × 24 and 40 × 10. The pictures hold the text and under it
//! the looks of each line.

use dossier::entry::EntryKind;
use dossier::reader::event::{Effect, Event, Input};
use dossier::reader::layer::Layer;
use insta::assert_snapshot;

use crate::stage::{Stage, example_root, made_of};

/// The three sizes everything is tried at.
const SIZES: [(u16, u16); 3] = [(120, 36), (80, 24), (40, 10)];

fn pictures(name: &str, keys: &str) {
    for (width, height) in SIZES {
        let mut stage = Stage::new(width, height);
        stage.press(keys);
        assert_snapshot!(format!("{name}_{width}x{height}"), stage.picture());
    }
}

#[test]
fn the_first_screen() {
    pictures("first", "");
}

#[test]
fn before_anything_is_read() {
    assert_snapshot!(Stage::unread("example", 80, 24).text());
}

#[test]
fn a_company_and_its_page() {
    pictures("company", "2<Enter>");
}

#[test]
fn a_fact_and_its_card() {
    pictures("card", "2j<Enter><Tab><Tab><Tab><Enter>");
}

#[test]
fn a_campaign_whose_sources_differ() {
    pictures("campaign", "3<Enter>");
}

#[test]
fn what_is_open() {
    pictures("open", "gq");
}

#[test]
fn what_is_dated() {
    pictures("timeline", "gt");
}

#[test]
fn a_filter_while_it_is_typed() {
    pictures("typing", "/agency:TB");
}

#[test]
fn a_filter_that_makes_no_sense() {
    pictures("complaint", "/dockers agncy:HA");
}

/// A complaint is read whole wherever the wrong place stands in the line.
#[test]
fn a_long_complaint_is_not_cut() {
    for (width, filter) in
        [(80, "date:x"), (80, "(quay or harbour or dockers) and not date:x"), (120, "date:x"), (72, "date:x")]
    {
        let mut stage = Stage::new(width, 24);
        stage.press(&format!("/{filter}<Enter>"));
        let Err(error) = dossier::query::parse(filter, &stage.app.contents.snapshot.dossier) else {
            panic!("{filter} is a filter")
        };
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let text = stage.text();
        let under: Vec<&str> = text.lines().rev().take(2).collect();
        let shown = words(&format!("{} {}", under[1], under[0]).replace('^', " "));
        assert!(shown.starts_with(&words(&error.message)), "{width} {filter}: {}\n{text}", error.message);
    }
}

#[test]
fn nothing_matches() {
    pictures("nothing", "/zeppelin<Enter>");
}

#[test]
fn the_help() {
    pictures("help", "?");
}

#[test]
fn the_palette() {
    pictures("palette", ":quay");
}

#[test]
fn a_search() {
    pictures("search", "g/dockers<Down>");
}

#[test]
fn the_outline() {
    pictures("outline", "1<Enter>o");
}

#[test]
fn words_found_on_a_page() {
    pictures("find", "1j<Enter>/dockers<Enter>");
}

/// Whether a stop leads to paragraphs of an article.
fn is_passage(stop: &dossier::render::LaidStop) -> bool {
    use dossier::page::Opens;
    matches!(&stop.opens, Opens::Spot(spot) if spot.place.as_ref().is_some_and(|place| place.paragraphs().is_some()))
}

/// From a campaign's citation mark to the passage and back: the filter, the page and the stop are as they were.
#[test]
fn to_the_source_and_back() {
    let mut stage = Stage::new(120, 36);
    stage.press("/dockers<Enter>3<Enter><Tab>");
    let before = stage.app.location();
    while !stage.app.page.current().is_some_and(is_passage) {
        let stop = stage.app.page.stop;
        stage.press("<Tab>");
        assert_ne!(stop, stage.app.page.stop, "no mark on the page:\n{}", stage.text());
    }
    let at_the_mark = stage.app.location();
    stage.press("<Enter>");
    assert!(stage.shows("Cameras go up on the quays"), "{}", stage.text());
    assert!(stage.shows("is reported here"), "{}", stage.text());
    stage.press("H");
    assert_eq!(stage.app.location(), at_the_mark);
    assert_eq!(before.page.subject, at_the_mark.page.subject);
    assert_eq!(stage.app.filter.text(), "dockers");
    stage.press("L");
    assert!(stage.shows("Cameras go up on the quays"), "{}", stage.text());
}

/// What the filter's words find on a page is found again when the page is laid anew.
#[test]
fn a_find_by_the_filters_words_lasts() {
    let mut stage = Stage::bundled(120, 36);
    stage.press("/amazon cloud<Enter><Enter>nn");
    let found = stage.app.page.found.places.len();
    assert!(found > 2, "{}", stage.text());
    stage.press("Zn");
    assert!(stage.shows(&format!("3 of {found}")), "{}", stage.text());
    // A list that keys move in is in sight.
    stage.press("/<Enter><Esc>ZH").press("<Esc><Esc>jgaZHj");
    assert!(stage.shows("1 Articles"), "{}", stage.text());
}

/// Where nothing matches, what would is proposed.
#[test]
fn a_filter_that_finds_nothing_is_answered_with_one_that_does() {
    let mut stage = Stage::bundled(100, 30);
    stage.press("/status:bid<Enter>");
    assert!(
        stage.shows("Nothing matches; contracts have a status of their own: contract{status:bid}"),
        "{}",
        stage.text()
    );
    stage.press("/<C-u>contract{status:bid}<Enter>");
    assert!(stage.shows("(3 of 6)"), "{}", stage.text());
}

/// What is said of a stop or of a place found stands above the keys, and never over the place itself.
#[test]
fn where_one_is_stays_in_sight() {
    for (width, height) in [(80, 24), (40, 10)] {
        let mut stage = Stage::new(width, height);
        stage.press("3<Enter>");
        for stop in 0..stage.app.page.laid.stops.len() {
            stage.press("<Tab>");
            assert!(stage.shows("▸"), "stop {stop}:\n{}", stage.text());
            assert!(stage.shows("Enter open"), "the keys are in sight:\n{}", stage.text());
        }
        stage.press("1<Enter>/dockers<Enter>");
        assert!(stage.app.page.found.places.len() > 2);
        for place in 0..stage.app.page.found.places.len() {
            let picture = stage.picture();
            let looks = picture.split([' ', ',', '\n']).filter(|look| look.contains("reversed"));
            assert!(looks.filter(|look| look.contains("bold")).count() > 0, "place {place}:\n{}", stage.text());
            stage.press("n");
        }
    }
}

/// A place found and a stop have what follows them in sight.
#[test]
fn what_follows_is_in_sight() {
    let mut stage = Stage::new(80, 24);
    stage.press("2j<Enter>/the<Enter>");
    for _ in 0..stage.app.page.found.places.len() {
        let sheet = &stage.app.page;
        let line = sheet.found.places[sheet.found.at.unwrap()].line();
        let last = (line + 3).min(sheet.laid.lines.len() - 1);
        assert!(last < sheet.top + stage.app.lines_in_sight(), "line {line}:\n{}", stage.text());
        assert!(line == 0 || line > sheet.top, "line {line}:\n{}", stage.text());
        stage.press("n");
    }
    stage.press("<Esc>gg");
    for _ in 0..stage.app.page.laid.stops.len() {
        stage.press("<Tab>");
        let sheet = &stage.app.page;
        let stop = sheet.current().unwrap();
        let last = (stop.last_line + 3).min(sheet.laid.lines.len() - 1);
        let in_sight = stage.app.lines_in_sight();
        assert!(last < sheet.top + in_sight || last - stop.line >= in_sight, "{}", stage.text());
    }
}

/// `Esc` takes away one layer at a time, and never the reader.
#[test]
fn layers_are_peeled() {
    let mut stage = Stage::new(120, 36);
    stage.press("/quay<Enter>2f<Enter><Tab><Enter>");
    assert!(stage.app.filter.narrows());
    for _ in 0..12 {
        stage.press("<Esc>");
    }
    assert!(!stage.app.filter.narrows());
    assert_eq!(stage.effects, Vec::<Effect>::new());
    stage.press("q");
    assert_eq!(stage.effects, [Effect::Quit]);
}

/// A filter that was cleared is one `/ ↑` away.
#[test]
fn a_cleared_filter_comes_back() {
    let mut stage = Stage::new(120, 36);
    stage.press("/agency:TB<Enter><Esc>");
    assert!(!stage.app.filter.narrows());
    stage.press("/<Up>");
    assert!(stage.shows("/agency:TB"), "{}", stage.text());
    stage.press("<Enter>");
    assert_eq!(stage.app.filter.text(), "agency:TB");
}

/// What is typed and taken back leaves no trace.
#[test]
fn a_filter_taken_back() {
    let mut stage = Stage::new(120, 36);
    stage.press("2j");
    let (before, picture) = (stage.app.location(), stage.picture());
    stage.press("/dockers<Esc>");
    assert_eq!(stage.app.location(), before);
    assert_eq!(stage.picture(), picture);
}

/// Problems are counted in the title, listed, and shown with line and caret.
#[test]
fn problems_are_shown() {
    let files = [
        ("dossier.toml", "format = 1\ntitle = \"Broken\"\n"),
        (
            "companies/one.md",
            "+++\nname = \"One\"\nnmae = \"x\"\n\n[[contracts]]\nid = \"a\"\nwith = \"HA\"\namount = \"40 crowns\"\n+++\n",
        ),
        ("companies/two.md", "no front matter"),
    ];
    let (_folder, root) = made_of(&files);
    for (width, height) in SIZES {
        let mut stage = Stage::at(&root, width, height);
        assert_snapshot!(format!("broken_{width}x{height}"), stage.press("2").picture());
        assert_snapshot!(format!("problems_{width}x{height}"), stage.press("!").text());
        assert_snapshot!(format!("problem_{width}x{height}"), stage.press("j<Enter>").text());
    }
}

/// One problem says what is wrong before it shows the line; what has no room is scrolled to, and other keys go to the
/// next.
#[test]
fn one_problem_is_read_to_its_end() {
    let name = "a-name-that-is-as-long-as-names-of-files-may-well-be-in-some-dossier-or-other";
    let long = format!("companies/{name}.md");
    let text = "+++\nname = \"One\"\nnmae = \"x\"\nnaem = \"x\"\n+++\nBody of one.\n";
    let (_folder, root) = made_of(&[("dossier.toml", "format = 2\ntitle = \"Broken\"\n"), (long.as_str(), text)]);
    let mut stage = Stage::at(&root, 40, 10);
    stage.press("!j<Enter>");
    let first = stage.text();
    assert!(stage.shows("Warning 1 of"), "{first}");
    assert!(stage.shows("unknown key") || stage.shows("nmae"), "{first}");
    assert!(stage.shows("↓") && !stage.shows("nmae = "), "{first}");
    stage.press("jd<Space>");
    assert!(stage.shows("nmae = ") && stage.shows("^^^^") && stage.shows("↑"), "{}", stage.text());
    assert_eq!(stage.press("kub").text(), first);
    for (next, previous) in [("n", "N"), ("<Tab>", "<S-Tab>")] {
        assert!(stage.press(next).shows("Warning 2 of"), "{}", stage.text());
        assert_eq!(stage.press(previous).text(), first);
    }
}

/// From a problem to the page of its entry, and to the list of problems where one was.
#[test]
fn from_a_problem_to_its_entry() {
    let text = "+++\nname = \"One\"\nnmae = \"x\"\n+++\nBody of one.\n";
    let (_folder, root) = made_of(&[("dossier.toml", "format = 1\nnmae = 1\n"), ("companies/one.md", text)]);
    let mut stage = Stage::at(&root, 80, 24);
    // Errors come first.
    stage.press("!").shows("error dossier.toml");
    stage.press("j<Enter>");
    let problem = stage.text();
    stage.press("<Enter>");
    assert!(stage.shows("Body of one."), "{}", stage.text());
    assert_eq!(stage.press("!<Enter>").text(), problem);
    stage.press("<Esc>gg<Enter><Enter>");
    assert!(stage.shows("There is no page of dossier.toml: it was not read as an entry"), "{}", stage.text());
}

/// The first page is there again whenever it is asked for, by key or by name, and one comes back from it.
#[test]
fn the_first_page_again() {
    let mut stage = Stage::new(80, 24);
    stage.press("2j<Enter>");
    let (before, page) = (stage.app.location(), stage.text());
    for keys in ["ga", ":about<Enter>"] {
        stage.press(keys);
        assert!(stage.shows("About this dossier") && stage.shows("First keys"), "{}", stage.text());
        stage.press("H");
        assert_eq!((stage.app.location(), stage.text()), (before.clone(), page.clone()));
    }
    stage.press("ga<Tab><Enter>");
    assert!(stage.app.filter.narrows(), "a saved view is used from there: {}", stage.text());
}

/// What is wrong is counted on every terminal, before how much there is; chips are cut, or counted, and keys stay in
/// sight.
#[test]
fn the_whole_in_few_words() {
    let wrong: Vec<String> = (0..12).map(|number| format!("nmae{number} = 1\n")).collect();
    let wrong = wrong.concat();
    let cover = "format = 1\ntitle = \"A dossier of everything about one harbour\"\n";
    let company = format!("+++\nname = \"Northlight Systems\"\n{wrong}+++\nBody.\n");
    let campaign = "+++\nname = \"March\"\n+++\nAgainst [[northlight]].\n";
    let files = [("dossier.toml", cover), ("companies/northlight.md", &company), ("campaigns/march.md", campaign)];
    let (_folder, root) = made_of(&files);
    let mut stage = Stage::at(&root, 80, 24);
    assert!(stage.shows("! 12 warnings  2 entries"), "{}", stage.text());
    stage.press("/-zeppelin -airship -gondola<Enter>");
    assert!(stage.shows(" -zeppelin -airship…  ! 12 warnings"), "{}", stage.text());
    stage.press("2f");
    assert!(stage.shows(" 2 filters   ! 12 warnings"), "{}", stage.text());
    stage.resize(40, 10);
    assert!(stage.shows("Esc back") && stage.shows(" 2 filters   ! 12"), "{}", stage.text());
    stage.press("<Esc>/<C-u>north<Enter>");
    assert!(stage.shows("Esc back") && stage.shows(" north   ! 12"), "{}", stage.text());
}

/// An empty dossier, and one of one kind only, say why lists are empty.
#[test]
fn empty_dossiers() {
    let (_folder, root) = made_of(&[("dossier.toml", "format = 1\ntitle = \"Empty\"\n")]);
    assert_snapshot!("empty", Stage::at(&root, 80, 24).text());
    let (_folder, root) = made_of(&[("companies/one.md", "+++\nname = \"One\"\n+++\nAlone.\n")]);
    let mut stage = Stage::at(&root, 80, 24);
    assert_snapshot!("one_kind", stage.press("2<Enter>").text());
}

/// Names of every kind stay in their place: nothing is wider than the screen, nothing is shifted.
#[test]
fn names_from_everywhere() {
    let long = format!("+++\nname = \"{}\"\n+++\n", "Longest ".repeat(38).trim());
    let files = [
        ("dossier.toml", "format = 1\ntitle = \"名前 · أسماء\"\n"),
        ("companies/a.md", "+++\nname = \"株式会社 北極星システム\"\n+++\n日本語の段落です。\n"),
        ("companies/b.md", "+++\nname = \"شركة الميناء\"\n+++\nنص قصير.\n"),
        ("companies/c.md", "+++\nname = \"Café e\u{301}toile 👩‍👩‍👧 🏴\"\n+++\nCombining marks: a\u{300}\u{301}\u{302}.\n"),
        ("companies/d.md", long.as_str()),
        ("companies/e.md", "+++\nname = \"Esc \\u001b[31mred \\u202e backwards\"\n+++\nBody.\n"),
    ];
    let (_folder, root) = made_of(&files);
    for (width, height) in SIZES {
        let mut stage = Stage::at(&root, width, height);
        assert_snapshot!(format!("names_{width}x{height}"), stage.press("2").text());
        assert!(!stage.text().contains('\u{1b}') && !stage.text().contains('\u{202e}'));
    }
}

/// The ASCII reader draws nothing but ASCII around the dossier's own letters.
#[test]
fn ascii_only() {
    let mut stage = Stage::new(80, 24);
    stage.app.layout.glyphs = dossier::render::Glyphs::Ascii;
    stage.app.lay_page();
    for keys in ["2j", "<Enter><Tab>", "<Enter>", "<Esc><Esc>/quay", "<Esc>?", "<Esc>:", "<Esc>!"] {
        let text = stage.press(keys).text();
        let strange: Vec<char> = text.chars().filter(|c| !c.is_ascii()).collect();
        assert_eq!(strange, Vec::<char>::new(), "after {keys}:\n{text}");
    }
}

/// The tour of the README on the dossier that comes with the program.
#[test]
fn the_tour() {
    let mut stage = Stage::bundled(120, 36);
    stage.press("2");
    assert!(stage.shows("Palantir"), "{}", stage.text());
    assert!(stage.shows("USD 600,000 per month ≈"), "{}", stage.text());
    stage.press("/kind:letter signatures:>100<Enter>3");
    for letter in ["Microsoft", "Salesforce", "Google", "We Won't Build It"] {
        assert!(stage.shows(letter), "{letter}:\n{}", stage.text());
    }
    assert_eq!(
        EntryKind::ALL.map(|kind| stage.app.lists.rows(kind).len()),
        [0, 0, 4],
        "the customers' letter has 32 signatures"
    );
    stage.press("<Esc>/agency:CBP<Enter>2");
    let mut guard = 0;
    while !stage.shows("▌ Salesforce") {
        stage.press("j");
        guard += 1;
        assert!(guard < 10, "{}", stage.text());
    }
    stage.press("f");
    assert!(stage.shows("related:salesforce"), "{}", stage.text());
    stage.press("/<C-u>Google workers<Enter>");
    assert_eq!(example_root().name(), "example");
}

/// Leaving the page alone lays it out for the width it has then.
#[test]
fn the_page_alone_and_back() {
    let mut stage = Stage::new(80, 24);
    let before = stage.press("2j<Enter>").text();
    assert_ne!(stage.press("Z").text(), before);
    assert_eq!(stage.press("Z").text(), before);
    stage.press("Z<Esc><Enter>");
    assert_eq!(stage.text(), before);
}

/// Going back brings the filter that held there.
#[test]
fn back_to_a_term_and_its_filter() {
    let mut stage = Stage::new(120, 36);
    stage.press(":HA<Enter>");
    assert!(stage.shows("Harbour Authority"), "{}", stage.text());
    let term = stage.app.location();
    stage.press("f");
    assert!(stage.shows("related:"), "{}", stage.text());
    stage.press("H");
    assert_eq!(stage.app.location(), term);
    assert!(!stage.app.filter.narrows());
    stage.press("L");
    assert!(stage.shows("related:"), "{}", stage.text());
}

/// A card is searched like a page, and stays under what is opened over it.
#[test]
fn a_card_is_a_page() {
    let mut stage = Stage::new(80, 24);
    stage.press("2j<Enter><Tab><Tab><Tab><Enter>");
    let card = stage.text();
    stage.press("?<Esc>");
    assert_eq!(stage.text(), card);
    stage.press("/no");
    assert!(stage.app.layers.card.as_ref().is_some_and(|card| !card.found.places.is_empty()), "{}", stage.text());
    stage.press("<Enter><Esc><Esc>");
    assert!(stage.app.layers.card.is_none());
}

/// From a source opened out of a card one comes back to the card, at the mark.
#[test]
fn back_to_a_card() {
    let mut stage = Stage::new(80, 24);
    stage.press("2j<Enter><Tab><Tab><Tab><Enter>");
    assert!(stage.app.layers.card.is_some(), "{}", stage.text());
    while !stage.app.front().current().is_some_and(is_passage) {
        let stop = stage.app.front().stop;
        stage.press("<Tab>");
        assert_ne!(stop, stage.app.front().stop, "no mark on the card:\n{}", stage.text());
    }
    let on_the_card = stage.app.location();
    stage.press("<Enter>");
    assert!(stage.app.layers.card.is_none() && stage.shows("is reported here"), "{}", stage.text());
    let at_the_source = stage.app.location();
    stage.press("H");
    assert_eq!(stage.app.location(), on_the_card);
    assert!(stage.app.layers.card.is_some() && stage.shows("▸"), "{}", stage.text());
    assert_eq!(stage.press("L").app.location(), at_the_source);
}

/// What refers here is opened at the place that does; what says so but in its own keys, from its start.
#[test]
fn what_refers_here_is_opened_where_it_does() {
    let prose = "Nothing yet.\n\n".repeat(30);
    let march = format!("+++\nname = \"March\"\n+++\n{prose}It went past [[northlight|the firm]].\n\n{prose}");
    let rally = format!("+++\nname = \"Rally\"\nsummary = \"Against Northlight.\"\n+++\n{prose}");
    let files = [
        ("dossier.toml", "format = 1\ntitle = \"A harbour\"\n"),
        ("companies/northlight.md", "+++\nname = \"Northlight\"\n+++\nA firm.\n"),
        ("campaigns/march.md", &march),
        ("campaigns/rally.md", &rally),
    ];
    let (_folder, root) = made_of(&files);
    for (width, height) in SIZES {
        let mut stage = Stage::at(&root, width, height);
        stage.press("2j<Enter>gb");
        let list = stage.app.location();
        stage.press("<Enter>");
        assert_eq!(stage.app.page.title, "March");
        assert!(stage.shows("▸") && stage.shows("It went past the firm."), "{}", stage.text());
        stage.press("H");
        assert_eq!(stage.app.location(), list);
        while stage.app.page.title == "Northlight" {
            let stop = stage.app.page.stop;
            stage.press("<Tab>");
            if stage.app.page.stop == stop {
                stage.press("<Enter>");
            }
        }
        assert_eq!((stage.app.page.title.as_str(), stage.app.page.top), ("Rally", 0));
    }
}

/// After a jump within the page one comes back to where one was reading.
#[test]
fn back_from_a_jump_within_a_page() {
    let mut stage = Stage::new(80, 24);
    stage.press("2j<Enter>jj");
    let reading = stage.app.location();
    for jump in ["gs", "gb", "oG<Enter>", "/what refers<Enter>"] {
        stage.press(jump);
        assert_ne!(stage.app.location(), reading, "{jump} goes nowhere:\n{}", stage.text());
        stage.press("H");
        assert_eq!(stage.app.location(), reading, "after {jump}");
    }
    stage.press("oG<Enter>oG<Enter>H");
    assert_eq!(stage.app.location(), reading, "a jump to where one is leaves no step");
}

/// A key that was begun is taken back in silence.
#[test]
fn a_key_begun_and_taken_back() {
    let mut stage = Stage::new(80, 24);
    stage.press("2j<Enter>");
    let before = stage.text();
    stage.press("[");
    assert_ne!(stage.text(), before);
    assert_eq!(stage.press("<Esc>").text(), before);
}

/// A name that begins with what is typed comes first.
#[test]
fn the_palette_knows_beginnings() {
    let mut stage = Stage::bundled(120, 36);
    stage.press(":sales<Enter>");
    assert_eq!(stage.app.page.title, "Salesforce");
}

/// The palette offers what holds the typed words, then what comes near them, and nothing else; a view is found by both
/// its names and shown by one.
#[test]
fn the_palette_offers_what_is_meant() {
    let offered = |typed: &str| {
        let mut stage = Stage::bundled(120, 36);
        stage.press(&format!(":{typed}"));
        let Some(Layer::Palette(palette)) = &stage.app.layers.top else { panic!("no palette after {typed}") };
        palette.names().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(offered("bids"), Vec::<String>::new());
    assert_eq!(offered("sort other way"), ["Sort the list, or the table, the other way round"]);
    assert_eq!(offered("resolut rekog"), ["Resolution on Rekognition"]);
    assert_eq!(offered("plntr"), ["Palantir", "Who hosts Palantir"]);
    assert_eq!(offered("@who-hosts"), ["Who hosts Palantir"]);
    assert_eq!(offered("who hosts"), ["Who hosts Palantir"]);
    let google = offered("gogle");
    assert!(google.iter().all(|name| name.contains("Google")) && google.len() > 2, "{google:?}");
    let held = offered("border");
    let first_near = held.iter().position(|name| !name.to_lowercase().contains("border")).unwrap_or(held.len());
    assert!(
        first_near > 2 && !held[first_near..].iter().any(|name| name.to_lowercase().contains("border")),
        "{held:?}"
    );
}

#[test]
fn a_long_paste_says_that_it_is_cut() {
    let mut stage = Stage::new(80, 24);
    stage.press("/");
    stage.happen(Event::Input(Input::Paste("x".repeat(5000))));
    assert!(stage.shows("What was pasted is cut: a line has at most 1024 bytes"), "{}", stage.text());
    assert!(stage.shows("xxxx"));
}
