package keeplink.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// A proxy of the operator that all fetches go through (the setting `keeplink.fetch.proxy`).
///
/// It never gets a name to look up, only the addresses the guard has judged, so the guard's promise holds behind it
/// too; Keeplink therefore needs DNS of its own. What cannot keep that promise is refused.
///
/// @param kind how it is spoken to
/// @param host its name or address; it may be a private one, since the operator chose it
/// @param port 1 to 65535
/// @param user empty where it wants none
/// @param password empty where it wants none
public record ProxyServer(Kind kind, String host, int port, String user, String password) {
    /// Ways to speak to a proxy.
    public enum Kind {
        /// A tunnel by CONNECT for every connection, also one without TLS (RFC 9110 section 9.3.6).
        HTTP,
        /// SOCKS version 5 (RFC 1928), with user name and password where they are given (RFC 1929).
        SOCKS
    }

    /// Reads `http://host:port` or `socks5://host:port`, each with an optional `user:password@`; blank means none.
    ///
    /// @throws IllegalArgumentException with a sentence that says what is wrong; it never contains the password
    public static Optional<ProxyServer> parse(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        URI uri = uri(text.strip());
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        Kind kind =
                switch (scheme) {
                    case "http" -> Kind.HTTP;
                    case "socks", "socks5" -> Kind.SOCKS;
                    case "socks5h", "socks4", "socks4a" ->
                        throw bad("'" + scheme + "' lets the proxy look names up, behind the back of the guard.");
                    default -> throw bad("'" + scheme + "' is no kind of proxy known here.");
                };
        String host = uri.getHost();
        if (host == null || uri.getPort() < 1 || uri.getPort() > 65535) {
            throw bad("It needs a host and a port.");
        }
        if (!String.valueOf(uri.getPath()).matches("/?") || uri.getQuery() != null || uri.getFragment() != null) {
            throw bad("Nothing may follow the port.");
        }
        String credentials = uri.getUserInfo() == null ? "" : uri.getUserInfo();
        int colon = credentials.indexOf(':');
        String user = colon < 0 ? credentials : credentials.substring(0, colon);
        String password = colon < 0 ? "" : credentials.substring(colon + 1);
        if (length(user) > 255 || length(password) > 255) {
            throw bad("User name and password have 255 bytes at most.");
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return Optional.of(new ProxyServer(kind, bare, uri.getPort(), user, password));
    }

    /// Without the password.
    @Override
    public String toString() {
        return kind + " proxy " + host + ":" + port;
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw bad("It cannot be read as an address.");
        }
    }

    private static IllegalArgumentException bad(String why) {
        return new IllegalArgumentException(
                "The proxy cannot be used: " + why + " Examples: http://proxy.lan:3128, socks5://127.0.0.1:1080.");
    }
}
