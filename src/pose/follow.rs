//! Chooses the person to follow from several people.

use super::detector::Candidate;
use super::region::Region;
use super::track_validator::Followed;

/// A person at the picture's corner counts less than one in its middle, by this factor.
const AT_THE_CORNER: f32 = 0.4;

/// A candidate whose region differs by more than this ([`Region::change`]) from that of a well-known
/// person who was lost is another person. The detector's regions are rough, but not as rough as this.
const SOMEBODY_ELSE: f32 = 6.0;

/// The region of the person to follow: the one with the highest detector score, weighted by size and
/// by nearness to the middle of the picture. If a followed person was just lost (`missed`), the score
/// is weighted by likeness to them in place, size and direction instead.
pub(super) fn choose(
    candidates: &[Candidate],
    size_px: [u32; 2],
    missed: Option<Followed>,
) -> Option<Region> {
    let weight = |candidate: &Candidate| {
        let fit = match &missed {
            Some(missed) => {
                let change = missed.region.change(&candidate.region);
                if missed.is_known && change > SOMEBODY_ELSE {
                    return None;
                }
                1.0 / (1.0 + change)
            }
            None => presence(&candidate.region, size_px),
        };
        Some((candidate.score * fit, candidate.region))
    };
    candidates
        .iter()
        .filter_map(weight)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, region)| region)
}

/// Weight of a person by size and place, 0 to 1: the side of their region as a share of the side of
/// the picture's square, less towards the edge.
fn presence(region: &Region, size_px: [u32; 2]) -> f32 {
    let picture = Region::around(size_px[0], size_px[1]);
    let size = (region.side_px / picture.side_px).min(1.0);
    let [x, y] = picture.from_picture(region.centre_px);
    let outwards = (x.hypot(y) / std::f32::consts::FRAC_1_SQRT_2).min(1.0);
    size * (1.0 - (1.0 - AT_THE_CORNER) * outwards)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE_PX: [u32; 2] = [640, 480];

    fn somebody(score: f32, x: f32, side_px: f32) -> Candidate {
        Candidate {
            region: Region {
                centre_px: [x, 240.0],
                side_px,
                rotation_rad: 0.0,
            },
            score,
        }
    }

    #[test]
    fn the_larger_and_the_more_central_one_is_followed() {
        let (large, small) = (somebody(0.8, 320.0, 400.0), somebody(0.9, 320.0, 200.0));
        assert_eq!(choose(&[small, large], SIZE_PX, None), Some(large.region));
        let (middle, edge) = (somebody(0.8, 330.0, 300.0), somebody(0.9, 620.0, 300.0));
        assert_eq!(choose(&[edge, middle], SIZE_PX, None), Some(middle.region));
        assert_eq!(choose(&[], SIZE_PX, None), None);
    }

    #[test]
    fn somebody_missed_is_preferred_to_somebody_larger() {
        let (missed, other) = (somebody(0.6, 150.0, 200.0), somebody(0.95, 320.0, 400.0));
        let near_by = somebody(0.6, 160.0, 210.0);
        let missed = Followed {
            region: missed.region,
            is_known: false,
        };
        let choose = |candidates: &[Candidate], missed| choose(candidates, SIZE_PX, Some(missed));
        assert_eq!(choose(&[other, near_by], missed), Some(near_by.region));
        // A well-known person is not exchanged for another one.
        assert_eq!(choose(&[other], missed), Some(other.region));
        let known = Followed {
            is_known: true,
            ..missed
        };
        assert_eq!(choose(&[other], known), None);
        assert_eq!(choose(&[other, near_by], known), Some(near_by.region));
    }
}
