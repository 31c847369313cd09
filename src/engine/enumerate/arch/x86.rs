//! The levels of x86-64: the same code, compiled with more and more instructions.

use crate::bitset::{Popcnt, Portable};

macro_rules! level {
    ($(#[$doc:meta])* $name:ident, $kernel:ty: $($feature:tt)+) => {
        $(#[$doc])*
        pub mod $name {
            use super::super::Task;
            use super::*;

            pub fn is_available() -> bool {
                $(is_x86_feature_detected!($feature))&&+
            }

            pub fn enter<T: Task>(task: T) -> T::Output {
                assert!(is_available());
                // SAFETY: the processor has the features, by the line above.
                unsafe { enter_with_features(task) }
            }

            $(#[target_feature(enable = $feature)])+
            fn enter_with_features<T: Task>(task: T) -> T::Output {
                task.run::<$kernel>()
            }
        }
    };
}

level! {
    /// x86-64-v2: one popcount an instruction.
    v2, Popcnt<2>: "popcnt" "sse4.2"
}

level! {
    /// x86-64-v3: AVX2 and the bit manipulation instructions.
    v3, Popcnt<4>: "popcnt" "avx2" "bmi1" "bmi2" "lzcnt"
}

level! {
    /// x86-64-v4 with popcounts of whole vectors.
    v4, Portable<8>: "popcnt" "avx2" "bmi1" "bmi2" "lzcnt" "avx512f" "avx512bw" "avx512cd" "avx512dq" "avx512vl" "avx512vpopcntdq"
}
