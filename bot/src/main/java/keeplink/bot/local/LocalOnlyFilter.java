package keeplink.bot.local;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Lets in only who asked for this machine by name. A page elsewhere that has its own name resolved to the
/// loopback address (DNS rebinding) comes with that name in `Host`; one that just posts here comes with its own
/// `Origin`. Both get 403.
///
/// Every answer carries the headers that keep the chat page from loading or running anything else.
public final class LocalOnlyFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final transient Predicate<String> open;
    private final Set<String> hosts = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));

    /// @param address where the server listens, if it was set; may be asked for by that name too
    /// @param open what somebody may ask for by any name, by the address as it came: what guards itself
    public LocalOnlyFilter(@Nullable String address, Predicate<String> open) {
        this.open = open;
        if (address != null && !address.isBlank()) {
            hosts.add(inAddresses(address.toLowerCase(Locale.ROOT)));
        }
    }

    /// A host as it stands in addresses: IPv6 in brackets (RFC 3986, section 3.2.2).
    public static String inAddresses(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Content-Security-Policy", POLICY);
        int port = request.getLocalPort();
        String origin = request.getHeader("Origin");
        boolean mine = ours(request.getHeader("Host"), port)
                && (origin == null || (origin.startsWith("http://") && ours(origin.substring(7), port)));
        if (mine || open.test(request.getRequestURI())) {
            chain.doFilter(request, response);
        } else {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().write("This chat answers only to its own address on this machine.\n");
        }
    }

    private boolean ours(@Nullable String authority, int port) {
        if (authority == null) {
            return false;
        }
        String lower = authority.toLowerCase(Locale.ROOT);
        int colon = lower.lastIndexOf(':');
        boolean hasPort = colon > lower.lastIndexOf(']') && colon > 0;
        String host = hasPort ? lower.substring(0, colon) : lower;
        String given = hasPort ? lower.substring(colon + 1) : "80";
        return hosts.contains(host) && given.equals(Integer.toString(port));
    }
}
