//! The four tones. Each is computed as one or two sine notes with a soft beginning and end.

use std::f32::consts::TAU;

use crate::coach::Tone;

/// Samples per second. Nothing above 800 Hz is played, so half the usual rate is enough, and it
/// keeps a tone below the 64 KiB that a pipe holds.
pub(super) const RATE_HZ: u32 = 22_050;

/// Silence before and after a tone, because sound servers that wake up swallow or crackle the first
/// milliseconds.
const LEAD_S: f32 = 0.02;
/// Rise time of a note. A rise of less than 5 ms is heard as a click.
const ATTACK_S: f32 = 0.012;

/// One note: it rises within [`ATTACK_S`] and fades to nothing over the rest of its length, as a
/// struck bell does.
struct Note {
    hz: f32,
    length_s: f32,
    /// Highest amplitude, 0 to 1. A spoken sentence peaks at about 0.8; tones stay well below.
    level: f32,
}

const C5_HZ: f32 = 523.25;
const E5_HZ: f32 = 659.26;
const G5_HZ: f32 = 783.99;

fn notes(tone: Tone) -> &'static [Note] {
    const fn note(hz: f32, length_s: f32, level: f32) -> Note {
        Note {
            hz,
            length_s,
            level,
        }
    }
    match tone {
        Tone::Tick => const { &[note(C5_HZ, 0.09, 0.12)] },
        Tone::Begin => const { &[note(C5_HZ, 0.16, 0.25), note(G5_HZ, 0.26, 0.25)] },
        Tone::Target => const { &[note(E5_HZ, 0.22, 0.22)] },
        Tone::HoldEnd => const { &[note(G5_HZ, 0.16, 0.25), note(C5_HZ, 0.26, 0.25)] },
    }
}

/// The samples of a tone, mono, [`RATE_HZ`] per second.
pub(super) fn samples(tone: Tone) -> Vec<i16> {
    let silence = vec![0; seconds(LEAD_S)];
    let mut out = silence.clone();
    for note in notes(tone) {
        let length = seconds(note.length_s);
        let attack = seconds(ATTACK_S) as f32;
        out.extend((0..length).map(|i| {
            let i = i as f32;
            let rise = (i / attack).min(1.0);
            // The fall is a square, so most of the sound is at the beginning and it ends at zero.
            let fall = (1.0 - i / length as f32).powi(2);
            let wave = (TAU * note.hz * i / RATE_HZ as f32).sin();
            (note.level * rise * fall * wave * f32::from(i16::MAX)).round() as i16
        }));
    }
    out.extend(silence);
    out
}

fn seconds(seconds: f32) -> usize {
    (seconds * RATE_HZ as f32).round() as usize
}

/// A tone as a WAV file: a 44-byte header, then 16-bit little-endian samples.
pub(super) fn wav(tone: Tone) -> Vec<u8> {
    let samples = samples(tone);
    let data = (samples.len() * 2) as u32;
    let mut out = Vec::with_capacity(44 + samples.len() * 2);
    out.extend_from_slice(b"RIFF");
    out.extend_from_slice(&(36 + data).to_le_bytes());
    out.extend_from_slice(b"WAVEfmt ");
    out.extend_from_slice(&16_u32.to_le_bytes());
    out.extend_from_slice(&1_u16.to_le_bytes()); // PCM
    out.extend_from_slice(&1_u16.to_le_bytes()); // one channel
    out.extend_from_slice(&RATE_HZ.to_le_bytes());
    out.extend_from_slice(&(RATE_HZ * 2).to_le_bytes()); // bytes per second
    out.extend_from_slice(&2_u16.to_le_bytes()); // bytes per sample
    out.extend_from_slice(&16_u16.to_le_bytes()); // bits per sample
    out.extend_from_slice(b"data");
    out.extend_from_slice(&data.to_le_bytes());
    for sample in samples {
        out.extend_from_slice(&sample.to_le_bytes());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Tone; 4] = [Tone::Tick, Tone::Begin, Tone::Target, Tone::HoldEnd];

    /// The frequency, from the distance between the first and the last rising zero crossing.
    fn measured_hz(samples: &[i16]) -> f32 {
        let rising: Vec<usize> = (1..samples.len())
            .filter(|&i| samples[i - 1] < 0 && samples[i] >= 0)
            .collect();
        let periods = rising.len() - 1;
        periods as f32 * RATE_HZ as f32 / (rising[periods] - rising[0]) as f32
    }

    /// The middle of each of two notes, away from where they meet.
    fn two_notes(tone: Tone) -> (f32, f32) {
        let all = samples(tone);
        let at = |from: f32, to: f32| measured_hz(&all[seconds(from)..seconds(to)]);
        (at(0.03, 0.13), at(0.20, 0.34))
    }

    #[test]
    fn each_tone_has_its_pitch() {
        let middle = |tone| measured_hz(&samples(tone)[seconds(0.03)..seconds(0.10)]);
        assert!((middle(Tone::Tick) - C5_HZ).abs() < 5.0);
        assert!((middle(Tone::Target) - E5_HZ).abs() < 5.0);
    }

    #[test]
    fn begin_rises_and_the_end_of_a_hold_falls() {
        let (low, high) = two_notes(Tone::Begin);
        assert!((low - C5_HZ).abs() < 5.0 && (high - G5_HZ).abs() < 5.0);
        let (high, low) = two_notes(Tone::HoldEnd);
        assert!((low - C5_HZ).abs() < 5.0 && (high - G5_HZ).abs() < 5.0);
    }

    #[test]
    fn tones_are_gentle_and_the_tick_is_the_softest() {
        let peak = |tone| samples(tone).iter().map(|s| s.unsigned_abs()).max();
        let limit = Some((0.3 * f32::from(i16::MAX)) as u16);
        for tone in ALL {
            assert!(peak(tone) <= limit && peak(tone) > Some(1000), "{tone:?}");
        }
        for louder in [Tone::Begin, Tone::Target, Tone::HoldEnd] {
            assert!(peak(Tone::Tick) < peak(louder));
        }
    }

    #[test]
    fn tones_begin_and_end_in_silence_without_a_step() {
        let lead = seconds(LEAD_S);
        for tone in ALL {
            let all = samples(tone);
            assert!(all[..lead].iter().all(|&s| s == 0), "{tone:?}");
            assert!(all[all.len() - lead..].iter().all(|&s| s == 0), "{tone:?}");
            // The limit is the steepest slope of the loudest note. A click would be steeper.
            let steepest = 0.25 * f32::from(i16::MAX) * TAU * G5_HZ / RATE_HZ as f32;
            let step = all.windows(2).map(|w| (w[1] - w[0]).unsigned_abs()).max();
            assert!(step <= Some(steepest as u16 + 1), "{tone:?}: {step:?}");
        }
    }

    #[test]
    fn the_wav_says_what_is_in_it() {
        for tone in ALL {
            let wav = wav(tone);
            let u32_at = |at: usize| u32::from_le_bytes(wav[at..at + 4].try_into().unwrap());
            assert_eq!(&wav[..4], b"RIFF");
            assert_eq!(u32_at(4) as usize, wav.len() - 8);
            assert_eq!(u32_at(24), RATE_HZ);
            assert_eq!(u32_at(40) as usize, wav.len() - 44);
            assert_eq!(wav.len() - 44, samples(tone).len() * 2);
            assert!(wav.len() < 64 * 1024, "fits into a pipe");
        }
    }
}
