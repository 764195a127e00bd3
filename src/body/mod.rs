//! From a pose to measures: roles, lengths in torsos, the floor line, angles, the outline of the back. Knows no thresholds.
