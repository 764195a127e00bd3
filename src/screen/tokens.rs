//! Colours, type sizes and measures that every scene shares. There are two grounds. Live scenes have a
//! dark green one, so that the camera picture is the brightest area and a dark room stays calm. Scenes
//! that are read at the laptop have warm paper. Teal means good and nothing else. Orange means "do
//! this", and never comes without an arrow or a ring.

use super::canvas::Colour;
use super::text::{Style, Weight};

/// Ground of live scenes; text on cue, good and warn.
pub const NIGHT: Colour = Colour::hex(0x15211F);
/// Panels and the calm banner.
pub const PANEL: Colour = Colour::hex(0x1E2C29);
/// Ring track, key caps, dividers, the open row.
pub const RAISED: Colour = Colour::hex(0x2A3A36);
/// Border of key caps.
pub const HAIR: Colour = Colour::hex(0x4A5E58);
/// Dots still to do.
pub const DIM: Colour = Colour::hex(0x7C8C85);
/// Main text, neutral skeleton, breathing guide.
pub const CREAM: Colour = Colour::hex(0xF7F2E8);
/// Secondary text, the stopped ring.
pub const MIST: Colour = Colour::hex(0xB9C6BF);
/// Verdict: good.
pub const GOOD: Colour = Colour::hex(0x2CC2B8);
/// Verdict: a little off; set-up hint.
pub const WARN: Colour = Colour::hex(0xFFE08A);
/// Verdict: cue, for lines, marks and the chip.
pub const BAD: Colour = Colour::hex(0xFF7A45);
/// Ground of the cue line.
pub const CUE: Colour = Colour::hex(0xFFA37B);
/// Not seen.
pub const UNKNOWN: Colour = Colour::hex(0xC9CFCC);
/// Filling of the target zone in the meter.
pub const ZONE: Colour = Colour::hex(0x14504C);

/// Ground of reading scenes.
pub const PAPER: Colour = Colour::hex(0xF6F1E8);
/// Cards.
pub const CARD: Colour = Colour::hex(0xFFFDF9);
/// Wells and tracks.
pub const SAND: Colour = Colour::hex(0xEDE5D8);
/// The good card.
pub const SAGE: Colour = Colour::hex(0xDCEBE6);
/// Ground of what needs help at once.
pub const ALARM_GROUND: Colour = Colour::hex(0xFBE3D6);
/// The guide figure's mat.
pub const MAT: Colour = Colour::hex(0xBFD8D2);
/// Dividers.
pub const RULE: Colour = Colour::hex(0xD9CFBF);
/// A little off, and the mark of care, on paper.
pub const WARN_P: Colour = Colour::hex(0xB98A00);
/// Text.
pub const INK: Colour = Colour::hex(0x22302D);
/// Secondary text.
pub const SOFT: Colour = Colour::hex(0x53605C);
/// Borders of controls.
pub const EDGE: Colour = Colour::hex(0x8C8474);
/// Primary button, focus, left-side marks.
pub const PINE: Colour = Colour::hex(0x1C5B56);
/// Right-side marks.
pub const PINE_2: Colour = Colour::hex(0x4F8F86);
/// Good, on paper.
pub const GOOD_P: Colour = Colour::hex(0x1F7A73);
/// A cue was given, on paper.
pub const RUST: Colour = Colour::hex(0xA33B16);
/// Text on pine and good.
pub const WHITE: Colour = Colour::hex(0xFFFFFF);

/// How much of the night lies over the camera picture, so that marks stand out.
pub const PICTURE_VEIL: Colour = NIGHT.veil(0.15);
/// Casing of every mark on the camera picture. It keeps the mark's contrast over any room.
pub const CASING: Colour = NIGHT.veil(0.80);
/// How far the casing reaches beyond the mark on each side.
pub const CASING_WIDTH: f32 = 3.0;
/// Plate below text on the camera picture.
pub const PLATE: Colour = NIGHT.veil(0.84);
/// Plate below the chip with the angle.
pub const CHIP: Colour = NIGHT.veil(0.90);

/// The ring's number. It shrinks so that no digit is lost.
pub const NUMBER: Style = Style::new(144.0, Weight::Bold).at_least(56.0).in_cells();
/// The banner's line. It never gets small, because it is read from the floor.
pub const BANNER_LINE: Style = Style::new(72.0, Weight::Bold).at_least(60.0);
/// "Paused" over the picture.
pub const NOTICE: Style = Style::new(56.0, Weight::Bold);
/// Title of a reading scene.
pub const TITLE: Style = Style::new(40.0, Weight::Bold);
/// The side at work.
pub const SIDE: Style = Style::new(36.0, Weight::SemiBold);
/// Sentences of the summary.
pub const SENTENCE: Style = Style::new(32.0, Weight::Bold);
/// The chip with the angle.
pub const ANGLE: Style = Style::new(32.0, Weight::Bold);
/// Headings.
pub const HEADING: Style = Style::new(28.0, Weight::SemiBold);
/// Check rows.
pub const ROW: Style = Style::new(24.0, Weight::SemiBold);
/// Words below the ring's number.
pub const UNIT: Style = Style::new(24.0, Weight::Regular);
/// Letters before the rows of dots.
pub const LETTER: Style = Style::new(22.0, Weight::Bold);
/// Buttons.
pub const BUTTON: Style = Style::new(22.0, Weight::SemiBold);
/// Headings of cards.
pub const CARD_HEADING: Style = Style::new(20.0, Weight::SemiBold);
/// Lists.
pub const LIST: Style = Style::new(22.0, Weight::Regular);
/// Body text.
pub const BODY: Style = Style::new(20.0, Weight::Regular);
/// Secondary text.
pub const SECONDARY: Style = Style::new(18.0, Weight::Regular);
/// Key hints and axis labels. Nothing is smaller.
pub const SMALL: Style = Style::new(16.0, Weight::Regular).at_least(16.0);
/// Key caps, words at the ends of the meter.
pub const SMALL_STRONG: Style = Style::new(16.0, Weight::SemiBold).at_least(16.0);

/// Corner radius of panels, cards, the banner and the picture.
pub const RADIUS_PANEL: f32 = 16.0;
/// Corner radius of buttons and the meter.
pub const RADIUS_BUTTON: f32 = 12.0;
/// Corner radius of small wells.
pub const RADIUS_WELL: f32 = 10.0;
/// Corner radius of key caps.
pub const RADIUS_KEY: f32 = 6.0;

#[cfg(test)]
mod tests {
    use super::*;

    /// Contrast by WCAG 2.2.
    fn contrast(a: Colour, b: Colour) -> f32 {
        let (a, b) = (a.luminance(), b.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn contrasts_are_those_that_the_design_counts_on() {
        let pairs = [
            (NIGHT, CUE, 8.5),
            (NIGHT, GOOD, 7.5),
            (NIGHT, WARN, 12.8),
            (NIGHT, BAD, 6.4),
            (HAIR, NIGHT, 2.4),
            (DIM, PANEL, 4.1),
            (CREAM, NIGHT, 14.8),
            (CREAM, PANEL, 13.0),
            (CREAM, RAISED, 10.7),
            (MIST, NIGHT, 9.4),
            (MIST, PANEL, 8.2),
            (MIST, RAISED, 6.8),
            (GOOD, PANEL, 6.6),
            (GOOD, RAISED, 5.4),
            (WARN, PANEL, 11.2),
            (BAD, PANEL, 5.6),
            (UNKNOWN, NIGHT, 10.5),
            (UNKNOWN, PANEL, 9.2),
            (INK, PAPER, 12.2),
            (INK, CARD, 13.5),
            (INK, SAND, 11.0),
            (INK, SAGE, 11.2),
            (SOFT, PAPER, 5.8),
            (SOFT, CARD, 6.5),
            (SOFT, SAND, 5.3),
            (SOFT, SAGE, 5.3),
            (EDGE, PAPER, 3.3),
            (EDGE, CARD, 3.6),
            (PINE, PAPER, 7.0),
            (PINE, CARD, 7.7),
            (WHITE, PINE, 7.8),
            (PINE_2, CARD, 3.7),
            (PINE_2, SAND, 3.0),
            (GOOD_P, CARD, 5.1),
            (GOOD_P, SAGE, 4.2),
            (WHITE, GOOD_P, 5.1),
            (RUST, CARD, 6.5),
        ];
        for (a, b, expected) in pairs {
            let contrast = contrast(a, b);
            assert!(
                (contrast - expected).abs() < 0.06,
                "{:06X} on {:06X}: {contrast}, expected {expected}",
                a.rgb,
                b.rgb
            );
        }
    }

    #[test]
    fn marks_keep_their_contrast_over_the_brightest_picture() {
        let casing = CASING.over(PICTURE_VEIL.over(WHITE));
        for (mark, expected) in [(CREAM, 8.6), (GOOD, 4.4), (WARN, 7.4), (BAD, 3.7)] {
            let contrast = contrast(mark, casing);
            assert!(
                (contrast - expected).abs() < 0.1,
                "{contrast}, expected {expected}"
            );
        }
    }
}
