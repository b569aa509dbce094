package keeplink.page;

import java.util.List;

/// Which heuristics are on. Where little comes out, they are taken off one after the other.
///
/// @param withoutUnlikely elements whose names promise no article are left out at once
/// @param weighNames good and bad names count
/// @param cleanByRatios blocks of links, inputs and pictures are taken out of the article
/// @param hiddenToo what the page hides is looked at as well
record Strictness(boolean withoutUnlikely, boolean weighNames, boolean cleanByRatios, boolean hiddenToo) {
    static final Strictness FULL = new Strictness(true, true, true, false);
    static final Strictness HIDDEN_TOO = new Strictness(true, true, true, true);
    static final List<Strictness> LADDER = List.of(
            new Strictness(false, true, true, false),
            new Strictness(false, false, true, false),
            new Strictness(false, false, false, false));
}
