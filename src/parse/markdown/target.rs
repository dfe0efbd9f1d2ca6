//! Where a link leads, by what is written in it.

use crate::entry::{EntryKind, LinkTarget};
use crate::parse::file_role::stem;
use crate::value::{Place, Reference, TargetKind, ValueError};

/// The reference that stands between `[[` and `]]` or `|`, and how it is written. `in_table`: the `|` after it was
/// escaped.
pub(super) fn wiki(written: &str, in_table: bool) -> Result<(Reference, String), ValueError> {
    let written = if in_table { written.strip_suffix('\\').unwrap_or(written) } else { written };
    let written = one_line(written);
    let reference = Reference::parse(&written).or_else(|error| {
        let (name, place) = written.split_once('#').ok_or_else(|| error.clone())?;
        let place = heading(place).ok_or(error)?;
        if name.trim().is_empty() {
            return Ok(Reference { kind: None, implied: None, name: None, place });
        }
        Ok(Reference { place, ..Reference::parse(name)? })
    })?;
    Ok((reference, written))
}

/// The heading that other programs mean by what stands after `#`: the last of a path of them. A block's mark means the
/// page as a whole. None where it is no heading.
#[expect(clippy::option_option, reason = "no place is an answer, too")]
fn heading(written: &str) -> Option<Option<Place>> {
    let path = written.trim_end();
    let last = path.strip_suffix('#').unwrap_or(path).rsplit('#').next().unwrap_or_default().trim();
    if last.starts_with('^') {
        return Some(None);
    }
    let is_one = !last.is_empty() && !last.starts_with('¶');
    is_one.then(|| Some(Place::Heading(last.into())))
}

/// `written` on one line, without the marks of the quotation around it.
fn one_line(written: &str) -> String {
    let mut lines = written.lines();
    let first = lines.next().unwrap_or_default().to_owned();
    lines.fold(first, |joined, line| format!("{} {}", joined.trim_end(), line.trim_start_matches(['>', ' ', '\t'])))
}

/// Where a Markdown link to `destination` leads from the entry whose file is at `from`: `../companies/amazon.md` is a
/// reference.
pub(super) fn destination(destination: &str, from: &str) -> Result<LinkTarget, ValueError> {
    let elsewhere = || LinkTarget::Url(destination.to_owned());
    if leads_out(destination) {
        return Ok(elsewhere());
    }
    let plain = decoded(destination);
    let (path, place) = plain.split_once('#').map_or((&*plain, ""), |(path, place)| (path, place));
    if path.is_empty() && !place.is_empty() {
        let place = place_at(place)?;
        return Ok(LinkTarget::Reference(Reference { kind: None, implied: None, name: None, place }));
    }
    let file = path.rsplit('/').next().unwrap_or_default();
    let Some(stem) = file.strip_suffix(".md").map(|_| stem(path).trim()).filter(|stem| !stem.is_empty()) else {
        return Ok(elsewhere());
    };
    let place = if place.is_empty() { None } else { place_at(place)? };
    let kind = kind_at(path, from).map(TargetKind::from);
    // Where no entries are the path names nothing, and says so as it is written.
    let name = if kind.is_some() { stem } else { path };
    Ok(LinkTarget::Reference(Reference { kind, implied: None, name: Some(name.to_owned()), place }))
}

/// The place of a page that an address names after its `#`.
fn place_at(written: &str) -> Result<Option<Place>, ValueError> {
    Place::parse(written).map(Some).or_else(|error| heading(written).ok_or(error))
}

/// Whether an address leads out of the dossier: it begins with a scheme or with the name of a host.
fn leads_out(address: &str) -> bool {
    let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme);
    let of_scheme = |character: char| character.is_ascii_alphanumeric() || "+.-".contains(character);
    address.starts_with("//") || !scheme.is_empty() && scheme.chars().all(of_scheme)
}

/// The kind of the entries where a path leads. The folder of a kind is known wherever it is named; any other is within
/// those of the file at `from`, and means nothing there.
fn kind_at(path: &str, from: &str) -> Option<EntryKind> {
    let named = folders(path).find_map(EntryKind::from_plural);
    named.or_else(|| {
        let mut at: Vec<&str> = if path.starts_with('/') { Vec::new() } else { folders(from).collect() };
        for folder in folders(path) {
            match folder {
                "" | "." => {}
                ".." => _ = at.pop(),
                inner => at.push(inner),
            }
        }
        at.first().and_then(|top| EntryKind::from_plural(top))
    })
}

/// The folders of a path, from the outermost in.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.rsplit_once('/').map_or("", |(folders, _)| folders).split('/')
}

/// `written` with its `%C2%B6` as `¶`; as it is, where that makes no text.
fn decoded(written: &str) -> String {
    let mut bytes = Vec::with_capacity(written.len());
    let mut rest = written.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escaped = (*first == b'%').then(|| after.split_at_checked(2)).flatten().and_then(|(digits, after)| {
            let digits = std::str::from_utf8(digits)
                .ok()
                .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
            Some((u8::from_str_radix(digits, 16).ok()?, after))
        });
        let (byte, after) = escaped.unwrap_or((*first, after));
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8(bytes).unwrap_or_else(|_| written.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reference(text: &str) -> LinkTarget {
        LinkTarget::Reference(Reference::parse(text).unwrap())
    }

    const FROM: &str = "companies/2018/ice.md";

    #[test]
    fn a_path_to_a_file_of_an_entry_is_a_reference() {
        for (written, expected) in [
            ("../companies/amazon.md", "companies/amazon"),
            ("articles/x.md#¶3", "articles/x#¶3"),
            ("../articles/2018/x.md#%C2%B63-5", "articles/x#¶3-5"),
            ("../../articles/x.md", "articles/x"),
            ("/campaigns/march.md#stop-sales", "campaigns/march#stop-sales"),
            ("ibm.md", "companies/ibm"),
            ("./ibm.md#", "companies/ibm"),
            ("../ibm.md", "companies/ibm"),
            ("june/ibm.md", "companies/ibm"),
            ("../2019/june/ibm.md", "companies/ibm"),
            ("../companies/Not An Id.md", "companies/Not An Id"),
            ("#¶3", "#¶3"),
            ("#palantir-hosting", "#palantir-hosting"),
        ] {
            assert_eq!(destination(written, FROM).unwrap(), reference(expected), "{written}");
        }
    }

    #[test]
    fn a_path_to_where_no_entries_are_is_a_reference_to_nothing() {
        for written in ["../../notes/amazon.md", "../../amazon.md", "../../../../amazon.md", "/notes/amazon.md#a"] {
            assert_eq!(destination(written, FROM).unwrap(), reference(written), "{written}");
        }
    }

    #[test]
    fn any_other_destination_stays_as_it_is_written() {
        for written in [
            "https://example.org/a.md",
            "HTTP://EXAMPLE.ORG",
            "mailto:a@example.org",
            "javascript:alert(1)",
            "file:amazon.md",
            "//example.org/companies/a.md",
            "picture.png",
            "amazon.md?raw",
            "companies/.md",
            "%zz%",
            "%FF",
            "#",
            "",
        ] {
            assert_eq!(destination(written, FROM).unwrap(), LinkTarget::Url(written.to_owned()), "{written}");
        }
    }

    #[test]
    fn a_place_that_cannot_be_is_an_error() {
        assert!(destination("../companies/amazon.md#¶0", FROM).is_err());
        assert_eq!(wiki("acme#Past#", false).unwrap().0, wiki("acme#Past", false).unwrap().0);
        assert!(wiki("#¶0", false).is_err() && wiki("acme#", false).is_err());
    }

    #[test]
    fn a_reference_may_be_broken_over_lines_and_escaped_in_a_table() {
        for (written, in_table, expected) in
            [("The\n> Intercept", false, "The Intercept"), ("amazon\\", true, "amazon")]
        {
            let expected = (Reference::parse(expected).unwrap(), expected.to_owned());
            assert_eq!(wiki(written, in_table).unwrap(), expected);
        }
    }
}
