package keeplink.snapshot;

import java.nio.charset.StandardCharsets;
import keeplink.fetch.Bytes;

/// The document that is being written: its UTF-8, bit by bit in blocks, so that it never lies in memory twice; or, for
/// a first reading of a page, nothing but about its length. One thread at a time.
final class PageOutput {
    private static final int STEP = 16 * 1024;

    private final StringBuilder pending = new StringBuilder(STEP + 1024);
    private final Bytes written = new Bytes();
    private final boolean kept;
    private long characters;

    private PageOutput(boolean kept) {
        this.kept = kept;
    }

    /// One that is read in the end.
    static PageOutput document() {
        return new PageOutput(true);
    }

    /// One that is only about as long as the document would be.
    static PageOutput unread() {
        return new PageOutput(false);
    }

    /// Whether anybody reads it in the end.
    boolean isRead() {
        return kept;
    }

    PageOutput append(char c) {
        pending.append(c);
        return this;
    }

    PageOutput append(String text) {
        for (int at = 0; at < text.length(); at += STEP) {
            pending.append(text, at, Math.min(text.length(), at + STEP));
            flushIfLong();
        }
        return this;
    }

    /// Appends what [HtmlText] makes of a text, step by step.
    ///
    /// @param looksLikeOurs whether what looks like a reference is to be told apart from one
    void escaped(String text, boolean looksLikeOurs) {
        int at = 0;
        while (at < text.length() && length() < HtmlText.MOST) {
            int end = Math.min(text.length(), at + STEP);
            HtmlText.escape(pending, text, at, end, looksLikeOurs);
            at = end;
            flushIfLong();
        }
    }

    /// How many characters it has.
    long length() {
        return characters + pending.length();
    }

    /// All of it, which is not kept here after it.
    byte[] take() {
        flush();
        if (!pending.isEmpty()) {
            // half a character
            write(pending.toString());
        }
        return written.take();
    }

    private void flushIfLong() {
        if (pending.length() >= STEP) {
            flush();
        }
    }

    /// The two halves of a character that takes two stay together.
    private void flush() {
        int end = pending.length();
        if (end > 0 && Character.isHighSurrogate(pending.charAt(end - 1))) {
            end--;
        }
        write(pending.substring(0, end));
        pending.delete(0, end);
    }

    private void write(String text) {
        characters += text.length();
        if (kept) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            written.add(bytes, bytes.length);
        }
    }
}
