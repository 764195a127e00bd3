//! Speech and tones on a thread of their own. Speaks what it is given.
