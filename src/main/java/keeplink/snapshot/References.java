package keeplink.snapshot;

import java.util.List;
import keeplink.page.Verdict;
import org.jspecify.annotations.Nullable;

/// What is put in place of the addresses a page and its style sheets refer to.
///
/// A page is read twice: once to learn what it refers to, once to write it with what was got. Both readings ask
/// the same
/// questions in the same order. Addresses given are absolute `http`, `https` or `data:` ones.
interface References {
    /// What stands for a picture; null where there is none.
    ///
    /// @param addresses where it may come from, best first, at least one
    @Nullable
    String picture(List<String> addresses);

    /// The same for one that a style sheet refers to, most of which only adorn what they are behind.
    default @Nullable String background(String address) {
        return picture(List.of(address));
    }

    /// What stands for a style sheet; null where there is none.
    @Nullable
    String sheet(String address);

    /// What stands for a font; null where there is none or nothing is written in it.
    @Nullable
    String font(FontFace face);

    /// What stands for a page within the page; null where there is none, and in a page within a page.
    @Nullable
    String frame(Frame frame);

    /// What stands for a film or sound; null where there is none or it is too large.
    ///
    /// @param addresses where it may come from, best first, at least one
    @Nullable
    String media(List<String> addresses);

    /// A font family something is written in.
    void fontUsed(String family);

    /// Characters that are shown.
    void shown(String text);

    /// The id, within the page, of a piece of another SVG document; null where there is none.
    ///
    /// @param address with the piece's id as fragment
    @Nullable
    String symbol(String address);

    /// Something of the page is left out on purpose: a frame, a film.
    void leftOut(Verdict.What what, String address);

    /// Whether styles for print are kept: a screen shows the page without them.
    boolean keepsPrint();

    /// Whether an address, less its fragment, is the page itself.
    boolean isPage(String address);
}
