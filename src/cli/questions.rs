//! What a reporter asks of the bundled dossier, and what the program answers.

use clap::Parser;
use serde::Deserialize;

use super::args::Arguments;
use super::{Keeper, Medium, Surroundings, about, not_arguments};
use crate::disk;

const QUESTIONS: &str = include_str!("../../tests/questions.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    questions: Vec<Question>,
}

/// A question, what to type for it, and what the answer holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    ask: String,
    run: Vec<String>,
    says: Option<Vec<String>>,
    lacks: Option<Vec<String>>,
    status: Option<u8>,
}

/// What the program gave: one space for each run of white space, and its status.
struct Answer {
    text: String,
    status: u8,
}

impl Question {
    fn says(&self) -> &[String] {
        self.says.as_deref().unwrap_or_default()
    }

    fn lacks(&self) -> &[String] {
        self.lacks.as_deref().unwrap_or_default()
    }

    /// What the program answers in a pipe.
    fn answer(&self) -> Answer {
        let pipe = Medium { terminal: None, colour: false };
        let typed = Arguments::try_parse_from(std::iter::once("dossier").chain(self.run.iter().map(String::as_str)));
        let answer = match typed {
            Ok(arguments) => {
                let verb = arguments.verb.expect("a question is asked with a verb");
                about(&verb, pipe, (&Surroundings::default(), &mut Keeper::default()), &mut |_| Ok(disk::bundled()))
            }
            Err(error) => not_arguments(&error, &[]),
        };
        match answer {
            Ok(answer) => Answer { text: spaced(&answer.out), status: answer.status },
            Err(trouble) => Answer { text: String::new(), status: trouble.status() },
        }
    }

    /// What is wrong with an answer, a line each.
    fn faults(&self, answer: &Answer) -> Vec<String> {
        let missing = self.says().iter().filter(|says| !answer.text.contains(says.as_str()));
        let surplus = self.lacks().iter().filter(|lacks| answer.text.contains(lacks.as_str()));
        let status = (answer.status != self.status.unwrap_or(0)).then(|| format!("ended with {}", answer.status));
        let said = missing.map(|says| format!("does not say `{says}`"));
        let kept = surplus.map(|lacks| format!("says `{lacks}`"));
        said.chain(kept).chain(status).map(|fault| format!("{} {:?} {fault}", self.ask, self.run)).collect()
    }
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn questions() -> Vec<Question> {
    toml::from_str::<Asked>(QUESTIONS).unwrap().questions
}

#[test]
fn every_question_is_answered() {
    let faults: Vec<String> = questions().iter().flat_map(|question| question.faults(&question.answer())).collect();
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn every_question_can_fail() {
    let questions = questions();
    assert!(questions.len() >= 70, "{} questions", questions.len());
    for question in &questions {
        let empty = Answer { text: String::new(), status: question.status.unwrap_or(0) };
        let by_status = question.status.is_some_and(|status| status != 0);
        assert_eq!(question.faults(&empty).len(), question.says().len(), "{}", question.ask);
        assert!(by_status || !question.says().is_empty(), "{} asks for nothing", question.ask);
        for says in question.says() {
            assert_eq!(&spaced(says), says, "{}: no answer is spaced like this", question.ask);
            assert!(!question.run.contains(says), "{}: `{says}` is in the question", question.ask);
        }
    }
}

#[test]
fn a_wrong_answer_is_told() {
    let question: Question = toml::from_str(
        r#"
        ask = "How many?"
        run = ["show", "letter"]
        says = ["32", "refused"]
        lacks = ["met"]
        "#,
    )
    .unwrap();
    let wrong = Answer { text: "33 signed; the demand was met".to_owned(), status: 1 };
    let told = ["does not say `32`", "does not say `refused`", "says `met`", "ended with 1"];
    assert_eq!(question.faults(&wrong), told.map(|fault| format!("How many? [\"show\", \"letter\"] {fault}")));
    let right = Answer { text: "32 signed; refused".to_owned(), status: 0 };
    assert_eq!(question.faults(&right), Vec::<String>::new());
}
