//! The trait of instruction sets that the processor has, and of tasks for them.

use std::marker::PhantomData;

use super::bits::{Bytes, Kernel};
use super::lanes;

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
type BuildKernel = super::bits::Portable;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
type BuildKernel = super::bits::Simd128;

/// An instruction set that the processor has.
pub trait Set: Copy {
    /// Its operations on bitsets.
    type Kernel: Kernel;

    /// Its operations on sixteen graphs side by side.
    type Words: lanes::Words;

    /// Runs a task with all features of the set, as a function of its own.
    fn enter<T: Task>(self, task: T) -> T::Output;
}

/// What can be run with any instruction set.
pub trait Task {
    type Output;

    /// Runs it. When entered, this and all that it calls must be inlined to have the features of the set.
    fn run<S: Set>(self, set: S) -> Self::Output;
}

/// The instructions for which the whole build is compiled.
pub struct Plain<K = BuildKernel>(PhantomData<K>);

impl<K> Clone for Plain<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K> Copy for Plain<K> {}

impl Plain {
    /// With the kernel of the build.
    pub fn new() -> Self {
        Plain(PhantomData)
    }
}

impl Default for Plain {
    fn default() -> Self {
        Plain::new()
    }
}

impl Plain<Bytes> {
    /// With popcounts of bytes.
    pub fn of_bytes() -> Self {
        Plain(PhantomData)
    }
}

#[cfg(all(test, not(all(target_arch = "wasm32", target_feature = "simd128"))))]
impl<const LANE: usize> Plain<super::bits::Portable<[u64; LANE]>> {
    pub fn of_arrays() -> Self {
        Plain(PhantomData)
    }
}

impl<K: Kernel> Set for Plain<K> {
    type Kernel = K;
    type Words = lanes::Build;

    #[inline(never)]
    fn enter<T: Task>(self, task: T) -> T::Output {
        task.run(self)
    }
}
