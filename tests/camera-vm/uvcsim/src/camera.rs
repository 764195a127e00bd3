//! What the camera does: answers control requests, and fills the transfers that wait for
//! picture data.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use crate::descriptors::{self, PAYLOAD_BYTES};
use crate::mode::Mode;
use crate::usbip::Setup;

/// Bytes before the picture data of every transfer, of which the second holds flags.
const HEADER_BYTES: usize = 2;
const FLAG_END_OF_FRAME: u8 = 0x02;
const FLAG_END_OF_HEADER: u8 = 0x80;

pub struct Camera {
    modes: Vec<Mode>,
    /// Place of the mode that is set.
    mode: usize,
    format: u8,
    size: u8,
    interval: u32,
    /// Whether it holds its pictures back.
    pub stalled: bool,
    /// Transfers of the kernel that wait for picture data, with their length.
    waiting: VecDeque<(u32, usize)>,
    /// What is left to send of the frame.
    sending: Option<VecDeque<u8>>,
    /// Alternates between frames, so that the driver sees where one ends.
    frame_id: u8,
    next_due: Instant,
    frames: usize,
}

impl Camera {
    pub fn new(modes: Vec<Mode>) -> Self {
        Self {
            mode: 0,
            format: 1,
            size: 1,
            interval: modes[0].intervals[0],
            modes,
            stalled: false,
            waiting: VecDeque::new(),
            sending: None,
            frame_id: 0,
            next_due: Instant::now(),
            frames: 0,
        }
    }

    pub fn unplugged(&mut self) {
        self.waiting.clear();
        self.sending = None;
    }

    /// A transfer that may carry picture data back.
    pub fn wait_for_data(&mut self, seq: u32, length: usize) {
        self.waiting.push_back((seq, length));
    }

    /// The kernel doesn't want a transfer any more; `true` where it was still waiting.
    pub fn forget(&mut self, seq: u32) -> bool {
        let before = self.waiting.len();
        self.waiting.retain(|(waiting, _)| *waiting != seq);
        if self.waiting.is_empty() {
            self.sending = None;
        }
        self.waiting.len() < before
    }

    /// Starts a frame when it is time, somebody waits and the last one is out; gives the time
    /// of the next.
    pub fn begin_frame_if_due(&mut self, now: Instant) -> Instant {
        if now < self.next_due {
            return self.next_due;
        }
        let period = Duration::from_nanos(u64::from(self.interval) * 100);
        // After a pause it goes on from now and makes nothing up.
        let late = now > self.next_due + period * 4;
        self.next_due = if late { now } else { self.next_due } + period;
        if self.sending.is_none() && !self.waiting.is_empty() && !self.stalled {
            let frames = &self.modes[self.mode].frames;
            self.sending = Some(frames[self.frames % frames.len()].iter().copied().collect());
            self.frames += 1;
            self.frame_id ^= 1;
        }
        self.next_due
    }

    /// The next piece of the frame, for the transfer that has waited longest.
    pub fn next_packet(&mut self) -> Option<(u32, Vec<u8>)> {
        let left = self.sending.as_mut()?;
        let (seq, length) = self.waiting.pop_front()?;
        let room = length.min(PAYLOAD_BYTES as usize) - HEADER_BYTES;
        let piece = left.drain(..room.min(left.len()));
        let mut packet = vec![HEADER_BYTES as u8, FLAG_END_OF_HEADER | self.frame_id];
        packet.extend(piece);
        if left.is_empty() {
            packet[1] |= FLAG_END_OF_FRAME;
            self.sending = None;
        }
        Some((seq, packet))
    }

    /// Answers a control request; `None` refuses it.
    pub fn control(&mut self, setup: &Setup, data: &[u8]) -> Option<Vec<u8>> {
        const TO_DEVICE: u8 = 0x00;
        const TO_INTERFACE: u8 = 0x01;
        const TO_ENDPOINT: u8 = 0x02;
        const FROM_DEVICE: u8 = 0x80;
        const FROM_INTERFACE: u8 = 0x81;
        const FROM_ENDPOINT: u8 = 0x82;
        const CLASS_TO_INTERFACE: u8 = 0x21;
        const CLASS_FROM_INTERFACE: u8 = 0xa1;
        const STREAM_INTERFACE: u8 = 1;

        let [low, high] = setup.value.to_le_bytes();
        let mut answer = match (setup.kind, setup.request) {
            // Get descriptor.
            (FROM_DEVICE, 6) => match high {
                1 => descriptors::device(),
                2 => descriptors::configuration(&self.modes),
                3 => descriptors::text(low),
                _ => return None,
            },
            // Set configuration, interface, feature; clear feature.
            (TO_DEVICE, 9) | (TO_INTERFACE, 11) | (TO_DEVICE, 3) => Vec::new(),
            (TO_ENDPOINT | TO_DEVICE, 1) => Vec::new(),
            // Get status, configuration, interface.
            (FROM_DEVICE | FROM_INTERFACE | FROM_ENDPOINT, 0) => vec![0, 0],
            (FROM_DEVICE, 8) => vec![1],
            (FROM_INTERFACE, 10) => vec![0],
            // Set current.
            (CLASS_TO_INTERFACE, 1) => {
                if setup.interface == STREAM_INTERFACE {
                    self.set_stream(data);
                }
                Vec::new()
            }
            // Probe and commit of the stream.
            (CLASS_FROM_INTERFACE, request)
                if setup.interface == STREAM_INTERFACE && (1..=2).contains(&high) =>
            {
                match request {
                    0x85 => vec![34, 0],
                    0x86 => vec![3],
                    0x81..=0x83 | 0x87 => self.stream_settings(),
                    _ => return None,
                }
            }
            _ => return None,
        };
        answer.truncate(setup.length.into());
        Some(answer)
    }

    fn stream_settings(&self) -> Vec<u8> {
        let mode = &self.modes[self.mode];
        descriptors::stream_settings(mode, self.format, self.size, self.interval)
    }

    /// Takes the format, size and nearest rate that the driver asks for.
    fn set_stream(&mut self, wanted: &[u8]) {
        let [_, _, format, size, interval @ ..] = wanted else {
            return;
        };
        let Some(interval) = interval.first_chunk().map(|i| u32::from_le_bytes(*i)) else {
            return;
        };
        let formats = descriptors::formats(&self.modes);
        self.format = (*format).clamp(1, formats.len() as u8);
        let sizes = &formats[usize::from(self.format) - 1];
        self.size = (*size).clamp(1, sizes.len() as u8);
        self.mode = sizes[usize::from(self.size) - 1];
        let offered = self.modes[self.mode].intervals.iter().copied();
        if let Some(nearest) = offered.min_by_key(|i| i.abs_diff(interval)) {
            self.interval = nearest;
        }
    }
}
