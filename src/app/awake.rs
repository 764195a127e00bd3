//! The screen stays on while somebody exercises, because nobody touches the keyboard for a quarter of
//! an hour. The desktop is asked not to count that as idle; it forgets the request by itself when the
//! program ends, however that happens.

use std::sync::mpsc::{Sender, channel};
use std::thread;

/// Keeps the screen on as long as it lives.
#[derive(Debug)]
pub(super) struct Awake {
    /// Its end tells the thread, which holds the request, to take it back.
    _until_dropped: Option<Sender<()>>,
}

impl Awake {
    /// Asks for it, on a thread of its own, because a desktop may take long to answer. Where nobody
    /// can be asked, the screen does as it always does.
    pub(super) fn keep() -> Self {
        let (sender, until_dropped) = channel::<()>();
        let thread = thread::Builder::new()
            .name("awake".to_owned())
            .spawn(move || {
                let request = request::Request::make();
                // An error is what the end of the sender gives.
                let _ = until_dropped.recv();
                drop(request);
            });
        Self {
            _until_dropped: thread.is_ok().then_some(sender),
        }
    }
}

/// Linux and its kin: the idle inhibition service of the desktop, on the session bus
/// (<https://specifications.freedesktop.org/idle-inhibit-spec/latest/>). It holds as long as the
/// connection does.
#[cfg(all(unix, not(target_os = "macos")))]
mod request {
    use std::time::Duration;

    use rustbus::connection::Timeout;
    use rustbus::{MessageBuilder, RpcConn};

    const SERVICE: &str = "org.freedesktop.ScreenSaver";
    const PATH: &str = "/org/freedesktop/ScreenSaver";
    const ANSWER_WITHIN: Timeout = Timeout::Duration(Duration::from_secs(5));

    pub(super) struct Request {
        _connection: RpcConn,
    }

    impl Request {
        pub(super) fn make() -> Option<Self> {
            let mut connection = RpcConn::session_conn(ANSWER_WITHIN).ok()?;
            let mut call = MessageBuilder::new()
                .call("Inhibit")
                .on(PATH)
                .with_interface(SERVICE)
                .at(SERVICE)
                .build();
            call.body.push_param("Spotter").ok()?;
            call.body.push_param("an exercise is under way").ok()?;
            let sending = connection.send_message(&mut call).ok()?;
            let serial = sending.write(ANSWER_WITHIN).ok()?;
            connection.wait_response(serial, ANSWER_WITHIN).ok()?;
            Some(Self {
                _connection: connection,
            })
        }
    }
}

/// macOS: the program that the system has for it.
#[cfg(target_os = "macos")]
mod request {
    use std::process::{Child, Command};

    pub(super) struct Request(Child);

    impl Request {
        pub(super) fn make() -> Option<Self> {
            let own = std::process::id().to_string();
            let program = Command::new("caffeinate").args(["-d", "-w", &own]).spawn();
            program.ok().map(Self)
        }
    }

    impl Drop for Request {
        fn drop(&mut self) {
            // One that has ended by itself has nothing to be ended.
            let _ = self.0.kill();
            let _ = self.0.wait();
        }
    }
}

#[cfg(not(unix))]
mod request {
    pub(super) struct Request;

    impl Request {
        pub(super) fn make() -> Option<Self> {
            None
        }
    }
}
