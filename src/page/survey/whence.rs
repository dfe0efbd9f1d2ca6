//! Who says so: what holds a figure, some words or a pasted sentence.

use crate::evidence::{Saying, whence};
use crate::page::context::Context;
use crate::page::{Block, LineRole, Opens, Page, Role, Row, Stop, Text, words};
use crate::value::Place;

pub(super) fn page(cx: Context<'_>, head: Page, text: &str) -> Page {
    let found = whence(cx.view, text);
    let is_exact = found.iter().any(|saying| saying.is_exact);
    let said = if is_exact {
        "Said by"
    } else if found.is_empty() {
        "Nothing here says"
    } else {
        "Nothing says it so; most of its words are held by what stands here:"
    };
    let mut page = Page { kind: format!("{} found", found.len()), ..head };
    let asked = Text::new(Role::Dim, format!("{said} ")).with(Role::Plain, format!("“{}”", words::brief(text)));
    page.blocks.extend(Block::paragraph(asked));
    let rows: Vec<Row> = found.iter().map(|saying| row(cx, saying)).collect();
    page.blocks.extend((!rows.is_empty()).then_some(Block::Rows(rows)));
    page
}

fn row(cx: Context<'_>, saying: &Saying) -> Row {
    let is_card = saying.spot.place.as_ref().and_then(Place::record_id).is_some();
    let opens = if is_card { Opens::Card(saying.spot.clone()) } else { Opens::Spot(saying.spot.clone()) };
    Row::new(Text::new(Role::Name, cx.spot_name(&saying.spot)), Text::new(Role::Dim, saying.kind), Vec::new())
        .with(LineRole::Content, Text::new(Role::Plain, words::brief(&saying.text)))
        .to(Stop { opens, say: saying.kind.to_owned() })
}
