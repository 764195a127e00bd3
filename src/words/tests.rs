//! What holds for the sentences of every language.

use super::*;

#[test]
fn counts_are_words_as_far_as_anybody_counts_in_a_set() {
    assert_eq!(number(Language::English, 12), "Twelve");
    assert_eq!(number(Language::German, 1), "Eins");
    assert_eq!(number(Language::German, 12), "Zwölf");
    for language in Language::ALL {
        assert!((0..=12).all(|n| number(language, n).parse::<u32>().is_err()));
        assert_eq!(number(language, 13), "13");
    }
}

#[test]
fn german_nouns_keep_their_capitals_and_numbers_have_a_comma() {
    let why = start_not_held(Language::German, "Hände und Knie am Boden", 0.42, 1.0);
    assert_eq!(
        why,
        "die Startposition (Hände und Knie am Boden) wurde 0,4 s lang gehalten, nötig sind 1 s"
    );
    assert_eq!(summary::tenths(Language::German, 8.15), "8,1 s");
}
