package keeplink.bot.view;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import keeplink.digest.DigestPlan;
import keeplink.link.Tag;
import org.jspecify.annotations.Nullable;

/// How a letter is shown: what it is about and what its buttons have made of it. Its message remembers it, and with
/// it the letter is written anew at every press.
///
/// @param about the collection it tells of
/// @param skipped how many letters were left out before it
/// @param uncertain the letter before it where that may not have arrived, null where there is none
/// @param keys which buttons are below it
/// @param more whether all is named that was kept
/// @param at the page, from 0
/// @param chosen the link whose buttons are shown, 0 for none
public record DigestPage(
        String about,
        Instant from,
        Instant to,
        List<Tag> tags,
        int skipped,
        @Nullable Uncertain uncertain,
        Keys keys,
        boolean more,
        int at,
        int chosen) {
    private static final String KIND = "digest";

    /// A letter that may not have arrived.
    public record Uncertain(LocalDateTime slot, Instant from, Instant to) {}

    /// The buttons below a letter.
    public enum Keys {
        /// What can be done with all of it.
        ALL,
        /// The links it names, to choose one.
        LINKS,
        /// The days it could come on.
        DAYS
    }

    public DigestPage {
        tags = List.copyOf(tags);
    }

    /// A period of a collection.
    public static DigestPage of(String about, Instant from, Instant to, List<Tag> tags) {
        return new DigestPage(about, from, to, tags, 0, null, Keys.ALL, false, 0, 0);
    }

    /// A letter as it is sent.
    ///
    /// @param uncertain whether the one before it may not have arrived
    public static DigestPage of(DigestPlan.Letter letter, boolean uncertain) {
        Optional<Uncertain> before = letter.before()
                .filter(any -> uncertain)
                .map(known -> new Uncertain(known.slot(), known.from(), known.to()));
        return new DigestPage(
                letter.id().about(),
                letter.from(),
                letter.to(),
                letter.tags(),
                letter.skipped(),
                before.orElse(null),
                Keys.ALL,
                false,
                0,
                0);
    }

    public DigestPage with(Keys newKeys) {
        return new DigestPage(about, from, to, tags, skipped, uncertain, newKeys, more, at, 0);
    }

    public DigestPage choosing(int number) {
        return new DigestPage(about, from, to, tags, skipped, uncertain, Keys.LINKS, more, at, number);
    }

    public DigestPage withMore(boolean all) {
        return new DigestPage(about, from, to, tags, skipped, uncertain, Keys.ALL, all, 0, 0);
    }

    public DigestPage turned(int by) {
        return new DigestPage(about, from, to, tags, skipped, uncertain, Keys.ALL, more, Math.max(0, at + by), 0);
    }

    /// The form [#read] reads.
    public String written() {
        String before = uncertain == null
                ? ""
                : uncertain.slot() + " " + uncertain.from().toEpochMilli() + " "
                        + uncertain.to().toEpochMilli();
        return String.join(
                "\n",
                KIND,
                about,
                Long.toString(from.toEpochMilli()),
                Long.toString(to.toEpochMilli()),
                tags.stream().map(Tag::name).collect(Collectors.joining(" ")),
                Integer.toString(skipped),
                before,
                keys.name(),
                Boolean.toString(more),
                Integer.toString(at),
                Integer.toString(chosen));
    }

    /// Reads what a message remembers; empty where it is no letter.
    public static Optional<DigestPage> read(String view) {
        String[] lines = view.split("\n", -1);
        if (lines.length != 11 || !lines[0].equals(KIND)) {
            return Optional.empty();
        }
        return Optional.of(new DigestPage(
                lines[1],
                moment(lines[2]),
                moment(lines[3]),
                Arrays.stream(lines[4].split(" "))
                        .flatMap(tag -> Tag.of(tag).stream())
                        .toList(),
                Integer.parseInt(lines[5]),
                uncertain(lines[6]),
                Keys.valueOf(lines[7]),
                Boolean.parseBoolean(lines[8]),
                Integer.parseInt(lines[9]),
                Integer.parseInt(lines[10])));
    }

    private static @Nullable Uncertain uncertain(String line) {
        String[] parts = line.split(" ");
        return parts.length < 3
                ? null
                : new Uncertain(LocalDateTime.parse(parts[0]), moment(parts[1]), moment(parts[2]));
    }

    private static Instant moment(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }
}
