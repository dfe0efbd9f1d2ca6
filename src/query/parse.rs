//! A line of text as a filter, by recursive descent. Every error says in which column the text stopped making sense.
//! Must never look at a dossier, but for the views it is given.

use super::ast::{EntryLeaf, ParsedView, RecordLeaf, Tree, Words};
use super::fields::{Aspect, FieldHelp, RecordField, field_named, fields, record_fields};
use super::lex::{Piece, Scanner};
use super::settings::{self, SortKey};
use super::values;
use super::{Query, QueryError};
use crate::entry::{Cover, Key, RecordKind, SavedView};
use crate::parse::limits::{QUERY, QUERY_BETWEEN, QUERY_NESTING};
use crate::text::fold::{Stemming, id_of};
use crate::text::near::nearest;

/// The filter that `text` asks for of a dossier with that cover.
///
/// # Errors
/// The first place at which the text makes no sense.
pub(super) fn query(text: &str, cover: &Cover) -> Result<Query, QueryError> {
    of_words(text, Some(&cover.views), cover.fields.text(Key::Language).and_then(Stemming::of))
}

/// The filter that a view asks for: it names no other view.
///
/// # Errors
/// The first place at which the text makes no sense.
pub(super) fn view(text: &str) -> Result<Query, QueryError> {
    of_words(text, None, None)
}

fn of_words(text: &str, views: Option<&[SavedView]>, language: Option<Stemming>) -> Result<Query, QueryError> {
    if text.len() > QUERY.number {
        let column =
            text.char_indices().take_while(|(at, character)| at + character.len_utf8() <= QUERY.number).count();
        let message = format!("a filter is at most {} bytes long; this one has {}", QUERY.number, text.len());
        return Err(QueryError { column, message, unfinished: false });
    }
    let mut parser = Parser { scanner: Scanner::new(text, language), depth: 0, views, sort: None, limit: None };
    parser.scanner.skip_space();
    let tree = if parser.scanner.peek().is_none() { Tree::All(Vec::new()) } else { parser.any::<EntryLeaf>(())? };
    match parser.scanner.peek() {
        None => Ok(Query { tree, sort: parser.sort.unwrap_or_default(), limit: parser.limit }),
        Some(character) => Err(parser.unopened(character)),
    }
}

struct Parser<'a> {
    scanner: Scanner,
    depth: usize,
    views: Option<&'a [SavedView]>,
    sort: Option<Vec<SortKey>>,
    limit: Option<usize>,
}

/// How a test begins.
enum Head {
    Words { piece: Piece, between: Option<usize> },
    Field { name: Piece, surely: bool },
    View(Piece),
    Record(Piece),
}

/// What may stand in a tree of tests: those of an entry, or in braces those of a record.
trait Leaf: Sized {
    /// What is known of the place: in braces, the kind of record.
    type Place: Copy;

    /// The test that begins so; none where it is a setting of the whole filter.
    fn read(parser: &mut Parser, place: Self::Place, head: Head) -> Result<Option<Self>, QueryError>;
}

impl Parser<'_> {
    /// `and { ("OR" | "|") and }`
    fn any<L: Leaf>(&mut self, place: L::Place) -> Result<Tree<L>, QueryError> {
        let mut branches = vec![self.all(place)?];
        loop {
            let at = self.scanner.column();
            if !self.eat_or() {
                break;
            }
            if branches.last().is_some_and(Tree::is_empty) {
                return Err(self.scanner.error(&(at..at + 1), "nothing to choose from stands before OR".to_owned()));
            }
            branches.push(self.all(place)?);
        }
        if branches.len() > 1 && branches.last().is_some_and(Tree::is_empty) {
            return Err(self.scanner.error_here("nothing to choose from stands after OR"));
        }
        Ok(Tree::any(branches))
    }

    /// `not { not }`; empty where nothing but settings stand there.
    fn all<L: Leaf>(&mut self, place: L::Place) -> Result<Tree<L>, QueryError> {
        let mut trees = Vec::new();
        let mut is_empty = true;
        loop {
            self.scanner.skip_space();
            if matches!(self.scanner.peek(), None | Some(')' | '}' | '|')) || self.scanner.is_keyword("OR") {
                break;
            }
            trees.extend(self.not(place)?);
            is_empty = false;
        }
        if is_empty {
            return Err(self.scanner.error_here("a word, a phrase or a field is missing here"));
        }
        Ok(Tree::all(trees))
    }

    /// `{ "-" | "NOT" } atom`; nothing where it is a setting.
    fn not<L: Leaf>(&mut self, place: L::Place) -> Result<Option<Tree<L>>, QueryError> {
        let start = self.scanner.column();
        let mut negations = 0_usize;
        loop {
            let at = self.scanner.column();
            if self.scanner.is_keyword("NOT") {
                self.scanner.eat("NOT");
                self.scanner.skip_space();
            } else if self.scanner.eat("-") {
                if self.scanner.peek().is_none_or(char::is_whitespace) {
                    let columns = at..self.scanner.column();
                    return Err(self.scanner.error(&columns, "'-' stands right before what it excludes".to_owned()));
                }
            } else {
                break;
            }
            negations += 1;
        }
        let Some(tree) = self.atom(place)? else {
            if negations > 0 {
                let message = "sort: and limit: set the whole filter and cannot be excluded".to_owned();
                return Err(QueryError { column: start, message, unfinished: false });
            }
            return Ok(None);
        };
        Ok(Some(if negations % 2 == 1 { Tree::not(tree) } else { tree }))
    }

    fn atom<L: Leaf>(&mut self, place: L::Place) -> Result<Option<Tree<L>>, QueryError> {
        if self.scanner.peek() == Some('(') {
            return self.enclosed("(", ")", |parser| parser.any(place)).map(Some);
        }
        let head = self.head()?;
        Ok(L::read(self, place, head)?.map(Tree::Leaf))
    }

    /// What stands between two brackets, the first of which comes next.
    fn enclosed<T>(
        &mut self,
        open: &str,
        close: &str,
        inside: impl FnOnce(&mut Self) -> Result<T, QueryError>,
    ) -> Result<T, QueryError> {
        let at = self.scanner.column();
        self.depth += 1;
        if self.depth > QUERY_NESTING.number {
            let message = format!("brackets are nested at most {} deep", QUERY_NESTING.number);
            return Err(QueryError { column: at, message, unfinished: false });
        }
        self.scanner.eat(open);
        let found = inside(self)?;
        self.scanner.skip_space();
        if !self.scanner.eat(close) {
            return Err(self.scanner.error_here(format!("'{close}' is missing for the '{open}' in column {}", at + 1)));
        }
        self.depth -= 1;
        Ok(found)
    }

    fn head(&mut self) -> Result<Head, QueryError> {
        if self.scanner.peek() == Some('"') {
            let piece = self.scanner.phrase()?;
            return Ok(Head::Words { piece, between: self.between()? });
        }
        if self.scanner.eat("@") {
            return Ok(Head::View(self.scanner.word()));
        }
        if let Some((name, surely)) = self.scanner.field() {
            return Ok(Head::Field { name, surely });
        }
        let word = self.scanner.word();
        match self.scanner.peek() {
            Some('{') => Ok(Head::Record(word)),
            Some(character) if word.text.is_empty() => Err(self.unopened(character)),
            None if word.text.is_empty() => Err(self.scanner.error_here("a word, a phrase or a field is missing here")),
            Some(_) | None => Ok(Head::Words { piece: word, between: None }),
        }
    }

    /// How many others may stand between the words of the phrase that came before: `~` and their number.
    fn between(&mut self) -> Result<Option<usize>, QueryError> {
        if !self.scanner.eat("~") {
            return Ok(None);
        }
        let number = self.scanner.word();
        let is_number = number.text.bytes().all(|byte| byte.is_ascii_digit());
        match number.text.parse() {
            Ok(between) if is_number && between <= QUERY_BETWEEN.number => Ok(Some(between)),
            _ => {
                let most = QUERY_BETWEEN.number;
                let message = format!("after ~ stands how many other words may be between, 0 to {most}");
                Err(self.scanner.error(&number.columns, message))
            }
        }
    }

    fn eat_or(&mut self) -> bool {
        self.scanner.skip_space();
        self.scanner.eat("|") || (self.scanner.is_keyword("OR") && self.scanner.eat("OR"))
    }

    fn unopened(&self, character: char) -> QueryError {
        let message = format!("nothing is open that '{character}' could close");
        QueryError { column: self.scanner.column(), message, unfinished: false }
    }

    fn words(&self, piece: &Piece, between: Option<usize>) -> Result<Words, QueryError> {
        values::words_near(&self.scanner, piece, between)
    }

    fn record(&mut self, name: &Piece) -> Result<EntryLeaf, QueryError> {
        let kinds = RecordKind::ALL.map(RecordKind::singular);
        let Some(kind) = RecordKind::ALL.into_iter().find(|kind| kind.singular() == name.text) else {
            let near = nearest(&name.text, kinds).map(|kind| format!("; did you mean {kind}{{…}}?"));
            let known = near.unwrap_or_else(|| format!("; there are {}", kinds.join(", ")));
            let message = format!("no kind of record is called '{}'{known}", name.text);
            return Err(self.scanner.error(&name.columns, message));
        };
        let inside = self.enclosed("{", "}", |parser| {
            parser.scanner.skip_space();
            if parser.scanner.peek() == Some('}') {
                let message = format!("nothing stands in the braces; has:{} asks whether there is one", kind.plural());
                return Err(parser.scanner.error_here(message));
            }
            parser.any::<RecordLeaf>(kind)
        })?;
        Ok(EntryLeaf::Record(kind, inside))
    }

    fn view(&self, name: &Piece) -> Result<EntryLeaf, QueryError> {
        let columns = name.columns.start.saturating_sub(1)..name.columns.end;
        let wrong = |message: String| self.scanner.error(&columns, message);
        let Some(views) = self.views else {
            return Err(wrong("a view cannot stand in a view; write out what it asks".to_owned()));
        };
        let sought = id_of(&name.text);
        let Some(view) = views.iter().find(|view| view.slug == sought && !sought.is_empty()) else {
            let near = nearest(&sought, views.iter().map(|view| view.slug.as_str()));
            let near = near.map(|slug| format!("; did you mean @{slug}?")).unwrap_or_default();
            return Err(wrong(format!("no view is called '@{}'{near}", name.text)));
        };
        let Query { tree, sort, limit } =
            of_words(&view.query, None, self.scanner.language()).map_err(|error| QueryError {
                column: columns.start,
                message: format!("the view @{} does not parse: {}", view.slug, error.message),
                unfinished: false,
            })?;
        Ok(EntryLeaf::View(Box::new(ParsedView { slug: view.slug.clone(), tree, sort, limit })))
    }

    /// `sort:` or `limit:`, whose values come next.
    fn setting(&mut self, name: &Piece, of: &'static FieldHelp) -> Result<(), QueryError> {
        let at = name.columns.start;
        let wrong = |message: String| QueryError { column: at, message, unfinished: false };
        if self.depth > 0 {
            return Err(wrong(format!("{}: sets the whole filter; it stands outside all brackets", of.name)));
        }
        let is_first = if of.aspect == Aspect::Sort { self.sort.is_none() } else { self.limit.is_none() };
        if !is_first {
            return Err(wrong(format!("{}: stands once in a filter", of.name)));
        }
        if of.aspect == Aspect::Sort {
            self.sort = Some(settings::sort(&mut self.scanner, name)?);
        } else {
            self.limit = Some(settings::limit(&mut self.scanner)?);
        }
        Ok(())
    }
}

impl Leaf for EntryLeaf {
    type Place = ();

    fn read(parser: &mut Parser, (): (), head: Head) -> Result<Option<Self>, QueryError> {
        match head {
            Head::Words { piece, between } => parser.words(&piece, between).map(|words| Some(Self::Words(words))),
            Head::View(name) => parser.view(&name).map(Some),
            Head::Record(name) => parser.record(&name).map(Some),
            Head::Field { name, surely } => entry_field(parser, &name, surely),
        }
    }
}

fn entry_field(parser: &mut Parser, name: &Piece, surely: bool) -> Result<Option<EntryLeaf>, QueryError> {
    let Some(field) = field_named(&name.text) else {
        return Err(unknown_field(parser, name));
    };
    if matches!(field.aspect, Aspect::Sort | Aspect::Limit) {
        values::refuse_surely(name, surely)?;
        return parser.setting(name, field).map(|()| None);
    }
    let wanted = values::criterion(&mut parser.scanner, name, field.aspect.compares(), surely)?;
    Ok(Some(if let Aspect::Record(kind, key) = field.aspect {
        EntryLeaf::Record(kind, Tree::Leaf(RecordLeaf::Field(RecordField::Own(key), wanted)))
    } else {
        EntryLeaf::Field(field, wanted)
    }))
}

fn unknown_field(parser: &Parser, name: &Piece) -> QueryError {
    let in_braces = RecordKind::ALL.into_iter().find(|kind| record_field(*kind, &name.text).is_some());
    let hint = if let Some(kind) = in_braces {
        format!("; it is a record's: {}{{{}:…}}", kind.singular(), name.text)
    } else {
        let near = nearest(&name.text, fields().iter().map(|field| field.name));
        near.map_or_else(|| "; in quotes it is a phrase".to_owned(), |near| format!("; did you mean {near}:?"))
    };
    field_error(parser, name, format!("unknown field '{}'{hint}", name.text))
}

/// An error about a field's name. Where the line ends with its colon, an address (`http://`) may still come of it.
fn field_error(parser: &Parser, name: &Piece, message: String) -> QueryError {
    let mut error = parser.scanner.error_here(message);
    error.column = name.columns.start;
    error
}

fn record_field(kind: RecordKind, name: &str) -> Option<(RecordField, super::fields::Compares)> {
    record_fields(kind).into_iter().find(|(field, _)| field.name() == name)
}

impl Leaf for RecordLeaf {
    type Place = RecordKind;

    fn read(parser: &mut Parser, kind: RecordKind, head: Head) -> Result<Option<Self>, QueryError> {
        let wrong = |piece: &Piece, message: String| {
            Err(QueryError { column: piece.columns.start, message, unfinished: false })
        };
        match head {
            Head::Words { piece, between } => parser.words(&piece, between).map(|words| Some(Self::Words(words))),
            Head::View(piece) => wrong(&piece, "a view keeps entries; it cannot stand in braces".to_owned()),
            Head::Record(piece) => wrong(&piece, "a record cannot stand in a record's braces".to_owned()),
            Head::Field { name, surely } => {
                let Some((field, compares)) = record_field(kind, &name.text) else {
                    return Err(unknown_record_field(parser, kind, &name));
                };
                let wanted = values::criterion(&mut parser.scanner, &name, compares, surely)?;
                Ok(Some(Self::Field(field, wanted)))
            }
        }
    }
}

fn unknown_record_field(parser: &Parser, kind: RecordKind, name: &Piece) -> QueryError {
    let known = record_fields(kind);
    let known = || known.iter().map(|(field, _)| field.name());
    let kind = kind.singular();
    let message = if field_named(&name.text).is_some() {
        format!("'{}:' is of entries; in {kind}{{…}} stand {}", name.text, known().collect::<Vec<_>>().join(" "))
    } else if let Some(near) = nearest(&name.text, known()) {
        format!("a {kind} has no '{}'; did you mean {near}:?", name.text)
    } else {
        format!("a {kind} has no '{}'; it has {}", name.text, known().collect::<Vec<_>>().join(" "))
    };
    field_error(parser, name, message)
}

#[cfg(test)]
mod tests;
