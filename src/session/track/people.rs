//! The people of a part, column by column: a column changes little from frame to frame.

use super::columns::{Columns, Reader};
use super::seen::SeenPerson;
use crate::blazepose::LANDMARKS;
use crate::body::BackEdge;
use crate::pose::{Continuity, TrackId};

/// The landmark that each one moves with, and itself where there is none. Points of the face go with
/// each other, those of a hand with the wrist, those of a foot with the ankle.
const MOVES_WITH: [usize; LANDMARKS] = [
    0, 0, 1, 2, 1, 4, 5, 3, 6, 0, 9, 11, 12, 13, 14, 15, 16, 15, 16, 17, 18, 15, 16, 23, 24, 25,
    26, 27, 28, 27, 28, 29, 30,
];

/// Writes people.
pub(super) fn write_people(to: &mut Columns, people: &[&SeenPerson]) {
    let column = |of: fn(&SeenPerson) -> i64| people.iter().map(move |person| of(person));
    to.differences(column(|person| i64::from(person.size_px[0])));
    to.differences(column(|person| i64::from(person.size_px[1])));
    to.differences(column(|person| i64::from(person.light)));
    to.differences(column(|person| i64::from(person.sides_known)));
    to.differences(column(|person| i64::from(person.track.0)));
    for axis in 0..3 {
        for landmark in 0..LANDMARKS {
            to.differences(people.iter().map(|person| {
                let value = i64::from(person.points[landmark][axis]);
                value - base(person, landmark, axis)
            }));
        }
    }
    to.differences(column(|person| i64::from(person.back_edge.is_some())));
    let edges: Vec<&BackEdge> = people.iter().filter_map(|p| p.back_edge.as_ref()).collect();
    for station in 0..BackEdge::STATIONS {
        // 0 stands for an edge that was not found.
        let at = |edge: &&BackEdge| edge.0[station].map_or(0, |at| i64::from(at) + 1);
        to.differences(edges.iter().map(at));
    }
}

/// What a value of a landmark is told from: the place of the one that it moves with. A visibility is told
/// as it is.
fn base(person: &SeenPerson, landmark: usize, axis: usize) -> i64 {
    let with = MOVES_WITH[landmark];
    if axis == 2 || with == landmark {
        return 0;
    }
    i64::from(person.points[with][axis])
}

/// Reads what [`write_people`] wrote, of people who follow each other so. None where it can't have been
/// written by it.
pub(super) fn read_people(
    from: &mut Reader<'_>,
    continuities: &[Continuity],
) -> Option<Vec<SeenPerson>> {
    let count = continuities.len();
    let widths = from.column(count)?;
    let heights = from.column(count)?;
    let lights = from.column(count)?;
    let sides_known = from.column::<u8>(count)?;
    let tracks = from.column(count)?;
    let mut people: Vec<SeenPerson> = (0..count)
        .map(|k| SeenPerson {
            size_px: [widths[k], heights[k]],
            light: lights[k],
            sides_known: sides_known[k] != 0,
            track: TrackId(tracks[k]),
            continuity: continuities[k],
            points: [[0; 3]; LANDMARKS],
            back_edge: None,
        })
        .collect();
    for axis in 0..3 {
        for landmark in 0..LANDMARKS {
            for (person, value) in people.iter_mut().zip(from.differences(count)?) {
                let value = value.checked_add(base(person, landmark, axis))?;
                person.points[landmark][axis] = i32::try_from(value).ok()?;
            }
        }
    }
    read_edges(from, &mut people)?;
    Some(people)
}

fn read_edges(from: &mut Reader<'_>, people: &mut [SeenPerson]) -> Option<()> {
    let has_edge = from.column::<u8>(people.len())?;
    let mut edges: Vec<&mut BackEdge> = Vec::new();
    for (person, has_edge) in people.iter_mut().zip(has_edge) {
        if has_edge != 0 {
            let empty = BackEdge([None; BackEdge::STATIONS]);
            edges.push(person.back_edge.insert(empty));
        }
    }
    for station in 0..BackEdge::STATIONS {
        let column = from.column::<u32>(edges.len())?;
        for (edge, value) in edges.iter_mut().zip(column) {
            edge.0[station] = value.checked_sub(1).map(u16::try_from).transpose().ok()?;
        }
    }
    Some(())
}
