//! The levels of x86-64: the same code, compiled with more and more instructions.

macro_rules! level {
    ($(#[$doc:meta])* $name:ident: $($feature:tt)+) => {
        $(#[$doc])*
        pub mod $name {
            use super::super::super::search::Search;
            use crate::bitset::Portable;
            use crate::engine::Stopped;

            pub fn is_available() -> bool {
                $(is_x86_feature_detected!($feature))&&+
            }

            pub fn run(search: &mut Search<'_>) -> Result<(), Stopped> {
                assert!(is_available());
                // SAFETY: the processor has the features, by the line above.
                unsafe { run_with_features(search) }
            }

            pub fn count_leaves(leaves: &[u64], live: &[u64]) -> u64 {
                assert!(is_available());
                // SAFETY: the processor has the features, by the line above.
                unsafe { count_leaves_with_features(leaves, live) }
            }

            $(#[target_feature(enable = $feature)])+
            fn run_with_features(search: &mut Search<'_>) -> Result<(), Stopped> {
                search.run::<Portable>()
            }

            $(#[target_feature(enable = $feature)])+
            fn count_leaves_with_features(leaves: &[u64], live: &[u64]) -> u64 {
                super::super::count_leaves::<Portable>(leaves, live)
            }
        }
    };
}

level! {
    /// x86-64-v2: one popcount an instruction.
    v2: "popcnt" "sse4.2"
}

level! {
    /// x86-64-v3: AVX2 and the bit manipulation instructions.
    v3: "popcnt" "avx2" "bmi1" "bmi2" "lzcnt"
}

level! {
    /// x86-64-v4 with popcounts of whole vectors.
    v4: "popcnt" "avx2" "bmi1" "bmi2" "lzcnt" "avx512f" "avx512bw" "avx512cd" "avx512dq" "avx512vl" "avx512vpopcntdq"
}
