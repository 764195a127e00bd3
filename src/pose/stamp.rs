//! What a file that should be an ONNX network says of itself, read without an engine: for the
//! message that it can't be used.

/// Operator set of the networks that `models/convert.py` makes.
pub(super) const OPERATOR_SET: u64 = 18;

/// What `file` is instead of a network that an engine can load; `None` where nothing is wrong
/// with it from the outside.
///
/// An ONNX file is one protobuf message. Of its fields only the format's version (1), the network
/// itself (7) and the operator sets (8) matter here.
pub(super) fn found(file: &[u8]) -> Option<String> {
    if file.is_empty() {
        return Some("an empty file".to_owned());
    }
    let (mut format, mut operators, mut has_network) = (None, None, false);
    let mut rest = file;
    while !rest.is_empty() {
        match field(&mut rest) {
            Ok((1, Value::Number(version))) => format = Some(version),
            Ok((7, Value::Bytes(_))) => has_network = true,
            Ok((8, Value::Bytes(set))) => operators = operator_set(set).or(operators),
            Ok(_) => {}
            // A network is what fills the file: whoever began one and runs out of bytes was cut.
            Err(Broken::Short { missing }) if format.is_some() => {
                let (there, whole) = (file.len(), file.len() + missing);
                return Some(format!(
                    "a file that breaks off: {there} of at least {whole} bytes are there"
                ));
            }
            Err(_) => return Some("a file that is not ONNX".to_owned()),
        }
    }
    match (format, operators) {
        _ if !has_network => Some("a file without a network in it".to_owned()),
        (_, Some(version)) if version > OPERATOR_SET => Some(format!("operator set {version}")),
        (Some(version), _) => Some(format!("version {version} of the ONNX format")),
        _ => None,
    }
}

/// The version of ONNX's own operators, unless the set is that of somebody else.
fn operator_set(mut set: &[u8]) -> Option<u64> {
    let mut version = None;
    while !set.is_empty() {
        match field(&mut set).ok()? {
            (1, Value::Bytes(domain)) if !matches!(domain, b"" | b"ai.onnx") => return None,
            (2, Value::Number(number)) => version = Some(number),
            _ => {}
        }
    }
    version
}

enum Value<'a> {
    Number(u64),
    Bytes(&'a [u8]),
}

enum Broken {
    /// So many bytes are missing.
    Short { missing: usize },
    /// This is no protobuf.
    Other,
}

/// Takes one field off the front: its number and its value.
fn field<'a>(rest: &mut &'a [u8]) -> Result<(u64, Value<'a>), Broken> {
    let tag = number(rest)?;
    let value = match tag & 7 {
        0 => Value::Number(number(rest)?),
        1 => Value::Bytes(bytes(rest, 8)?),
        2 => {
            let length = number(rest)?;
            Value::Bytes(bytes(rest, length)?)
        }
        5 => Value::Bytes(bytes(rest, 4)?),
        _ => return Err(Broken::Other),
    };
    Ok((tag >> 3, value))
}

fn bytes<'a>(rest: &mut &'a [u8], length: u64) -> Result<&'a [u8], Broken> {
    // Nothing that protobuf holds is larger than 2 GiB.
    let length = i32::try_from(length).map_err(|_| Broken::Other)? as usize;
    let (taken, left) = rest.split_at_checked(length).ok_or_else(|| Broken::Short {
        missing: length - rest.len(),
    })?;
    *rest = left;
    Ok(taken)
}

/// A number in seven-bit groups, the lowest first.
fn number(rest: &mut &[u8]) -> Result<u64, Broken> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (&byte, left) = rest.split_first().ok_or(Broken::Short { missing: 1 })?;
        *rest = left;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Ok(value);
        }
    }
    Err(Broken::Other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_named() {
        // Format 8, a network of 300 bytes that are not there.
        let cut = found(&[0x08, 8, 0x3a, 0xac, 0x02, 1, 2, 3]).unwrap();
        assert!(cut.contains("8 of at least 305 bytes"), "{cut}");
        assert_eq!(found(&[]).unwrap(), "an empty file");
        for no_network in [&b"not a network"[..], b"\x08", &[0xff; 40]] {
            assert_eq!(found(no_network).unwrap(), "a file that is not ONNX");
        }
        // Format 8, an empty network, operator set 99 of ONNX, set 3 of somebody else.
        let newer = [
            0x08, 8, 0x3a, 0, 0x42, 2, 0x10, 99, 0x42, 5, 0x0a, 1, b'x', 0x10, 3,
        ];
        assert_eq!(found(&newer).unwrap(), "operator set 99");
        let without = found(&[0x08, 8]).unwrap();
        assert!(without.contains("without a network"), "{without}");
    }
}
