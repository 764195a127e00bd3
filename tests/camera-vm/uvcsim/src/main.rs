//! A USB Video Class webcam in user space, on the kernel's `vhci-hcd` (USB over IP) through a
//! socket pair, so that the real `uvcvideo` driver binds to it. Needs root.
//!
//! ```text
//! uvcsim MODE...
//!   MODE = FOURCC:WIDTHxHEIGHT:RATE[,RATE..][:CLIP]
//!   FOURCC  MJPG YUY2 NV12 Y800 H264
//!   RATE    frames per second, or iN for an interval of N × 100 ns
//!   CLIP    MJPG: JPEG pictures one after the other; others: raw frames; left out: nonsense
//! ```
//!
//! Commands come line by line on standard input: `stall`, `resume`, `unplug`, `replug`. It ends
//! with its input.

mod camera;
mod descriptors;
mod mode;
mod usbip;

use std::io::BufRead;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use camera::Camera;
use mode::Mode;
use usbip::{Link, Request};

/// How often commands are looked for.
const TICK: Duration = Duration::from_millis(20);

fn main() {
    let modes: Vec<Mode> = std::env::args()
        .skip(1)
        .map(|arg| Mode::parse(&arg))
        .collect();
    assert!(!modes.is_empty(), "usage: uvcsim MODE...");
    let mut camera = Camera::new(modes);
    let mut link = Some(Link::attach());

    let (send, commands) = mpsc::sync_channel::<String>(16);
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                break;
            }
        }
    });

    loop {
        match commands.try_recv() {
            Ok(command) => {
                println!("uvcsim: {command}");
                match command.as_str() {
                    "stall" => camera.stalled = true,
                    "resume" => camera.stalled = false,
                    "unplug" => {
                        link = None;
                        camera.unplugged();
                    }
                    "replug" => link = link.or_else(|| Some(Link::attach())),
                    _ => println!("uvcsim: no such command"),
                }
            }
            Err(mpsc::TryRecvError::Empty) => {}
            Err(mpsc::TryRecvError::Disconnected) => return,
        }
        let Some(cable) = &mut link else {
            std::thread::sleep(TICK);
            continue;
        };
        if serve(&mut camera, cable).is_err() {
            println!("uvcsim: the kernel closed the connection");
            return;
        }
    }
}

/// Sends what is due and answers one request, within a tick.
fn serve(camera: &mut Camera, cable: &mut Link) -> std::io::Result<()> {
    let next_frame = camera.begin_frame_if_due(Instant::now());
    while let Some((seq, packet)) = camera.next_packet() {
        cable.answer_in(seq, &packet)?;
    }
    let wait = next_frame.saturating_duration_since(Instant::now());
    match cable.request(wait.clamp(Duration::from_millis(1), TICK))? {
        None => Ok(()),
        Some(Request::Unlink { seq, target }) => {
            let found = camera.forget(target);
            cable.answer_unlink(seq, found)
        }
        Some(Request::Stream { seq, length }) => {
            camera.wait_for_data(seq, length);
            Ok(())
        }
        Some(Request::Control { seq, setup, data }) => match camera.control(&setup, &data) {
            Some(answer) if setup.is_in() => cable.answer_in(seq, &answer),
            Some(_) => cable.answer_out(seq, data.len()),
            None => cable.refuse(seq),
        },
        Some(Request::Other { seq }) => cable.refuse(seq),
    }
}
