package keeplink.bot.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// The entities an app and the server find in plain text: addresses, mail addresses, hashtags, mentions,
/// commands. Rules after the server's open sources (tdlib, `MessageEntity.cpp`); two differences, both for
/// trying things out on one's own machine: `localhost` counts as a host, and the list of top-level domains is
/// short.
final class ClientEntities {
    private static final String END = "(?![\\p{L}\\p{N}_-])";
    private static final Set<String> TOP_LEVEL = Stream.concat(
                    Stream.of(Locale.getISOCountries()).map(c -> c.toLowerCase(Locale.ROOT)),
                    Stream.of(
                            "com", "org", "net", "edu", "gov", "mil", "int", "info", "biz", "name", "dev", "app",
                            "blog", "xyz", "site", "online", "tech", "page", "wiki", "news", "shop", "club", "cloud",
                            "link", "space", "world", "life", "live", "today", "top", "art", "fun", "museum", "science",
                            "eu", "uk", "su", "рф", "中国", "中國", "公司", "网络"))
            .collect(Collectors.toUnmodifiableSet());
    private static final String HOST =
            "(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}_-]*[\\p{L}\\p{N}])?\\.)+([\\p{L}][\\p{L}\\p{N}-]*)";
    private static final String IPV4 = "(?:\\d{1,3}\\.){3}\\d{1,3}";
    private static final String PATH = "(?:[/?#][^\\s<>\"«»\\p{Z}\\u2000-\\u200b\\u200e\\u200f\\u2016-\\u206f]*)?";
    private static final Pattern WITH_SCHEME =
            Pattern.compile("(?iu)(?<![A-Za-z0-9_])(?:https?|ftp)://(?:[^\\s/@<>\"]+@)?(?:" + HOST + "|" + IPV4
                    + "|localhost|\\[[0-9a-f:.]+\\])(?::\\d{1,5})?" + PATH);
    private static final Pattern BARE = Pattern.compile(
            "(?iu)(?<![\\p{L}\\p{N}_@./#-])(?:" + HOST + "|" + IPV4 + ")" + END + "(?::\\d{1,5})?" + PATH);
    private static final Pattern MAIL =
            Pattern.compile("(?iu)(?<![\\p{L}\\p{N}_.+-])[a-z0-9_.+-]{1,64}@(?:[a-z0-9-]+\\.)+[a-z]{2,}" + END);
    /// What a hashtag is made of: a `/` is no part of it.
    private static final String TAG = "[\\p{L}\\p{Nd}_\\u200c\\u00b7\\u0d80-\\u0dff]";

    private static final Pattern HASHTAG =
            Pattern.compile("(?<!" + TAG + ")#(" + TAG + "{1,256})(?:@[A-Za-z0-9_]{3,32})?(?!" + TAG + "|#)");
    private static final Pattern MENTION =
            Pattern.compile("(?<![\\p{L}\\p{N}_])@[A-Za-z][A-Za-z0-9_]{2,31}(?![A-Za-z0-9_])");
    private static final Pattern COMMAND =
            Pattern.compile("(?<![\\p{L}\\p{N}_/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\\p{L}\\p{N}_/<>])");

    private final String text;
    private final List<int[]> taken = new ArrayList<>();
    private final List<ObjectNode> found = new ArrayList<>();

    private ClientEntities(String text) {
        this.text = text;
    }

    static List<ObjectNode> find(String text) {
        return find(text, List.of());
    }

    /// Those that do not overlap entities the sender gave; code, preformatted text and links swallow what is in
    /// them.
    static List<ObjectNode> find(String text, List<ObjectNode> given) {
        ClientEntities finder = new ClientEntities(text);
        for (ObjectNode entity : given) {
            if (Set.of("code", "pre", "text_link").contains(entity.path("type").stringValue(""))) {
                int offset = entity.path("offset").intValue();
                finder.taken.add(
                        new int[] {offset, offset + entity.path("length").intValue()});
            }
        }
        finder.addresses(WITH_SCHEME);
        finder.simple(MAIL, "email");
        finder.addresses(BARE);
        finder.simple(HASHTAG, "hashtag");
        finder.simple(MENTION, "mention");
        finder.simple(COMMAND, "bot_command");
        finder.found.addAll(given);
        return TelegramHtml.trimmed(text, finder.found).entities();
    }

    private void addresses(Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        int from = 0;
        while (from < text.length() && matcher.find(from)) {
            int end = closed(matcher.start(), matcher.end());
            String top = matcher.group(1);
            boolean host = top == null
                    || pattern == WITH_SCHEME
                    || TOP_LEVEL.contains(top.toLowerCase(Locale.ROOT))
                    || top.toLowerCase(Locale.ROOT).startsWith("xn--");
            if (host) {
                add("url", matcher.start(), end);
            }
            from = Math.max(end, matcher.start() + 1);
        }
    }

    /// Where an address ends: not in punctuation, and not in a bracket that was opened outside.
    private int closed(int begin, int matched) {
        int end = matched;
        int scheme = text.indexOf("://", begin);
        int path = scheme >= 0 && scheme < end ? scheme + 3 : begin;
        while (path < end && "/?#".indexOf(text.charAt(path)) < 0) {
            path++;
        }
        int[] balance = new int[3];
        for (int i = path; i < end; i++) {
            int opening = "([{".indexOf(text.charAt(i));
            int closing = ")]}".indexOf(text.charAt(i));
            if (opening >= 0) {
                balance[opening]++;
            } else if (closing >= 0 && --balance[closing] < 0) {
                end = i;
            }
        }
        while (end > path && ".:;,('?!`".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private void simple(Pattern pattern, String type) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            boolean onlyDigits = type.equals("hashtag")
                    && matcher.group(1).codePoints().noneMatch(c -> Character.isLetter(c) || c == '_');
            if (!onlyDigits) {
                add(type, matcher.start(), matcher.end());
            }
        }
    }

    private void add(String type, int begin, int end) {
        boolean free = taken.stream().noneMatch(t -> begin < t[1] && t[0] < end);
        if (free) {
            taken.add(new int[] {begin, end});
            found.add(TelegramHtml.entity(type, begin, end - begin));
        }
    }
}
