//! A dossier → a format. Must never write anything, carry a path of this machine, or come out different when run twice.

pub mod json;
