package keeplink.fetch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;

/// The cookies of one capture, from the first request for its page to its last file: many sites set one, redirect,
/// and want it back, or give their pictures only to whom they gave the page. Each goes where its domain, path and
/// scheme lead it (RFC 6265 section 5.4). They end with the capture, so nobody is known again by them. Safe for
/// use by many threads.
final class CookieTrail implements CookieJar {
    /// More than any site needs to let a reader in.
    private static final int MOST = 50;
    private static final int LONGEST = 4096;

    private record Key(String name, String domain, String path) {}

    private final Map<Key, Cookie> cookies = new LinkedHashMap<>();

    @Override
    public synchronized void saveFromResponse(HttpUrl url, List<Cookie> received) {
        for (Cookie cookie : received) {
            Key key = new Key(cookie.name(), cookie.domain(), cookie.path());
            if (cookie.expiresAt() <= System.currentTimeMillis()) {
                cookies.remove(key);
            } else if (cookie.value().length() <= LONGEST && (cookies.size() < MOST || cookies.containsKey(key))) {
                cookies.put(key, cookie);
            }
        }
    }

    @Override
    public synchronized List<Cookie> loadForRequest(HttpUrl url) {
        List<Cookie> matching = new ArrayList<>();
        for (Cookie cookie : cookies.values()) {
            if (cookie.matches(url)) {
                matching.add(cookie);
            }
        }
        return matching;
    }

    /// What a request would bring along: an address that is asked for again with other cookies is no loop.
    synchronized String state() {
        TreeSet<String> state = new TreeSet<>();
        cookies.forEach((key, cookie) -> state.add(key + "=" + cookie.value()));
        return state.toString();
    }
}
