//! Where a link leads, by what is written in it.

use crate::entry::{EntryKind, LinkTarget};
use crate::value::{Loc, Reference, TargetKind, ValueError, is_id};

/// What begins an address that leads out of the dossier.
const SCHEMES: [&str; 3] = ["http://", "https://", "mailto:"];

/// The reference that stands between `[[` and `]]` or `|`, and how it is written. `in_table`: the `|` after it was escaped.
pub(super) fn wiki(written: &str, in_table: bool) -> Result<(Reference, String), ValueError> {
    let written = if in_table { written.strip_suffix('\\').unwrap_or(written) } else { written };
    let written = one_line(written);
    Ok((Reference::parse(&written)?, written))
}

/// `written` on one line, without the marks of the quotation around it.
fn one_line(written: &str) -> String {
    let mut lines = written.lines();
    let first = lines.next().unwrap_or_default().to_owned();
    lines.fold(first, |joined, line| format!("{} {}", joined.trim_end(), line.trim_start_matches(['>', ' ', '\t'])))
}

/// Where a Markdown link to `destination` leads from an entry of that kind: `../companies/amazon.md` is a reference.
pub(super) fn destination(destination: &str, from: EntryKind) -> Result<LinkTarget, ValueError> {
    let elsewhere = || LinkTarget::Url(destination.to_owned());
    let lower = destination.to_ascii_lowercase();
    if SCHEMES.iter().any(|scheme| lower.starts_with(scheme)) {
        return Ok(elsewhere());
    }
    let plain = decoded(destination);
    let (path, place) = match plain.split_once('#') {
        Some((path, place)) => (path, Some(place)),
        None => (plain.as_str(), None),
    };
    let Some((kind, name)) = entry_at(path, from) else {
        let own_place = path.is_empty() && place.is_some_and(|place| !place.is_empty());
        return if own_place { Reference::parse(&plain).map(LinkTarget::Reference) } else { Ok(elsewhere()) };
    };
    let loc = place.filter(|place| !place.is_empty()).map(Loc::parse).transpose()?;
    let kind = Some(TargetKind::from(kind));
    Ok(LinkTarget::Reference(Reference { kind, implied: None, name: Some(name.to_owned()), loc }))
}

/// The entry whose file a path names. Folders within a kind's folder mean nothing, and a path without one stays in `from`'s.
fn entry_at(path: &str, from: EntryKind) -> Option<(EntryKind, &str)> {
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
    let id = file.strip_suffix(".md").filter(|id| is_id(id))?;
    let mut folders = folders.split('/').filter(|folder| !matches!(*folder, "" | "." | ".."));
    match folders.next() {
        None => Some((from, id)),
        Some(first) => std::iter::once(first).chain(folders).find_map(EntryKind::from_plural).map(|kind| (kind, id)),
    }
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

    #[test]
    fn a_path_to_a_file_of_an_entry_is_a_reference() {
        for (written, expected) in [
            ("../companies/amazon.md", "companies/amazon"),
            ("articles/x.md#¶3", "articles/x#¶3"),
            ("../articles/2018/x.md#%C2%B63-5", "articles/x#¶3-5"),
            ("/campaigns/march.md#stop-sales", "campaigns/march#stop-sales"),
            ("ibm.md", "companies/ibm"),
            ("./ibm.md#", "companies/ibm"),
            ("#¶3", "#¶3"),
            ("#palantir-hosting", "#palantir-hosting"),
        ] {
            assert_eq!(destination(written, EntryKind::Company).unwrap(), reference(expected), "{written}");
        }
    }

    #[test]
    fn any_other_destination_stays_as_it_is_written() {
        for written in [
            "https://example.org/a.md",
            "HTTP://EXAMPLE.ORG",
            "mailto:a@example.org",
            "javascript:alert(1)",
            "picture.png",
            "notes/amazon.md",
            "../companies/Not An Id.md",
            "%zz%",
            "%FF",
            "#",
            "",
        ] {
            assert_eq!(
                destination(written, EntryKind::Company).unwrap(),
                LinkTarget::Url(written.to_owned()),
                "{written}"
            );
        }
    }

    #[test]
    fn a_place_that_cannot_be_is_an_error() {
        assert!(destination("../companies/amazon.md#¶0", EntryKind::Article).is_err());
        assert!(destination("#No Place", EntryKind::Article).is_err());
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
