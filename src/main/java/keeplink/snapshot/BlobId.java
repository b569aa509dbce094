package keeplink.snapshot;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The SHA-256 of some bytes in lower-case hexadecimal: the same bytes have the same id wherever they came from.
public record BlobId(String sha256) {
    public BlobId {
        if (sha256.length() != 64 || !sha256.chars().allMatch(BlobId::isDigit)) {
            throw new IllegalArgumentException("not a SHA-256 in hexadecimal: " + sha256);
        }
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9' || character >= 'a' && character <= 'f';
    }

    /// The id of these bytes.
    public static BlobId of(byte[] content) {
        try {
            return new BlobId(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    @Override
    public String toString() {
        return sha256;
    }
}
