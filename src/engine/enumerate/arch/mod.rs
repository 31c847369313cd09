//! One entry for each instruction set: the whole search of a unit, compiled with what that set has.
//!
//! A function has the features of an entry only if it is inlined there, so natively everything is; WebAssembly has one
//! set for all, and its larger functions stay functions. A closure that is handed to a function of the standard library
//! may be compiled there, without the features: what takes time stands in plain loops.

#[cfg(target_arch = "x86_64")]
mod x86;

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::bitset::Kernel;

/// The instruction sets that this build knows, fastest first. WebAssembly with vectors knows only these: a module that
/// has them runs nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "&str")]
pub enum Arch {
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    Simd128,
    #[cfg(target_arch = "x86_64")]
    X86V4,
    #[cfg(target_arch = "x86_64")]
    X86V3,
    #[cfg(target_arch = "x86_64")]
    X86V2,
    #[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
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
        #[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
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
            #[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
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
            #[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
            Arch::Portable => "portable",
        }
    }

    /// Runs a task with all that the set has.
    pub fn enter<T: Task>(self, task: T) -> T::Output {
        match self {
            #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
            Arch::Simd128 => task.run::<crate::bitset::Simd128>(),
            #[cfg(target_arch = "x86_64")]
            Arch::X86V4 => x86::v4::enter(task),
            #[cfg(target_arch = "x86_64")]
            Arch::X86V3 => x86::v3::enter(task),
            #[cfg(target_arch = "x86_64")]
            Arch::X86V2 => x86::v2::enter(task),
            #[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
            Arch::Portable => task.run::<crate::bitset::Portable<2>>(),
        }
    }
}

impl From<Arch> for &str {
    fn from(arch: Arch) -> Self {
        arch.name()
    }
}

impl TryFrom<String> for Arch {
    type Error = ArchError;

    fn try_from(name: String) -> Result<Self, ArchError> {
        name.parse()
    }
}

impl FromStr for Arch {
    type Err = ArchError;

    fn from_str(name: &str) -> Result<Self, ArchError> {
        let known = Arch::available().find(|arch| arch.name() == name);
        known.ok_or_else(|| ArchError {
            name: name.to_owned(),
            known: Arch::available().map(Arch::name).collect::<Vec<_>>().join(", "),
        })
    }
}

/// This machine has no kernel of that name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("there is no kernel {name:?} here; there are: {known}")]
pub struct ArchError {
    name: String,
    known: String,
}

/// What can be run with any instruction set.
pub trait Task {
    type Output;

    /// Runs it; to have the features of the set, this and all that it calls must be inlined.
    fn run<K: Kernel>(self) -> Self::Output;
}
