//! What a field may hold: dates, counts, money, names, readings, references. Must never panic on any input, nor look past the text it is given.
