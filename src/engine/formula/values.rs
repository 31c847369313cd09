//! Whole numbers of any size as the bytes of an output, one after the other.

use num_bigint::BigInt;

/// Bytes in front of each number that say how many bytes it has.
const LENGTH_BYTES: usize = 4;

/// Each with its length in front.
pub fn to_bytes(values: &[BigInt]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for value in values {
        let value = value.to_signed_bytes_le();
        bytes.extend((value.len() as u32).to_le_bytes());
        bytes.extend(value);
    }
    bytes
}

/// `many` numbers from bytes that may be anything.
///
/// # Errors
/// Why they cannot be, as the end of a sentence.
pub fn from_bytes(mut bytes: &[u8], many: usize) -> Result<Vec<BigInt>, String> {
    let mut values = Vec::new();
    while let Some((length, rest)) = bytes.split_first_chunk::<LENGTH_BYTES>() {
        let length = u32::from_le_bytes(*length) as usize;
        let value = rest.get(..length).ok_or("a number in it is cut off")?;
        values.push(BigInt::from_signed_bytes_le(value));
        bytes = &rest[length..];
    }
    if bytes.is_empty() && values.len() == many {
        Ok(values)
    } else {
        Err(format!("it does not have {many} numbers"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn are_read_as_they_are_written() {
        let values = ["0", "1", "-1", "255", "-256", "123456789012345678901234567890"];
        let values: Vec<BigInt> = values.iter().map(|value| value.parse().unwrap()).collect();
        let bytes = to_bytes(&values);
        assert_eq!(from_bytes(&bytes, values.len()), Ok(values.clone()));
        assert!(from_bytes(&bytes, values.len() + 1).is_err());
        for length in 0..bytes.len() {
            assert!(from_bytes(&bytes[..length], values.len()).is_err(), "{length}");
        }
        assert!(from_bytes(&[255; 8], 1).is_err());
    }
}
