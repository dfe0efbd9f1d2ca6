//! What the sources leave open: sort by sort, of each what most leans on first; long sorts folded.

use crate::evidence::{Fact, OpenQuestion, QuestionSort, questions, sorts};
use crate::page::context::Context;
use crate::page::{Block, LineRole, Opens, Page, Role, Row, Stop, Survey, Text, fold, words};
use crate::whole::Spot;

/// The page of all of them; of one sort alone, where that is meant, whole.
pub(super) fn page(cx: Context<'_>, head: Page, kept: &[Fact], only: Option<QuestionSort>) -> Page {
    let all = sorts(cx.dossier, questions(cx.view, kept));
    let count: usize = all.iter().map(|(_, of_it)| of_it.len()).sum();
    let mut page = Page { kind: format!("{count} open"), ..head };
    let says = if count == 0 {
        "Nothing is left open by what the filter keeps."
    } else {
        "The number says how many other facts and passages name it: so much waits for the answer."
    };
    page.blocks.extend(Block::paragraph(Text::new(Role::Dim, says)));
    for (sort, of_it) in all.iter().filter(|(sort, _)| only.is_none_or(|only| only == *sort)) {
        let shown = if only.is_some() { of_it.len() } else { fold::shown(of_it.len()) };
        let mut rows: Vec<Row> = of_it.iter().take(shown).map(|question| row(cx, question)).collect();
        if shown < of_it.len() {
            let more = Text::new(Role::Link, format!("and {} more", of_it.len() - shown));
            let opens = Opens::Survey(Survey::Questions(Some(*sort)));
            let say = format!("all {} of them", of_it.len());
            rows.push(Row::new(more, Text::default(), Vec::new()).to(Stop { opens, say }));
        }
        page.blocks.push(Block::heading(&sort.heading(), Some(of_it.len()), None));
        page.blocks.push(Block::Rows(rows));
    }
    page
}

fn row(cx: Context<'_>, question: &OpenQuestion) -> Row {
    let spot = question.fact.spot(cx.dossier);
    let name = Text::new(Role::Name, cx.spot_name(&spot));
    let leans = question.leans;
    let figure = if leans > 0 { Text::new(Role::Figure, leans.to_string()) } else { Text::new(Role::Dim, "–") };
    let say = format!("{}, {}", question.fact.kind(cx.dossier), question.told(cx.dossier));
    let opens = if question.fact.record.is_some() { Opens::Card(spot) } else { Opens::Spot(Spot::page(spot.topic)) };
    let words = question.in_words.as_ref().map(|_| question.known(cx.dossier)).unwrap_or_default();
    Row::new(name, figure, Vec::new())
        .with(LineRole::Brief, Text::new(Role::Dim, words::brief(&words)))
        .to(Stop { opens, say })
}
