//! What stands on what: which publications bear a fact, who leans on it. Pure questions to the dossier, asked of what
//! its entries say. Must never decide who is right, nor count a thing that cannot be opened.
//!
//! ```
//! use dossier::evidence::{Fact, Standing};
//! use dossier::{disk, load};
//!
//! let read = load::read(&disk::bundled(), jiff::civil::date(2026, 11, 25)).unwrap();
//! let facts = Fact::all(&read.dossier);
//! assert!(facts.iter().any(|fact| fact.support(&read.dossier).standing() == Standing::One));
//! ```

mod conflicts;
mod coverage;
mod dealing;
mod fact;
mod leans;
mod network;
mod path;
mod pivot;
mod questions;
mod same;
mod sides;
mod support;
mod suppose;
mod timeline;
mod whence;

pub use conflicts::{Conflict, conflicts};
pub use coverage::Coverage;
pub use dealing::Dealing;
pub use fact::Fact;
pub use network::{Bond, Network};
pub use path::{CHAINS, Chains, Hop};
pub use pivot::{Pivot, PivotCell, Sum};
pub use questions::{Asks, OpenQuestion, QuestionSort, questions, sorts};
pub use sides::{Party, Side};
pub(crate) use support::differs;
pub use support::{Publication, Standing, Support, publication};
pub use suppose::{Consequences, Witnesses, consequences};
pub use timeline::{Bin, Dated, Lane, Scale, Silence, Timeline, date_of, is_unsure};
pub use whence::{Saying, whence};
