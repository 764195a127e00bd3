//! The home screen as plain data: today's routine, all exercises, what was done this week, and
//! what has the focus.

use std::sync::Arc;

use crate::screen::GuideImage;

/// Cards of exercises stand in so many columns and rows.
pub const COLUMNS: usize = 4;
/// Rows of cards.
pub const ROWS: usize = 3;

/// The home scene.
#[derive(Debug, Clone, PartialEq)]
pub struct HomeScene {
    /// "Good morning".
    pub greeting: &'static str,
    /// "Your routine, about 14 minutes".
    pub routine: String,
    /// The sets of today's routine.
    pub sets: Vec<HomeSet>,
    /// What was done this week, Monday first.
    pub week: [DayMark; 7],
    /// "2 of 3 days".
    pub days: String,
    /// All exercises; as many as there is room for are shown.
    pub cards: Vec<HomeCard>,
    /// What Enter takes.
    pub focus: Focus,
    /// In place of the advice in the footer, where something has to be said.
    pub note: Option<String>,
}

/// A set of today's routine.
#[derive(Debug, Clone, PartialEq)]
pub struct HomeSet {
    /// Id of the exercise.
    pub exercise: String,
    /// Name of the exercise.
    pub name: String,
    /// "6 each side".
    pub dose: String,
    /// The exercise as a picture, once it has been drawn.
    pub figure: Option<Arc<GuideImage>>,
}

/// An exercise that can be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct HomeCard {
    /// Its name.
    pub name: String,
    /// What it is for, "Strengthens the trunk"; empty where its file doesn't say.
    pub purpose: String,
    /// When it was done last; before that, how much of it is usual.
    pub below: String,
    /// It needs care: how it is done. Said in place of `purpose` while the card has the focus.
    pub care: Option<String>,
    /// The exercise as a picture, once it has been drawn. The one with the focus moves.
    pub figure: Option<Arc<GuideImage>>,
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayMark {
    /// Something was done.
    Done,
    /// Nothing was done, or not yet.
    Empty,
    /// Today, with nothing done yet.
    Today,
}

/// What has the focus on the home screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// The button that starts the routine.
    Routine,
    /// The card of this number.
    Card(usize),
    /// The button that opens the history.
    History,
    /// The button that opens the settings.
    Settings,
}

/// Where an arrow key moves the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// ←
    Left,
    /// →
    Right,
    /// ↑
    Up,
    /// ↓
    Down,
}

impl Focus {
    /// Where the focus goes from here, with so many cards. At an edge it stays.
    #[must_use]
    pub fn moved(self, direction: Direction, cards: usize) -> Focus {
        let card = match self {
            Focus::Routine if direction == Direction::Right && cards > 0 => return Focus::Card(0),
            Focus::Routine if direction == Direction::Up => return Focus::History,
            Focus::Routine => return self,
            Focus::History => {
                return match direction {
                    Direction::Left => Focus::Routine,
                    Direction::Right => Focus::Settings,
                    Direction::Down if cards > 0 => Focus::Card(cards.min(COLUMNS) - 1),
                    Direction::Down => Focus::Routine,
                    Direction::Up => self,
                };
            }
            Focus::Settings => {
                return match direction {
                    Direction::Left => Focus::History,
                    Direction::Down if cards > 0 => Focus::Card(cards.min(COLUMNS) - 1),
                    Direction::Down => Focus::Routine,
                    Direction::Right | Direction::Up => self,
                };
            }
            Focus::Card(card) => card,
        };
        let column = card % COLUMNS;
        let to = match direction {
            Direction::Left if column == 0 => return Focus::Routine,
            Direction::Left => card - 1,
            Direction::Right if column + 1 == COLUMNS => card,
            Direction::Right => card + 1,
            Direction::Up if card < COLUMNS => return Focus::Settings,
            Direction::Up => card - COLUMNS,
            Direction::Down => card + COLUMNS,
        };
        if to < cards { Focus::Card(to) } else { self }
    }

    /// The next thing in reading order; behind the last one comes the first.
    #[must_use]
    pub fn next(self, cards: usize) -> Focus {
        match self {
            Focus::Routine if cards > 0 => Focus::Card(0),
            Focus::Card(card) if card + 1 < cards => Focus::Card(card + 1),
            Focus::Card(_) | Focus::Routine => Focus::History,
            Focus::History => Focus::Settings,
            Focus::Settings => Focus::Routine,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_card_can_be_reached_and_nothing_leads_nowhere() {
        for cards in 0..=COLUMNS * ROWS {
            let mut seen = vec![Focus::Routine];
            let mut at = 0;
            while at < seen.len() {
                for direction in [
                    Direction::Left,
                    Direction::Right,
                    Direction::Up,
                    Direction::Down,
                ] {
                    let to = seen[at].moved(direction, cards);
                    if let Focus::Card(card) = to {
                        assert!(card < cards);
                    }
                    if !seen.contains(&to) {
                        seen.push(to);
                    }
                }
                at += 1;
            }
            assert_eq!(seen.len(), cards + 3, "{cards} cards");
        }
    }

    #[test]
    fn tab_goes_round() {
        let mut focus = Focus::Routine;
        for _ in 0..12 {
            focus = focus.next(12);
            assert_ne!(focus, Focus::Routine);
        }
        assert_eq!(focus.next(12), Focus::History);
        assert_eq!(Focus::History.next(12), Focus::Settings);
        assert_eq!(Focus::Settings.next(12), Focus::Routine);
    }
}
