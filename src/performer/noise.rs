//! Noise without a random generator: the same place always gives the same value.

use glam::Vec3;

/// Mixes the bits of a number until they look random (the finaliser of MurmurHash3).
#[inline]
pub(super) fn hash(mut n: u32) -> u32 {
    n ^= n >> 16;
    n = n.wrapping_mul(0x85eb_ca6b);
    n ^= n >> 13;
    n = n.wrapping_mul(0xc2b2_ae35);
    n ^ (n >> 16)
}

/// A number in 0..1 for a point of the integer grid.
#[inline]
pub(super) fn at_grid(x: i32, y: i32, z: i32) -> f32 {
    let n = (x as u32).wrapping_mul(0x9e37_79b1)
        ^ (y as u32).wrapping_mul(0x85eb_ca77)
        ^ (z as u32).wrapping_mul(0xc2b2_ae3d);
    (hash(n) >> 8) as f32 / (1 << 24) as f32
}

/// Smooth noise in 0..1 with one bump per unit, and its slope.
pub(super) fn smooth(p: Vec3) -> (f32, Vec3) {
    // Rounds down without a call of the mathematics library.
    let floor = |v: f32| v as i32 - i32::from(v < 0.0);
    let (x, y, z) = (floor(p.x), floor(p.y), floor(p.z));
    let f = p - Vec3::new(x as f32, y as f32, z as f32);
    let ease = f * f * (Vec3::splat(3.0) - 2.0 * f);
    let slope = 6.0 * f * (Vec3::ONE - f);
    let mut corner = [0.0; 8];
    for (i, value) in corner.iter_mut().enumerate() {
        let i = i as i32;
        *value = at_grid(x + (i & 1), y + (i >> 1 & 1), z + (i >> 2));
    }
    // Trilinear interpolation as a polynomial in the eased coordinates.
    let [a, b, c, d, e, g, h, k] = corner;
    let (k1, k2, k3) = (b - a, c - a, e - a);
    let (k4, k5, k6) = (a - b - c + d, a - c - e + h, a - b - e + g);
    let k7 = -a + b + c - d + e - g - h + k;
    let Vec3 { x: u, y: v, z: w } = ease;
    let value =
        a + k1 * u + k2 * v + k3 * w + k4 * u * v + k5 * v * w + k6 * w * u + k7 * u * v * w;
    let rise = Vec3::new(
        k1 + k4 * v + k6 * w + k7 * v * w,
        k2 + k5 * w + k4 * u + k7 * w * u,
        k3 + k6 * u + k5 * v + k7 * u * v,
    );
    (value, slope * rise)
}

/// Three octaves of [`smooth`], about 0..1, and their slope.
pub(super) fn cloudy(p: Vec3) -> (f32, Vec3) {
    let mut sum = (0.0, Vec3::ZERO);
    let (mut size, mut at) = (0.5, p);
    let mut frequency = 1.0;
    for _ in 0..3 {
        let (value, slope) = smooth(at);
        sum.0 += size * value;
        sum.1 += size * frequency * slope;
        size *= 0.5;
        frequency *= 2.0;
        at = p * frequency + Vec3::splat(17.0 * frequency);
    }
    sum
}

/// A whole number around 0 with a standard deviation of √8, for the sensor's noise: the number of
/// heads in 32 tosses of a coin, less the expected 16.
#[inline]
pub(super) fn binomial_noise(n: u32) -> f32 {
    hash(n).count_ones() as f32 - 16.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slope_is_that_of_the_value() {
        let p = Vec3::new(0.3, -2.6, 5.1);
        let (value, slope) = smooth(p);
        for axis in Vec3::AXES {
            let step = smooth(p + axis * 1e-2).0 - value;
            assert!((step - 1e-2 * slope.dot(axis)).abs() < 1e-3);
        }
    }

    #[test]
    fn binomial_noise_has_the_spread_they_promise() {
        let throws: Vec<f32> = (0..10_000).map(binomial_noise).collect();
        let mean = throws.iter().sum::<f32>() / 1e4;
        let variance = throws.iter().map(|x| (x - mean).powi(2)).sum::<f32>() / 1e4;
        assert!(mean.abs() < 0.1);
        assert!((variance - 8.0).abs() < 0.4);
    }
}
