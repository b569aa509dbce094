package keeplink.snapshot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// The candidates of a `srcset` attribute (HTML standard, section 4.8.4.3.10 "Parsing a srcset attribute").
final class Srcset {
    /// The widest picture worth keeping, in pixels: enough for a page on a large screen.
    static final int WIDEST = 1_600;

    private static final int MAX_CANDIDATES = 200;
    private static final int MAX_SLOT = 10_000;
    private static final String SPACE = " \t\n\f\r";

    private Srcset() {}

    /// One candidate.
    ///
    /// @param width in pixels as the page states it, 0 where it states none
    /// @param density pixels per CSS pixel, 1 where the page states none
    record Candidate(String address, int width, double density) {
        /// How the candidate is described, empty for one that is made for an ordinary screen.
        String descriptor() {
            return width > 0 ? width + "w" : density == 1 ? "" : density + "x";
        }
    }

    /// Reads the attribute; candidates whose descriptors are invalid are left out. Linear, and ends after 200.
    static List<Candidate> parse(String srcset) {
        List<Candidate> candidates = new ArrayList<>();
        int at = 0;
        while (candidates.size() < MAX_CANDIDATES) {
            while (at < srcset.length() && (isSpace(srcset.charAt(at)) || srcset.charAt(at) == ',')) {
                at++;
            }
            int start = at;
            while (at < srcset.length() && !isSpace(srcset.charAt(at))) {
                at++;
            }
            if (start == at) {
                break;
            }
            String address = srcset.substring(start, at);
            String descriptors = "";
            if (address.endsWith(",")) {
                int end = address.length();
                while (end > 0 && address.charAt(end - 1) == ',') {
                    end--;
                }
                address = address.substring(0, end);
            } else {
                start = at;
                int open = 0;
                while (at < srcset.length() && (open > 0 || srcset.charAt(at) != ',')) {
                    open += srcset.charAt(at) == '(' ? 1 : srcset.charAt(at) == ')' ? -1 : 0;
                    at++;
                }
                descriptors = srcset.substring(start, at);
            }
            candidate(address, descriptors, candidates);
        }
        return candidates;
    }

    private static void candidate(String address, String descriptors, List<Candidate> to) {
        int width = 0;
        double density = 1;
        for (String descriptor : descriptors.strip().toLowerCase(Locale.ROOT).split("\\s+", 8)) {
            try {
                if (descriptor.endsWith("w")) {
                    width = Integer.parseInt(descriptor.substring(0, descriptor.length() - 1));
                } else if (descriptor.endsWith("x")) {
                    density = Double.parseDouble(descriptor.substring(0, descriptor.length() - 1));
                } else if (!descriptor.isEmpty() && !descriptor.endsWith("h")) {
                    return;
                }
            } catch (NumberFormatException invalid) {
                return;
            }
        }
        if (width >= 0 && density > 0 && !address.isEmpty()) {
            to.add(new Candidate(address, width, density));
        }
    }

    /// The candidates, the one that suits best first.
    ///
    /// @param slot how wide the picture is shown, in CSS pixels, 0 where that is not known
    static List<Candidate> byFit(List<Candidate> candidates, int slot) {
        int wanted = slot > 0 ? Math.min(WIDEST, 2 * slot) : WIDEST;
        return candidates.stream()
                .sorted(Comparator.comparingDouble(candidate -> misfit(candidate, wanted)))
                .toList();
    }

    /// Wide enough and no wider than needed is best; then what comes nearest from below; what is larger than
    /// sensible last. Where only densities are known, an ordinary screen's is best.
    private static double misfit(Candidate candidate, int wanted) {
        if (candidate.width() == 0) {
            return candidate.density() >= 1 ? candidate.density() : 100 - candidate.density();
        }
        int width = candidate.width();
        if (width > WIDEST) {
            return 1e6 + width;
        }
        return width >= wanted ? width - wanted : 1e4 + (wanted - width);
    }

    /// How wide a picture is shown on a [Screen], by its `sizes` attribute: the length after the first condition
    /// that is met (HTML standard, section 4.8.4.3.9); 0 where it does not say so.
    static int slot(String sizes) {
        for (CssTokens size : CssTokens.of(sizes).byCommas()) {
            OptionalDouble length = CssLength.read(size.last());
            if (MediaQuery.meets(size.withoutLast()) && length.isPresent()) {
                return (int) Math.clamp(length.getAsDouble(), 0, MAX_SLOT);
            }
        }
        return 0;
    }

    private static boolean isSpace(char c) {
        return SPACE.indexOf(c) >= 0;
    }
}
