package keeplink.bot.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where the viewer is reached from outside, with or without a path before its own.
///
/// @param value such as `https://links.example.com` or `https://example.com/keeplink`, without a slash at its
///     end
public record PublicUrl(String value) {
    /// Only what stands for itself in an address (RFC 3986, section 2.3), so that every proxy hands on the
    /// same.
    private static final Pattern PATH = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)*");

    /// @throws IllegalArgumentException where browsers could not be sent there
    public PublicUrl {
        String given = value;
        value = given.strip().replaceFirst("/+$", "");
        URI address = parsed(value, given);
        String scheme = address.getScheme();
        boolean web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        if (!web
                || !isNamed(address.getHost())
                || address.getPort() > 65_535
                || address.getRawUserInfo() != null
                || address.getRawQuery() != null
                || address.getRawFragment() != null
                || !PATH.matcher(address.getRawPath()).matches()) {
            throw refused(given);
        }
    }

    /// Telegram takes no button that leads to a host without a dot, and with it not the message.
    private static boolean isNamed(@Nullable String host) {
        return host != null && (host.indexOf('.') > 0 || host.startsWith("["));
    }

    private static URI parsed(String address, String given) {
        try {
            return new URI(address);
        } catch (URISyntaxException e) {
            throw refused(given);
        }
    }

    private static IllegalArgumentException refused(String given) {
        return new IllegalArgumentException(
                "keeplink.web.public-url is where browsers reach Keeplink, such as https://links.example.com or"
                        + " https://example.com/keeplink (http or https, a host with a dot, no user, query or fragment), not "
                        + given);
    }

    /// The path before the viewer's own, empty or with a slash at its start and none at its end.
    public String prefix() {
        return URI.create(value).getRawPath();
    }

    @Override
    public String toString() {
        return value;
    }
}
