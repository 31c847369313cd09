//! The instruction sets by name, and which of them the processor has.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::set::{Plain, Set, Task};
#[cfg(target_arch = "x86_64")]
use super::x86;

/// The instruction sets that this build knows, fastest first. WebAssembly with SIMD knows only that one: a module compiled
/// with it runs nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
            Arch::X86V4 => x86::v4::Level::find().is_some(),
            #[cfg(target_arch = "x86_64")]
            Arch::X86V3 => x86::v3::Level::find().is_some(),
            #[cfg(target_arch = "x86_64")]
            Arch::X86V2 => x86::v2::Level::find().is_some(),
            #[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
            Arch::Portable => true,
        }
    }

    /// The plainest that this build knows, which every processor has that it runs on.
    pub fn plainest() -> Arch {
        BUILD
    }

    /// The set that works on lanes in its place: AVX-512 is not used for them.
    pub fn for_lanes(self) -> Arch {
        match self {
            #[cfg(target_arch = "x86_64")]
            Arch::X86V4 => Arch::X86V3,
            other => other,
        }
    }

    /// As shown next to a result.
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

    /// The same where bits are counted by bytes, of which a native build has only the portable copy.
    pub fn name_with_bytes(self) -> &'static str {
        match self {
            #[cfg(target_arch = "x86_64")]
            Arch::X86V4 => "x86-64-v4+portable-bytes",
            #[cfg(target_arch = "x86_64")]
            Arch::X86V3 => "x86-64-v3+portable-bytes",
            #[cfg(target_arch = "x86_64")]
            Arch::X86V2 => "x86-64-v2+portable-bytes",
            #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
            Arch::Simd128 => self.name(),
            #[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
            Arch::Portable => self.name(),
        }
    }

    /// Runs a task that enters the set.
    ///
    /// # Panics
    /// When the processor does not have it.
    pub fn run<T: Task>(self, task: T) -> T::Output {
        match self {
            #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
            Arch::Simd128 => task.run(Plain::new()),
            #[cfg(target_arch = "x86_64")]
            Arch::X86V4 => task.run(x86::v4::Level::find().expect("x86-64-v4")),
            #[cfg(target_arch = "x86_64")]
            Arch::X86V3 => task.run(x86::v3::Level::find().expect("x86-64-v3")),
            #[cfg(target_arch = "x86_64")]
            Arch::X86V2 => task.run(x86::v2::Level::find().expect("x86-64-v2")),
            #[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
            Arch::Portable => task.run(Plain::new()),
        }
    }

    /// Runs one task on lanes with this set.
    ///
    /// # Panics
    /// When the processor does not have it.
    #[inline]
    pub fn enter<T: Task>(self, task: T) -> T::Output {
        match self.for_lanes() {
            #[cfg(target_arch = "x86_64")]
            Arch::X86V3 => x86::v3::Level::find().expect("x86-64-v3").enter(task),
            #[cfg(target_arch = "x86_64")]
            Arch::X86V2 => x86::v2::Level::find().expect("x86-64-v2").enter(task),
            _ => Plain::new().enter(task),
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

/// The set for which the whole build is compiled.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
const BUILD: Arch = Arch::Simd128;
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
const BUILD: Arch = Arch::Portable;
