use super::super::{eval, parse};
use super::*;
use crate::fixture::large;
use crate::whole::View;

fn proposed(text: &str) -> Option<String> {
    let (dossier, bodies) = large();
    let query = parse(text, dossier).unwrap();
    let finds = |query: &Query| !eval(query, View::new(dossier, bodies)).is_empty();
    assert!(!finds(&query), "{text} finds something");
    proposal(&query, dossier, finds)
}

fn all_propose(cases: &[(&str, Option<&str>)]) {
    let proposed: Vec<(&str, Option<String>)> = cases.iter().map(|(text, _)| (*text, proposed(text))).collect();
    let expected: Vec<(&str, Option<String>)> =
        cases.iter().map(|(text, proposal)| (*text, proposal.map(str::to_owned))).collect();
    assert_eq!(proposed, expected);
}

#[test]
fn braces_are_proposed_for_what_records_have_too() {
    all_propose(&[
        ("status:bid", Some("contracts have a status of their own: contract{status:bid}")),
        ("cloud status:bid limit:3", Some("contracts have a status of their own: cloud contract{status:bid} limit:3")),
        ("place:lima", Some("events have a place of their own: event{place:lima}")),
        ("id:bid", Some("contracts have an id of their own: contract{id:bid}")),
        ("id:files", Some("contracts and figures have an id of their own: contract{id:files}, figure{id:files}")),
        (
            "name:case",
            Some(
                "contracts, figures and events have a title of their own: contract{title:case}, figure{title:case}, event{title:case}",
            ),
        ),
        // It would find nothing either.
        ("status:bid in:campaigns", Some("status: has unanswered, won here")),
        ("cloud -cloud status:bid", Some("status: has unanswered, won here")),
        ("kind:strike", Some("kind: has news, open-letter, call, march, petition, report here")),
        ("date!:1066", None),
    ]);
}

#[test]
fn a_near_value_is_proposed_where_the_dossier_has_it() {
    all_propose(&[
        ("kind:lettr", Some("did you mean kind:letter?")),
        ("kind:strike,lettr", Some("did you mean kind:strike,letter?")),
        ("sector:\"cluod computing\"", Some("did you mean sector:\"cloud computing\"?")),
        ("agency:IEC", Some("did you mean agency:ICE?")),
        ("company:amazno", Some("did you mean company:Amazon?")),
        ("id:amazno", Some("did you mean id:amazon?")),
        ("title:wrokers", Some("did you mean title:Workers?")),
        ("contract{status:bod with:CBP}", Some("did you mean contract{status:bid with:CBP}?")),
        ("contract{id:flies}", Some("did you mean contract{id:files}?")),
        ("agency:XYZ", Some("agency: has ICE, CBP here")),
        ("kind:lettr cloud", Some("kind: has news, open-letter, call, march, petition, report here")),
        ("contract{status:bod with:ICE}", None),
    ]);
}

#[test]
fn capitals_in_the_name_of_a_field_are_told() {
    all_propose(&[
        ("Kind:LETTER", Some("the names of fields are written small: kind:LETTER")),
        ("contract{Status:bid}", Some("the names of fields are written small: status:bid")),
        ("Shelf:this", None),
        ("\"Kind:LETTER\"", None),
    ]);
}

#[test]
fn what_is_excluded_keeps_its_spelling() {
    let read = crate::fixture::bundled();
    let index = crate::search::WordIndex::of(read.view(), &|| true).unwrap();
    let respelled = |text: &str| {
        let query = parse(text, &read.dossier).unwrap();
        super::respelled(&query, &index, |_| true).map(|query| query.to_string())
    };
    assert_eq!(respelled("rekognitoin").as_deref(), Some("rekognition"));
    assert_eq!(
        respelled("rekognitoin OR (palantir -rekognitoin)").as_deref(),
        Some("rekognition OR palantir -rekognitoin")
    );
    assert_eq!(respelled("palantir -rekognitoin"), None);
    assert_eq!(respelled("\"rekognitoin\""), None);
}
