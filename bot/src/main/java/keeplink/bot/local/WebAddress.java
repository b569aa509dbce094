package keeplink.bot.local;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which addresses the server takes in links and buttons.
final class WebAddress {
    private static final Pattern SCHEME = Pattern.compile("(?i)^[a-z][a-z0-9+.-]*:.*");

    private WebAddress() {}

    /// The address as the server stores it: `http`, `https`, `tg`, `mailto` or `tel`, `http` where nothing is
    /// said. Unlike Telegram, which wants a dot in every host, `localhost` is taken: it is where a person tries
    /// things out.
    static Optional<String> checked(String given) {
        String address = given.strip();
        if (address.isEmpty() || address.chars().anyMatch(Character::isWhitespace)) {
            return Optional.empty();
        }
        String lower = address.toLowerCase(Locale.ROOT);
        if (lower.startsWith("tg://") || lower.startsWith("mailto:") || lower.startsWith("tel:")) {
            return Optional.of(address);
        }
        boolean web = lower.startsWith("http://") || lower.startsWith("https://");
        if (!web && (SCHEME.matcher(address).matches() && !lower.matches("[^/]+\\.[^/]+:\\d+.*"))) {
            return Optional.empty();
        }
        String full = web ? address : "http://" + address;
        String host = host(full);
        boolean known = host.equals("localhost") || host.startsWith("[") || host.indexOf('.') > 0;
        return known ? Optional.of(full) : Optional.empty();
    }

    /// As [#checked], with Telegram's own rule for the host: a button to `localhost` is refused there and here.
    static boolean fitsButton(String given) {
        return checked(given)
                .filter(url -> url.startsWith("tg:") || !host(url).equals("localhost"))
                .isPresent();
    }

    private static String host(String url) {
        String rest = url.substring(url.indexOf("://") + 3);
        int end = 0;
        while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        String userAndHost = rest.substring(0, end);
        String authority = userAndHost.substring(userAndHost.lastIndexOf('@') + 1);
        if (authority.startsWith("[")) {
            return authority.substring(0, authority.indexOf(']') + 1);
        }
        int colon = authority.indexOf(':');
        return (colon < 0 ? authority : authority.substring(0, colon)).toLowerCase(Locale.ROOT);
    }
}
