package keeplink.page;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Finds the element that holds a text the page gives in its JSON-LD: the innermost that has samples from all
/// over it.
final class DescribedElement {
    private static final int SAMPLES = 5;
    private static final int SAMPLE = 24;
    private static final int MAX_LEVELS = 60;
    private static final int MAX_TEXT = 1_000_000;

    private DescribedElement() {}

    static @Nullable Element find(Element page, String described) {
        List<String> samples = samples(described);
        String whole = bare(page);
        samples.removeIf(sample -> !whole.contains(sample));
        if (samples.size() < 3) {
            return null;
        }
        Element at = page;
        for (int level = 0; level < MAX_LEVELS; level++) {
            Element inner = childWith(at, samples, Math.min(described.length(), MAX_TEXT) / 2);
            if (inner == null) {
                return at.equals(page) ? null : at;
            }
            at = inner;
        }
        return at;
    }

    private static @Nullable Element childWith(Element element, List<String> samples, int least) {
        for (Element child = element.firstElementChild(); child != null; child = child.nextElementSibling()) {
            if (child.childNodeSize() == 0) {
                continue;
            }
            String text = bare(child);
            if (text.length() >= least && samples.stream().allMatch(text::contains)) {
                return child;
            }
        }
        return null;
    }

    private static List<String> samples(String described) {
        String bare = Texts.bare(described.length() > MAX_TEXT ? described.substring(0, MAX_TEXT) : described);
        List<String> samples = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            int from = (bare.length() - SAMPLE) * i / SAMPLES;
            if (from >= 0 && from + SAMPLE <= bare.length()) {
                samples.add(bare.substring(from, from + SAMPLE));
            }
        }
        return samples;
    }

    private static String bare(Element element) {
        String text = element.text();
        return Texts.bare(text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text);
    }
}
