/// Whether the byte is a space, a tab or part of a line break.
func isWhiteSpace(_ byte: UInt8) -> Bool { isBlank(byte) || isLineBreak(byte) }

/// Whether the byte is a space or a tab.
func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

/// Whether the byte is a line feed or a carriage return.
func isLineBreak(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

/// Whether the byte is a digit from 0 to 9.
func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

/// Whether the byte is a letter from a to z, small or capital.
func isASCIILetter(_ byte: UInt8) -> Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 }
