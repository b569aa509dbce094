package keeplink.snapshot;

import java.nio.charset.Charset;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import keeplink.page.Verdict;
import org.jspecify.annotations.Nullable;

/// The first reading of a page: remembers what it refers to, in the order in which it does.
final class Wanted implements References {
    private final Set<String> sheets = new LinkedHashSet<>();
    private final Set<List<String>> pictures = new LinkedHashSet<>();
    private final Set<String> backgrounds = new LinkedHashSet<>();
    private final Set<List<String>> media = new LinkedHashSet<>();
    private final Set<String> symbols = new LinkedHashSet<>();
    private final Set<Frame> frames = new LinkedHashSet<>();
    private final Set<FontFace> faces = new LinkedHashSet<>();
    private final Set<String> families = new HashSet<>();
    private final BitSet characters = new BitSet();
    private final Map<Verdict.What, Set<String>> leftOut = new EnumMap<>(Verdict.What.class);
    private final SnapshotMaker.Wishes wishes;
    private String page;
    private boolean withinFrame;

    Wanted(String pageUrl, SnapshotMaker.Wishes wishes) {
        page = Addresses.withoutFragment(pageUrl);
        this.wishes = wishes;
    }

    /// The encoding of the page.
    Charset encoding() {
        return wishes.encoding();
    }

    /// From here on it is the page of a frame that is read.
    void enterFrame(String url) {
        page = Addresses.withoutFragment(url);
        withinFrame = true;
    }

    @Override
    public @Nullable String frame(Frame frame) {
        if (withinFrame) {
            leftOut(Verdict.What.FRAMES, frame.address());
        } else {
            frames.add(frame);
        }
        return null;
    }

    @Override
    public @Nullable String media(List<String> addresses) {
        media.add(addresses);
        return null;
    }

    @Override
    public @Nullable String picture(List<String> addresses) {
        pictures.add(addresses);
        return null;
    }

    @Override
    public @Nullable String background(String address) {
        backgrounds.add(address);
        return null;
    }

    @Override
    public @Nullable String sheet(String address) {
        sheets.add(Addresses.withoutFragment(address));
        return null;
    }

    @Override
    public @Nullable String font(FontFace face) {
        faces.add(face);
        return null;
    }

    @Override
    public @Nullable String symbol(String address) {
        symbols.add(address);
        return null;
    }

    @Override
    public void fontUsed(String family) {
        families.add(FontFace.comparable(family));
    }

    @Override
    public void shown(String text) {
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            characters.set(character);
            i += Character.charCount(character);
        }
    }

    @Override
    public void leftOut(Verdict.What what, String address) {
        leftOut.computeIfAbsent(what, first -> new HashSet<>()).add(address);
    }

    @Override
    public boolean keepsPrint() {
        return wishes.printStyles();
    }

    @Override
    public boolean isPage(String address) {
        return address.equals(page);
    }

    Set<String> sheets() {
        return sheets;
    }

    Set<List<String>> pictures() {
        return pictures;
    }

    /// The pictures only style sheets refer to.
    List<List<String>> backgrounds() {
        return backgrounds.stream()
                .map(List::of)
                .filter(address -> !pictures.contains(address))
                .toList();
    }

    Set<List<String>> media() {
        return media;
    }

    Set<String> symbols() {
        return symbols;
    }

    Set<Frame> frames() {
        return frames;
    }

    /// The fonts something is written in.
    List<FontFace> fonts() {
        return faces.stream().filter(this::isUsed).toList();
    }

    boolean isUsed(FontFace face) {
        return families.contains(face.family()) && face.covers(characters);
    }

    Map<Verdict.What, Set<String>> leftOut() {
        return leftOut;
    }
}
