//! Sessions as they are listed.

use super::*;

/// Begins a set in a session, or in one of its own, and gives the session.
fn begin(store: &mut Store, begun: Option<SessionId>, started_at: i64) -> SessionId {
    let session = InSession {
        begun,
        ..InSession::default()
    };
    let new = NewSet {
        session,
        ..new_set(started_at)
    };
    let id = store.begin(&new).unwrap();
    store.set(id).unwrap().session
}

#[test]
fn the_pain_before_and_after_is_kept_with_its_session_and_goes_with_it() {
    let mut store = Store::memory().unwrap();
    let session = InSession {
        pain_before: Some(4),
        ..InSession::default()
    };
    let set = store
        .begin(&NewSet {
            session,
            ..new_set(100)
        })
        .unwrap();
    let id = store.set(set).unwrap().session;
    let pain = |store: &Store| {
        let row = store.session(id).unwrap();
        (row.pain_before, row.pain_after)
    };
    assert_eq!(pain(&store), (Some(4), None));
    for told in [1, 10] {
        store.note_pain_after(id, told).unwrap();
    }
    assert_eq!(pain(&store), (Some(4), Some(10)));
    // A set that follows says nothing about the pain before.
    begin(&mut store, Some(id), 200);
    assert_eq!(pain(&store), (Some(4), Some(10)));
    store.delete_sessions(&[id]).unwrap();
    assert!(store.sessions(10).unwrap().is_empty());
    // Somebody who deletes while the question stands loses nothing by answering it.
    store.note_pain_after(id, 3).unwrap();
}

#[test]
fn the_newest_sessions_come_first_each_with_its_own_sets() {
    let mut store = Store::memory().unwrap();
    let first = begin(&mut store, None, 100);
    let second = begin(&mut store, None, 200);
    let third = begin(&mut store, None, 300);
    // Its set is younger than that of the third, and the session is not.
    begin(&mut store, Some(second), 400);
    let listed = |limit| -> Vec<(SessionId, Vec<i64>)> {
        let sessions = store.sessions(limit).unwrap().into_iter();
        let numbers = |sets: Vec<SetId>| sets.iter().map(|set| set.0).collect();
        sessions.map(|row| (row.id, numbers(row.sets))).collect()
    };
    let all = [(third, vec![3]), (second, vec![2, 4]), (first, vec![1])];
    assert_eq!(listed(u32::MAX), all);
    assert_eq!(listed(2), all[..2]);
    for row in store.sessions(10).unwrap() {
        assert!(row.counts && row.day().is_some());
        assert_eq!(row, store.session(row.id).unwrap());
    }
}

#[test]
fn the_scores_of_questionnaires_are_kept_and_go_with_everything() {
    let mut store = Store::memory().unwrap();
    for (answered_at, score) in [(1_772_000_000, 9), (1_769_000_000, 12)] {
        store.note_score(answered_at, score).unwrap();
    }
    let scores = store.scores().unwrap();
    let scores: Vec<u8> = scores.iter().map(|score| score.score).collect();
    assert_eq!(scores, [12, 9], "oldest first");
    store.delete_all().unwrap();
    assert!(store.scores().unwrap().is_empty());
}
