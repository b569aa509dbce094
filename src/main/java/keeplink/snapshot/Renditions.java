package keeplink.snapshot;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Which picture stands in for the other sizes of it. Of the candidates a page offers for one picture a capture keeps
/// the one that suits its own screen; a browser with another screen asks an archive for another one.
public final class Renditions {
    private static final int MAX = 5_000;

    private Renditions() {}

    /// The addresses of pictures that were not kept, each with that of the same picture in a size that was.
    ///
    /// @param kept what was kept, by the addresses the page gives
    public static Map<String, String> of(Document page, String url, Set<String> kept) {
        Element stated = page.selectFirst("base[href]");
        String base = Addresses.base(url, stated == null ? null : stated.attr("href"));
        Map<String, String> others = new LinkedHashMap<>();
        for (Element image : page.select("img")) {
            Set<String> sizes = sizes(image, base);
            sizes.stream()
                    .filter(kept::contains)
                    .findFirst()
                    .ifPresent(stand -> sizes.stream()
                            .filter(size -> !kept.contains(size) && others.size() < MAX)
                            .forEach(size -> others.putIfAbsent(size, stand)));
        }
        return others;
    }

    private static Set<String> sizes(Element image, String base) {
        Set<String> sizes = new LinkedHashSet<>();
        Element parent = image.parent();
        if (parent != null && parent.nameIs("picture")) {
            parent.children().stream()
                    .filter(child -> child.nameIs("source"))
                    .forEach(source -> addCandidates(source, base, sizes));
        }
        addCandidates(image, base, sizes);
        add(base, image.attr("src"), sizes);
        return sizes;
    }

    private static void addCandidates(Element of, String base, Set<String> to) {
        Srcset.parse(of.attr("srcset")).forEach(candidate -> add(base, candidate.address(), to));
    }

    private static void add(String base, String address, Set<String> to) {
        String url = Addresses.ofFile(base, address);
        if (url != null && !url.startsWith("data:")) {
            to.add(Addresses.withoutFragment(url));
        }
    }
}
