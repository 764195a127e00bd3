use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::blazepose::LANDMARKS;
use crate::body::BackEdge;
use crate::pose::TrackId;

fn edge() -> impl Strategy<Value = Option<BackEdge>> {
    let station = proptest::option::of(any::<u16>());
    proptest::option::of(vec(station, BackEdge::STATIONS))
        .prop_map(|edge| edge.map(|stations| BackEdge(stations.try_into().unwrap())))
}

fn person() -> impl Strategy<Value = SeenPerson> {
    let points = vec([-30_000..30_000, -30_000..30_000, 0..129], LANDMARKS);
    let continuity = proptest::sample::select(PEOPLE.map(|(_, continuity)| continuity).to_vec());
    let rest = (any::<[u16; 2]>(), any::<u8>(), any::<bool>(), 0..9_u32);
    (points, continuity, rest, edge()).prop_map(|(points, continuity, rest, back_edge)| {
        let (size, light, sides_known, track) = rest;
        SeenPerson {
            size_px: size.map(u32::from),
            light,
            sides_known,
            track: TrackId(track),
            continuity,
            points: points.try_into().unwrap(),
            back_edge,
        }
    })
}

fn entry() -> impl Strategy<Value = Entry> {
    let mark = proptest::sample::select(MARKS.map(|(_, mark)| mark).to_vec());
    let frame = (any::<i32>(), proptest::option::of(person())).prop_map(|(t_us, person)| {
        let t_us = i64::from(t_us) * 4000;
        Entry::Frame(Box::new(Seen { t_us, person }))
    });
    prop_oneof![1 => mark.prop_map(Entry::Mark), 6 => frame]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_packed_is_unpacked_as_it_was(entries in vec(entry(), 0..40)) {
        prop_assert_eq!(decode(&encode(&entries)).unwrap(), entries);
    }

    #[test]
    fn damage_is_an_error_and_nothing_worse(
        entries in vec(entry(), 1..20),
        at in any::<prop::sample::Index>(),
        bit in 0..8_u8,
    ) {
        let packed = encode(&entries);
        let at = at.index(packed.len() - 1) + 1;
        let mut flipped = packed.clone();
        flipped[at] ^= 1 << bit;
        // The checksum at the end tells of every other change.
        prop_assert!(decode(&flipped).map_or(true, |read| read == entries));
        prop_assert!(decode(&packed[..at]).is_err());
    }

    #[test]
    fn bytes_of_any_kind_are_an_error_and_nothing_worse(bytes in vec(any::<u8>(), 0..400)) {
        // Once as they come, and once as what is deflated.
        let _ = decode(&bytes);
        let _ = decode(&deflated(&bytes));
    }
}

#[test]
fn a_part_of_a_newer_program_is_told_from_a_damaged_one() {
    let mut packed = encode(&[]);
    packed[0] = FORMAT + 1;
    assert!(matches!(decode(&packed), Err(PartError::Newer)));
    assert!(matches!(decode(&[]), Err(PartError::Damaged)));
}
