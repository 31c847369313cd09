//! The instruction sets, entered where the time goes: each loop that counts is a [`Task`], compiled once for each set.
//!
//! [`Arch::run`] picks the set and runs a task that is still compiled without its features, such as the search that
//! chooses rows; with [`Set::enter`] this calls the tasks that have them, each a function of its own. One large function
//! for each set would take the compiler several times as long.
//!
//! Code has the features of a set only if it is inlined into a task that was entered. A closure is a function that may
//! not be inlined, so a task is a struct, and what takes time stands in plain loops. Whoever has a value of a set has the
//! proof that the processor has its features: it is made only where they were found.

#[cfg(target_arch = "x86_64")]
mod x86;

use std::marker::PhantomData;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
use crate::bitset::Portable;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
use crate::bitset::Simd128;
use crate::bitset::{Bytes, Kernel};

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
            Arch::X86V4 => x86::v4::Level::find().is_some(),
            #[cfg(target_arch = "x86_64")]
            Arch::X86V3 => x86::v3::Level::find().is_some(),
            #[cfg(target_arch = "x86_64")]
            Arch::X86V2 => x86::v2::Level::find().is_some(),
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
            Arch::Simd128 => task.run(Plain::<Simd128>::new()),
            #[cfg(target_arch = "x86_64")]
            Arch::X86V4 => task.run(x86::v4::Level::find().expect("x86-64-v4")),
            #[cfg(target_arch = "x86_64")]
            Arch::X86V3 => task.run(x86::v3::Level::find().expect("x86-64-v3")),
            #[cfg(target_arch = "x86_64")]
            Arch::X86V2 => task.run(x86::v2::Level::find().expect("x86-64-v2")),
            #[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
            Arch::Portable => task.run(Plain::<Portable>::new()),
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

/// An instruction set that the processor has.
pub trait Set: Copy {
    type Kernel: Kernel;

    /// Runs a task with all that the set has, as a function of its own.
    fn enter<T: Task>(self, task: T) -> T::Output;
}

/// What can be run with any instruction set.
pub trait Task {
    type Output;

    /// Runs it. Where it was entered, this and all that it calls must be inlined to have the features of the set.
    fn run<S: Set>(self, set: S) -> Self::Output;
}

/// The instructions that all of the build is compiled for.
pub struct Plain<K>(PhantomData<K>);

impl<K> Clone for Plain<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K> Copy for Plain<K> {}

impl Plain<Bytes> {
    pub fn new() -> Self {
        Plain(PhantomData)
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
impl Plain<Simd128> {
    pub fn new() -> Self {
        Plain(PhantomData)
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
impl Plain<Portable> {
    pub fn new() -> Self {
        Plain(PhantomData)
    }
}

#[cfg(test)]
impl<const LANE: usize> Plain<Portable<[u64; LANE]>> {
    pub fn of_arrays() -> Self {
        Plain(PhantomData)
    }
}

impl<K: Kernel> Set for Plain<K> {
    type Kernel = K;

    #[inline(never)]
    fn enter<T: Task>(self, task: T) -> T::Output {
        task.run(self)
    }
}
