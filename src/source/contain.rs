//! Keeps the panics of decoders from ending the program.
//!
//! Decoders read bytes that anybody may have written, and some panic at bytes that they don't
//! expect.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    static IS_CONTAINED: Cell<bool> = const { Cell::new(false) };
}

/// Does work that may panic, and returns the panic's message where it does. `work` must leave
/// nothing half changed that is used afterwards. A decoder is dropped with its panic.
pub(super) fn contain<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    keep_quiet();
    let outer = IS_CONTAINED.replace(true);
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    IS_CONTAINED.set(outer);
    done.map_err(|payload| {
        let words = payload
            .downcast_ref::<&str>()
            .map(|words| (*words).to_owned())
            .or_else(|| payload.downcast_ref::<String>().cloned());
        words.unwrap_or_else(|| "for an unknown reason".to_owned())
    })
}

/// The caller reports a contained panic, so that it isn't printed on standard error as well.
fn keep_quiet() {
    static DONE: Once = Once::new();
    DONE.call_once(|| {
        let tell = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            // A thread that is ending has no flag any more, so nothing is contained in it.
            if !IS_CONTAINED.try_with(Cell::get).unwrap_or(false) {
                tell(panic);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::contain;

    #[test]
    fn a_panic_becomes_its_words_and_work_without_one_its_result() {
        assert_eq!(contain(|| 7), Ok(7));
        assert_eq!(
            contain(|| panic!("plain")),
            Err::<(), _>("plain".to_owned())
        );
        let index = 3;
        let words = contain(|| [1, 2][index % 4]).unwrap_err();
        assert!(words.contains("out of bounds"), "{words}");
    }
}
