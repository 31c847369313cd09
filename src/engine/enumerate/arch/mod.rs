//! One entry for each instruction set: the whole search of a unit, compiled with what that set has.
//!
//! A function has the features of an entry only if it is inlined there, so natively everything is; WebAssembly has one
//! set for all, and its larger functions stay functions.

#[cfg(target_arch = "x86_64")]
mod x86;

use super::search::Search;
use crate::bitset::Kernel;
use crate::engine::Stopped;

/// The instruction sets that this build knows, fastest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arch {
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    Simd128,
    #[cfg(target_arch = "x86_64")]
    X86V4,
    #[cfg(target_arch = "x86_64")]
    X86V3,
    #[cfg(target_arch = "x86_64")]
    X86V2,
    Portable,
}

impl Arch {
    const ALL: &[Arch] = &[
        #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
        Arch::Simd128,
        #[cfg(target_arch = "x86_64")]
        Arch::X86V4,
        #[cfg(target_arch = "x86_64")]
        Arch::X86V3,
        #[cfg(target_arch = "x86_64")]
        Arch::X86V2,
        Arch::Portable,
    ];

    /// Those that this processor has, fastest first.
    pub fn available() -> impl Iterator<Item = Arch> {
        Arch::ALL.iter().copied().filter(|arch| arch.is_available())
    }

    /// The fastest that this processor has.
    pub fn best() -> Arch {
        Arch::available().next().expect("portable code runs everywhere")
    }

    fn is_available(self) -> bool {
        match self {
            #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
            Arch::Simd128 => true,
            #[cfg(target_arch = "x86_64")]
            Arch::X86V4 => x86::v4::is_available(),
            #[cfg(target_arch = "x86_64")]
            Arch::X86V3 => x86::v3::is_available(),
            #[cfg(target_arch = "x86_64")]
            Arch::X86V2 => x86::v2::is_available(),
            Arch::Portable => true,
        }
    }

    /// As shown beside a result.
    pub fn name(self) -> &'static str {
        match self {
            #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
            Arch::Simd128 => "simd128",
            #[cfg(target_arch = "x86_64")]
            Arch::X86V4 => "x86-64-v4",
            #[cfg(target_arch = "x86_64")]
            Arch::X86V3 => "x86-64-v3",
            #[cfg(target_arch = "x86_64")]
            Arch::X86V2 => "x86-64-v2",
            Arch::Portable => "portable",
        }
    }

    /// Runs the search to its end.
    ///
    /// # Errors
    /// [`Stopped`] as soon as the search's watch says so.
    pub fn run(self, search: &mut Search<'_>) -> Result<(), Stopped> {
        match self {
            #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
            Arch::Simd128 => search.run::<crate::bitset::Simd128>(),
            #[cfg(target_arch = "x86_64")]
            Arch::X86V4 => x86::v4::run(search),
            #[cfg(target_arch = "x86_64")]
            Arch::X86V3 => x86::v3::run(search),
            #[cfg(target_arch = "x86_64")]
            Arch::X86V2 => x86::v2::run(search),
            Arch::Portable => search.run::<crate::bitset::Portable>(),
        }
    }

    /// The bits of every set in `leaves` that are in `live`: what most of a search's time goes to.
    pub fn count_leaves(self, leaves: &[u64], live: &[u64]) -> u64 {
        match self {
            #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
            Arch::Simd128 => count_leaves::<crate::bitset::Simd128>(leaves, live),
            #[cfg(target_arch = "x86_64")]
            Arch::X86V4 => x86::v4::count_leaves(leaves, live),
            #[cfg(target_arch = "x86_64")]
            Arch::X86V3 => x86::v3::count_leaves(leaves, live),
            #[cfg(target_arch = "x86_64")]
            Arch::X86V2 => x86::v2::count_leaves(leaves, live),
            Arch::Portable => count_leaves::<crate::bitset::Portable>(leaves, live),
        }
    }
}

#[inline(always)]
fn count_leaves<K: Kernel>(leaves: &[u64], live: &[u64]) -> u64 {
    leaves
        .chunks_exact(live.len())
        .map(|leaf| K::and_count(leaf, live))
        .sum()
}
