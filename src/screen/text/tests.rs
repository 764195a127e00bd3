use ab_glyph::Font;

use super::*;
use crate::screen::tokens::{BANNER_LINE, BODY, NUMBER};

fn fonts() -> Fonts {
    Fonts::built_in().unwrap()
}

#[test]
fn every_weight_has_every_sign_in_use() {
    let fonts = fonts();
    let signs = "AZaz09 ÄÖÜäöüßéèçñøåłšžőğ АЯаяёіїґ −×’…°·←→↑↓✓–—„“”«»€";
    for weight in [Weight::Regular, Weight::SemiBold, Weight::Bold] {
        for sign in signs.chars() {
            let id = fonts.font(weight).glyph_id(sign);
            assert_ne!(id.0, 0, "{weight:?} lacks {sign:?}");
        }
    }
}

#[test]
fn widths_are_those_that_the_layout_was_made_with() {
    // 977 counts the tracking after the last letter too.
    let width = fonts().width("Send your back to the ceiling", BANNER_LINE);
    let tracked = width + BANNER_LINE.tracking();
    assert!((tracked - 977.0).abs() < 0.5, "width {tracked}");
}

#[test]
fn more_letters_take_more_room() {
    let fonts = fonts();
    let text = "Push heel back";
    let widths: Vec<f32> = (0..=text.len())
        .map(|end| fonts.width(&text[..end], BODY))
        .collect();
    assert_eq!(widths[0], 0.0);
    assert!(widths.is_sorted_by(|a, b| a < b));
}

#[test]
fn large_letters_stand_closer() {
    let fonts = fonts();
    let per_em = |size: f32| {
        let style = Style::new(size, Weight::Bold);
        fonts.width("Bird dog", style) / size
    };
    assert!((per_em(20.0) - per_em(27.0)).abs() < 1e-4);
    assert!((per_em(20.0) - per_em(28.0) - 0.07).abs() < 1e-3);
    assert!((per_em(20.0) - per_em(48.0) - 0.14).abs() < 1e-3);
}

#[test]
fn digits_in_cells_keep_their_places() {
    let fonts = fonts();
    let plain = Style::new(144.0, Weight::Bold);
    assert!(fonts.width("11", plain) < fonts.width("00", plain));
    assert_eq!(fonts.width("11", NUMBER), fonts.width("40", NUMBER));

    let middle = |text: &str, which: usize| {
        let (letter, left) = fonts.letters(text, NUMBER).nth(which).unwrap();
        left + fonts.advance_em(letter, NUMBER.weight) * NUMBER.size / 2.0
    };
    for which in 0..2 {
        assert!((middle("11", which) - middle("48", which)).abs() < 1e-3);
    }
}

#[test]
fn a_long_line_shrinks_before_it_is_cut() {
    let fonts = fonts();
    let text = "Send your back to the ceiling";
    let fit = |max_width| fonts.fit(text, BANNER_LINE, max_width);

    let whole = fit(1092.0);
    assert_eq!((whole.style.size, whole.is_cut), (72.0, false));

    let smaller = fit(900.0);
    assert!((60.0..72.0).contains(&smaller.style.size) && !smaller.is_cut);
    assert_eq!(smaller.style.size % 2.0, 0.0);
    assert!(smaller.width <= 900.0);
    let mut one_step_larger = smaller.style;
    one_step_larger.size += 2.0;
    assert!(fonts.width(text, one_step_larger) > 900.0, "shrunk too far");

    let cut = fit(400.0);
    assert_eq!((cut.style.size, cut.is_cut), (60.0, true));
    assert!(text.starts_with(cut.text) && cut.width <= 400.0);
    let whole_text = format!("{}…", cut.text);
    assert!((fonts.width(&whole_text, cut.style) - cut.width).abs() < 0.01);
}

#[test]
fn other_lines_shrink_to_four_fifths() {
    let fonts = fonts();
    let cut = fonts.fit("a very long line of body text", BODY, 60.0);
    assert_eq!((cut.style.size, cut.is_cut), (16.0, true));
}

#[test]
fn sentences_break_between_words() {
    let fonts = fonts();
    let text = "Check that it is plugged in  and unused";
    let lines = wrap(&fonts, text, BODY, 150.0);
    assert_eq!(lines, ["Check that it is", "plugged in  and", "unused"]);
    assert!(wrap(&fonts, "  ", BODY, 150.0).is_empty());
    assert_eq!(
        wrap(&fonts, "Rückenstrecker", BODY, 10.0),
        ["Rückenstrecker"]
    );
}

#[test]
fn letters_are_drawn_once_and_kept() {
    let fonts = fonts();
    let mut glyphs = Glyphs::default();
    let (glyph, column) = glyphs.get(&fonts, 'L', Weight::Bold, 40.0, -0.25);
    assert_eq!(column, -1);
    // Capitals stand on the baseline.
    let rows = glyph.cover.len() / glyph.width;
    assert_eq!(glyph.top + rows as i32, 0);
    // 0.727 em high.
    assert!((28..=31).contains(&rows), "{rows} rows");
    let (space, _) = glyphs.get(&fonts, ' ', Weight::Bold, 40.0, 0.0);
    assert_eq!(space.width, 0);
}
