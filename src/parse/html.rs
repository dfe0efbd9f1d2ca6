//! A page of the web → Markdown. Must never fetch anything, nor read a page that was made to be deep.

use htmd::HtmlToMarkdown;

/// So many elements may lie inside one another: what reads them goes down with each.
const DEEP: usize = 256;

/// Elements that end by themselves, or that the next one of them ends.
const LIGHT: &[&str] = &[
    "area", "base", "body", "br", "col", "dd", "dt", "embed", "head", "hr", "html", "img", "input", "li", "link",
    "meta", "option", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

/// What is no text of an article.
const SKIPPED: &[&str] = &[
    "script", "style", "nav", "header", "footer", "aside", "form", "noscript", "svg", "iframe", "button", "figure",
    "template", "title",
];

/// The text of a page as Markdown.
///
/// # Errors
/// Why it is not read.
pub(super) fn markdown(html: &str) -> Result<String, &'static str> {
    if depth(html) > DEEP {
        return Err("its elements lie too deep inside one another; save its text instead");
    }
    let converter = HtmlToMarkdown::builder().skip_tags(SKIPPED.to_vec()).build();
    converter.convert(html).map_err(|_| "it cannot be read as HTML; save its text instead")
}

/// How deep its elements may lie, by its tags.
fn depth(html: &str) -> usize {
    let (mut deep, mut deepest) = (0_usize, 0);
    for tag in html.split('<').skip(1) {
        let is_end = tag.starts_with('/');
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        if name.is_empty() || LIGHT.contains(&name.to_ascii_lowercase().as_str()) {
            continue;
        }
        deep = if is_end { deep.saturating_sub(1) } else { deep + 1 };
        deepest = deepest.max(deep);
    }
    deepest
}
