//! The keys that front matter may bear: each once, however many kinds know it.

use crate::value::Place;

/// Declares the keys with their spelling.
macro_rules! keys {
    ($($variant:ident $name:literal;)*) => {
        /// A key of front matter.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Key { $(#[doc = concat!("`", $name, "`")] $variant,)* }

        impl Key {
            /// Every key.
            pub const ALL: &'static [Key] = &[$(Key::$variant,)*];

            /// As it is spelled in a file.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Key::$variant => $name,)* }
            }

            /// The key spelled `name`.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Key::$variant),)* _ => None }
            }
        }
    };
}

/// Keys that name, sum up or sort what others say.
const NO_FACTS: &[Key] =
    &[Key::Name, Key::AlsoKnownAs, Key::Summary, Key::Tags, Key::Url, Key::PartOf, Key::Note, Key::Cites];

impl Key {
    /// Whether it says something about the world, so that it needs a source.
    #[must_use]
    pub(super) fn is_fact(self) -> bool {
        !NO_FACTS.contains(&self)
    }

    /// The place of the key on its page.
    #[must_use]
    pub fn place(self) -> Place {
        Place::Key(self.name().into())
    }

    /// As people read it: `also known as`.
    #[must_use]
    pub fn label(self) -> String {
        self.name().replace('_', " ")
    }
}

keys! {
    Title "title";
    Name "name";
    AlsoKnownAs "also_known_as";
    Summary "summary";
    Kind "kind";
    Sector "sector";
    Country "country";
    Status "status";
    Date "date";
    Time "time";
    Place "place";
    Authors "authors";
    Publisher "publisher";
    Url "url";
    Archived "archived";
    Language "language";
    PartOf "part_of";
    Part "part";
    Paragraphs "paragraphs";
    Companies "companies";
    Campaigns "campaigns";
    Targets "targets";
    Agencies "agencies";
    Organisers "organisers";
    Endorsers "endorsers";
    Tags "tags";
    Speaker "speaker";
    Role "role";
    With "with";
    Product "product";
    Amount "amount";
    Signed "signed";
    Period "period";
    SameAs "same_as";
    Occasion "occasion";
    To "to";
    Text "text";
    Quote "quote";
    Answers "answers";
    Of "of";
    Outcome "outcome";
    Count "count";
    Signers "signers";
    AsOf "as_of";
    Who "who";
    AccordingTo "according_to";
    Cites "cites";
    Note "note";
    Format "format";
    Editors "editors";
    Licence "licence";
    Long "long";
    Query "query";
}
