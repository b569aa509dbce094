package keeplink.transfer;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import keeplink.link.Link;
import keeplink.link.Origin;
import keeplink.link.Person;
import keeplink.link.Tag;
import keeplink.page.Verdict;
import keeplink.page.VerdictWords;
import org.jspecify.annotations.Nullable;

/// A link as a file names it.
///
/// @param number its number where it was kept before, 0 where the file gives none
/// @param url the address as it is written there; empty, or no address at all, where the file names none
/// @param title empty where there is none
/// @param note empty where there is none
/// @param state null where the file does not say
/// @param addedAt null where the file does not say
/// @param addedBy who kept it, with an empty id where the file gives a name alone; null where it gives none
/// @param origin where a forwarded message came from
/// @param verdict on its page, null where the file does not say
/// @param copies of its page, newest first
public record ImportedLink(
        int number,
        String url,
        String title,
        String note,
        SequencedSet<Tag> tags,
        Link.@Nullable State state,
        boolean starred,
        @Nullable Instant addedAt,
        @Nullable Person addedBy,
        @Nullable Origin origin,
        @Nullable Verdict verdict,
        List<ImportedCopy> copies) {
    /// The longest note, in UTF-16 units: what is longer is cut, so that a link stays a small document.
    static final int LONGEST_NOTE = 16_000;

    private static final int LONGEST_TITLE = 1_000;
    private static final int MOST_TAGS = 50;

    public ImportedLink {
        tags = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(tags));
        copies = List.copyOf(copies);
    }

    static Builder at(String url) {
        return new Builder(url.strip());
    }

    /// Collects what a file says of a link. Not thread-safe.
    static final class Builder {
        private final String url;
        private final SequencedSet<Tag> tags = new LinkedHashSet<>();
        private int number;
        private String title = "";
        private String note = "";
        private Link.@Nullable State state;
        private boolean starred;
        private @Nullable Instant addedAt;
        private @Nullable Person addedBy;
        private @Nullable Origin origin;
        private @Nullable Verdict verdict;
        private List<ImportedCopy> copies = List.of();

        private Builder(String url) {
            this.url = url;
        }

        Builder number(int given) {
            number = given;
            return this;
        }

        Builder title(String text) {
            title = cut(String.join(" ", text.strip().split("\\s+")), LONGEST_TITLE);
            return this;
        }

        Builder note(String text) {
            note = cut(text.strip(), LONGEST_NOTE);
            return this;
        }

        /// A tag as other software writes it: words are joined as people join them in a hashtag.
        Builder tag(String name) {
            if (tags.size() < MOST_TAGS) {
                Tag.of(name.strip().replaceAll("\\s+", "_")).ifPresent(tags::add);
            }
            return this;
        }

        Builder tags(Iterable<String> names) {
            names.forEach(this::tag);
            return this;
        }

        /// The folders it lies in, the outermost first: a tag that nests like them.
        Builder folder(List<String> path) {
            String nested = path.stream()
                    .map(name -> name.strip().replaceAll("[\\s/&+,]+", "_").replaceAll("^_+|_+$", ""))
                    .filter(name -> Tag.of(name).isPresent())
                    .reduce((outer, inner) -> outer + "/" + inner)
                    .orElse("");
            return tag(nested);
        }

        Builder state(Link.@Nullable State said) {
            state = said;
            return this;
        }

        Builder starred(boolean star) {
            starred = star;
            return this;
        }

        Builder addedAt(@Nullable Instant when) {
            addedAt = when;
            return this;
        }

        /// Who kept it, as [Person#display()] says it.
        Builder addedBy(String display) {
            String name = display.strip();
            if (name.length() > 1 && name.startsWith("@")) {
                addedBy = new Person("", name.substring(1), name.substring(1));
            } else if (!name.isEmpty()) {
                addedBy = new Person("", name, null);
            }
            return this;
        }

        Builder addedBy(Person person) {
            addedBy = person;
            return this;
        }

        Builder origin(@Nullable Origin from) {
            origin = from;
            return this;
        }

        /// What our own files say of its page, in the words of [VerdictWords]; other words say nothing.
        Builder verdict(String words) {
            verdict = VerdictWords.read(words).orElse(null);
            return this;
        }

        Builder copies(List<ImportedCopy> given) {
            copies = given;
            return this;
        }

        ImportedLink build() {
            return new ImportedLink(
                    number, url, title, note, tags, state, starred, addedAt, addedBy, origin, verdict, copies);
        }

        private static String cut(String text, int most) {
            if (text.length() <= most) {
                return text;
            }
            return text.substring(0, Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1) + "…";
        }
    }
}
