package keeplink.transfer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import keeplink.link.Origin;
import keeplink.link.Person;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A message as Telegram Desktop exports it (<https://core.telegram.org/import-export>), read as one that
/// is sent to the bot: tags on the line of an address belong to that, tags on lines without one to all, the
/// rest is the note.
final class TelegramMessage {
    private static final Pattern NESTED = Pattern.compile("(?:/[\\p{L}\\p{M}\\p{Nd}_]+)+");
    private static final Pattern USER = Pattern.compile("(?:user|channel)?(\\d{1,18})");

    private record Address(String url, int line) {}

    private record Hashtag(String name, int line) {}

    private final List<Address> addresses = new ArrayList<>();
    private final List<Hashtag> tags = new ArrayList<>();
    private final StringBuilder rest = new StringBuilder();
    private int line;
    private boolean afterTag;

    private TelegramMessage() {}

    /// The links of a message, none where it has no address or is a command.
    static List<ImportedLink> links(JsonNode message) {
        TelegramMessage read = new TelegramMessage();
        JsonNode pieces = message.path("text_entities");
        JsonNode text = pieces.isArray() && !pieces.isEmpty() ? pieces : message.path("text");
        if (text.isString()) {
            return List.of();
        }
        for (JsonNode piece : text.values()) {
            read.piece(piece);
        }
        boolean command = text.path(0).path("type").asString("").equals("bot_command");
        return command ? List.of() : read.said(message);
    }

    private void piece(JsonNode piece) {
        String text = piece.isObject() ? piece.path("text").asString("") : piece.asString("");
        switch (piece.path("type").asString("")) {
            case "link" -> addresses.add(new Address(text, line));
            case "text_link" -> {
                addresses.add(new Address(piece.path("href").asString(""), line));
                rest.append(text);
            }
            case "hashtag" -> tag(text);
            default -> plain(text);
        }
        afterTag = piece.path("type").asString("").equals("hashtag");
        line += (int) text.chars().filter(c -> c == '\n').count();
    }

    private void tag(String text) {
        if (!rest.isEmpty() && rest.charAt(rest.length() - 1) == '-') {
            rest.setLength(rest.length() - 1);
        } else {
            tags.add(new Hashtag(text, line));
        }
    }

    private void plain(String text) {
        Matcher nested = NESTED.matcher(text);
        if (afterTag && !tags.isEmpty() && nested.lookingAt()) {
            Hashtag outer = tags.removeLast();
            tags.add(new Hashtag(outer.name() + nested.group(), outer.line()));
            rest.append(text, nested.end(), text.length());
        } else {
            rest.append(text);
        }
    }

    private List<ImportedLink> said(JsonNode message) {
        Set<Integer> linesOfAddresses = new LinkedHashSet<>();
        addresses.forEach(address -> linesOfAddresses.add(address.line()));
        return addresses.stream()
                .map(address -> ImportedLink.at(address.url())
                        .note(note())
                        .tags(tags.stream()
                                .filter(tag -> tag.line() == address.line() || !linesOfAddresses.contains(tag.line()))
                                .map(Hashtag::name)
                                .toList())
                        .addedAt(date(message))
                        .origin(origin(message)))
                .map(link -> by(link, message).build())
                .toList();
    }

    private String note() {
        return String.join(
                "\n",
                rest.toString()
                        .lines()
                        .map(said -> String.join(" ", said.strip().split("\\s+")))
                        .filter(said -> !said.isEmpty())
                        .toList());
    }

    private static ImportedLink.Builder by(ImportedLink.Builder link, JsonNode message) {
        Matcher user = USER.matcher(message.path("from_id").asString(""));
        String name = message.path("from").asString("").strip();
        return name.isEmpty() ? link : link.addedBy(new Person(user.matches() ? user.group(1) : "", name, null));
    }

    private static @Nullable Instant date(JsonNode message) {
        Instant exact = Moments.read(message.path("date_unixtime").asString(""));
        return exact == null ? Moments.read(message.path("date").asString("")) : exact;
    }

    private static @Nullable Origin origin(JsonNode message) {
        String from = message.path("forwarded_from").asString("").strip();
        Instant date = date(message);
        return from.isEmpty() || date == null ? null : new Origin(from, date);
    }
}
