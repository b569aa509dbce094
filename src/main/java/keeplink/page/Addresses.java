package keeplink.page;

import java.util.Locale;
import okhttp3.HttpUrl;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Makes the addresses in a page absolute, as the URL Standard resolves them against `<base href>` or the page's
/// own.
final class Addresses {
    private final @Nullable HttpUrl base;

    /// @param url where the page came from
    Addresses(Document page, String url) {
        HttpUrl own = HttpUrl.parse(url);
        Element base = page.selectFirst("base[href]");
        HttpUrl stated = base == null
                ? null
                : own == null
                        ? HttpUrl.parse(base.attr("href"))
                        : own.resolve(base.attr("href").strip());
        this.base = stated == null ? own : stated;
    }

    /// An address that is absolute, and `http` or `https`; null for any other and for what is none.
    static @Nullable String orNull(@Nullable String address) {
        HttpUrl absolute = address == null || address.length() > Metadata.MAX_ADDRESS ? null : HttpUrl.parse(address);
        return absolute == null ? null : absolute.toString();
    }

    /// An absolute `http` or `https` address, or null for any other and for what is none.
    @Nullable
    String absolute(@Nullable String address) {
        if (address == null || address.isBlank() || address.length() > Metadata.MAX_ADDRESS) {
            return null;
        }
        String bare = address.strip();
        HttpUrl resolved = base == null ? HttpUrl.parse(bare) : base.resolve(bare);
        return resolved == null || resolved.toString().length() > Metadata.MAX_ADDRESS ? null : resolved.toString();
    }

    /// Where a link leads, `mailto:` included.
    @Nullable
    String link(String address) {
        String bare = address.strip();
        if (bare.regionMatches(true, 0, "mailto:", 0, 7) && bare.length() <= 300) {
            return bare;
        }
        return absolute(bare);
    }

    /// The picture an `<img>` means: a lazily loaded one stands in another attribute while `src` holds a
    /// placeholder.
    @Nullable
    String picture(Element image) {
        for (String lazy : new String[] {
            "data-src",
            "data-original",
            "data-actualsrc",
            "data-lazy-src",
            "data-original-src",
            "data-url",
            "data-hi-res-src"
        }) {
            String address = absolute(image.attr(lazy));
            if (address != null) {
                return address;
            }
        }
        String plain = image.attr("src").strip();
        boolean data = plain.regionMatches(true, 0, "data:", 0, 5);
        String src = data ? null : absolute(plain);
        if (src != null && !plain.toLowerCase(Locale.ROOT).contains("blank.gif")) {
            return src;
        }
        for (String set : new String[] {"srcset", "data-srcset", "data-lazy-srcset"}) {
            String address = absolute(firstOf(image.attr(set)));
            if (address != null) {
                return address;
            }
        }
        return src == null && data && isPicture(plain) ? plain : src;
    }

    private static boolean isPicture(String data) {
        return data.length() > 300
                && data.length() < 200_000
                && data.matches("(?is)data:image/(?:png|jpe?g|gif|webp|avif);base64,[a-z0-9+/=\\s]++");
    }

    private static String firstOf(String srcset) {
        String bare = srcset.strip();
        int end = 0;
        while (end < bare.length() && end < Metadata.MAX_ADDRESS && !Character.isWhitespace(bare.charAt(end))) {
            end++;
        }
        String address = bare.substring(0, end);
        return address.endsWith(",") ? address.substring(0, address.length() - 1) : address;
    }
}
