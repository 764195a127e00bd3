//! What the processor can do that decides which model gives right answers on it.

/// The instructions of a processor that add up products of bytes, for a model in eight bits.
///
/// Without them ONNX Runtime adds such products in pairs of 16 bits, where large ones are cut off:
/// the sums are wrong, and nobody is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Processor {
    /// x86: AVX-512 with its parts for bytes and short vectors.
    pub has_avx512: bool,
    /// x86: products of bytes in AVX-512.
    pub has_avx512_vnni: bool,
    /// x86: products of bytes in AVX2.
    pub has_avx_vnni: bool,
    /// ARM: products of bytes.
    pub has_dot_product: bool,
}

impl Processor {
    /// The processor that the program runs on. Builds with the `tract` feature compute eight bits
    /// in another way, which was not tried, so nothing is said to be there.
    #[must_use]
    pub fn here() -> Self {
        if cfg!(feature = "tract") {
            Self::default()
        } else {
            detected()
        }
    }

    /// Whether sums of products of bytes are exact in ONNX Runtime. Where it has AVX-512, it does
    /// not use the instructions for AVX2.
    #[must_use]
    pub fn adds_bytes(self) -> bool {
        if self.has_avx512 {
            self.has_avx512_vnni
        } else {
            self.has_avx_vnni || self.has_dot_product
        }
    }
}

#[cfg(target_arch = "x86_64")]
fn detected() -> Processor {
    use std::arch::is_x86_feature_detected as has;
    Processor {
        has_avx512: has!("avx512f") && has!("avx512bw") && has!("avx512dq") && has!("avx512vl"),
        has_avx512_vnni: has!("avx512vnni"),
        has_avx_vnni: has!("avxvnni") && has!("avx2") && has!("fma"),
        has_dot_product: false,
    }
}

#[cfg(target_arch = "aarch64")]
fn detected() -> Processor {
    Processor {
        has_dot_product: std::arch::is_aarch64_feature_detected!("dotprod"),
        ..Processor::default()
    }
}

#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
fn detected() -> Processor {
    Processor::default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_added_by_the_instructions_that_the_engine_takes() {
        let none = Processor::default();
        let avx512 = Processor {
            has_avx512: true,
            ..none
        };
        let avx512_vnni = Processor {
            has_avx512_vnni: true,
            ..avx512
        };
        let avx_vnni = Processor {
            has_avx_vnni: true,
            ..none
        };
        let arm = Processor {
            has_dot_product: true,
            ..none
        };
        // The system may keep AVX-512 from programs.
        let kept_back = Processor {
            has_avx512: false,
            ..avx512_vnni
        };
        let unused = Processor {
            has_avx512: true,
            ..avx_vnni
        };
        for able in [avx512_vnni, avx_vnni, arm] {
            assert!(able.adds_bytes(), "{able:?}");
        }
        for unable in [none, avx512, kept_back, unused] {
            assert!(!unable.adds_bytes(), "{unable:?}");
        }
    }
}
