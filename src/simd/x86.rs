//! The levels of x86-64: the same code, compiled with more and more instructions.

use super::bits::x86::{Avx2, Sse2Popcnt};
use super::bits::{Popcnt, VectorPopcnt};
use super::lanes::x86::{Avx, Sse};
use super::set::{Set, Task};

macro_rules! level {
    ($(#[$doc:meta])* $name:ident, $kernel:ty, $words:ty: $($feature:tt)+) => {
        $(#[$doc])*
        pub mod $name {
            use super::*;

            /// The proof that the processor has the features.
            #[derive(Clone, Copy)]
            pub struct Level(());

            impl Level {
                /// The level, if the processor has it.
                pub fn find() -> Option<Self> {
                    ($(is_x86_feature_detected!($feature))&&+).then_some(Level(()))
                }
            }

            impl Set for Level {
                type Kernel = $kernel;
                type Words = $words;

                #[inline(always)]
                fn enter<T: Task>(self, task: T) -> T::Output {
                    // SAFETY: the processor has the features, or there would be no level.
                    unsafe { enter_with_features(self, task) }
                }
            }

            $(#[target_feature(enable = $feature)])+
            #[inline(never)]
            fn enter_with_features<T: Task>(level: Level, task: T) -> T::Output {
                task.run(level)
            }
        }
    };
}

level! {
    /// x86-64-v2: one popcount an instruction.
    v2, Popcnt<Sse2Popcnt>, Sse: "popcnt" "sse4.2"
}

level! {
    /// x86-64-v3: AVX2 and the bit manipulation instructions.
    v3, Popcnt<Avx2>, Avx: "popcnt" "avx2" "bmi1" "bmi2" "lzcnt"
}

level! {
    /// x86-64-v4 with popcounts of whole vectors.
    v4, VectorPopcnt, Avx: "popcnt" "avx2" "bmi1" "bmi2" "lzcnt" "avx512f" "avx512bw" "avx512cd" "avx512dq" "avx512vl" "avx512vpopcntdq"
}
