package keeplink.snapshot;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import keeplink.page.Charsets;
import keeplink.page.Verdict;
import keeplink.snapshot.PageFiles.Got.File;
import org.jspecify.annotations.Nullable;

/// The second reading of a page: answers with references to what was got, and collects the resources they name.
final class Resolved implements References {
    /// A picture within its address that is no longer than this stays there: as a part it would cost more.
    private static final int SMALL = 1_024;

    private final PageFiles files;
    private final Wanted wanted;
    private final @Nullable Frames frames;
    private final String page;
    private final Map<BlobId, Resource> resources;
    private final Map<String, Optional<String>> references;
    private final Set<String> open = new HashSet<>();
    private final Map<String, String> symbolIds = new LinkedHashMap<>();
    private final StringBuilder symbols = new StringBuilder();

    Resolved(PageFiles files, Wanted wanted, Frames frames, String pageUrl) {
        this.files = files;
        this.wanted = wanted;
        this.frames = frames;
        page = Addresses.withoutFragment(pageUrl);
        resources = new LinkedHashMap<>();
        references = new HashMap<>();
    }

    /// The same for a page within the page, which has no further pages within.
    private Resolved(Resolved outer, String pageUrl) {
        files = outer.files;
        wanted = outer.wanted;
        frames = null;
        page = Addresses.withoutFragment(pageUrl);
        resources = outer.resources;
        references = outer.references;
    }

    /// What all references name, in the order of the page.
    Collection<Resource> resources() {
        return resources.values();
    }

    /// Pieces of other SVG documents that are drawn in this page, as an element that is not seen itself.
    String symbols() {
        return symbols.isEmpty()
                ? ""
                : "<svg width=\"0\" height=\"0\" style=\"position:absolute\" aria-hidden=\"true\">" + symbols
                        + "</svg>";
    }

    @Override
    public @Nullable String picture(List<String> addresses) {
        for (String address : addresses) {
            String reference = remembered("picture " + Addresses.withoutFragment(address), () -> pictureOf(address));
            if (reference != null) {
                String fragment = Addresses.fragment(address);
                // Which part of a drawing is shown; anything but a plain name would need escaping in too many places.
                return address.startsWith("data:") || !fragment.matches("#[A-Za-z0-9_.-]{1,100}")
                        ? reference
                        : reference + fragment;
            }
        }
        return null;
    }

    private Optional<String> pictureOf(String address) {
        if (address.startsWith("data:") && address.length() <= SMALL) {
            Optional<String> small = InlineReferences.picture(address, SMALL);
            if (small.isPresent()) {
                return small;
            }
        }
        if (!(files.of(address) instanceof File file)) {
            return Optional.empty();
        }
        return MediaTypes.picture(file.bytes()).flatMap(type -> {
            Optional<byte[]> bytes =
                    type.equals("image/svg+xml") ? SvgFile.clean(file.bytes()) : Optional.of(file.bytes());
            return bytes.map(kept -> BlobReference.address(add(address, type, kept)));
        });
    }

    @Override
    public @Nullable String sheet(String address) {
        String url = Addresses.withoutFragment(address);
        if (!open.add(url)) {
            return null;
        }
        try {
            return remembered("sheet " + url, () -> sheetOf(url));
        } finally {
            open.remove(url);
        }
    }

    private Optional<String> sheetOf(String url) {
        if (!(files.of(url) instanceof File file) || !PageFiles.isSheet(file)) {
            return Optional.empty();
        }
        String css = StyleRewriter.sheet(text(file, wanted.encoding()), base(url, file), this);
        return Optional.of(BlobReference.sheet(add(url, "text/css", css.getBytes(StandardCharsets.UTF_8))));
    }

    /// What a sheet's own addresses refer to; one within an address has nothing relative to refer to.
    static String base(String url, File file) {
        return file.url().isEmpty() ? url : file.url();
    }

    /// The characters of a sheet (CSS Syntax Module Level 3, section 3.2).
    ///
    /// @param page the encoding of the page, in which a sheet that says nothing is written
    static String text(File file, Charset page) {
        byte[] bytes = file.bytes();
        String head = new String(bytes, 0, Math.min(bytes.length, 64), StandardCharsets.ISO_8859_1);
        int end = head.indexOf("\";");
        boolean declares = !file.contentType().contains("charset") && head.startsWith("@charset \"") && end > 0;
        String contentType = file.contentType();
        if (declares) {
            contentType = "text/css; charset=" + head.substring(10, end);
        } else if (!contentType.contains("charset") && !page.equals(StandardCharsets.UTF_8)) {
            contentType = "text/css; charset=" + page.name();
        }
        return Charsets.decode(bytes, contentType).text();
    }

    @Override
    public @Nullable String font(FontFace face) {
        if (!wanted.isUsed(face)) {
            return null;
        }
        for (String address : face.addresses()) {
            String reference = remembered("font " + Addresses.withoutFragment(address), () -> fontOf(address));
            if (reference != null) {
                return reference;
            }
        }
        return null;
    }

    private Optional<String> fontOf(String address) {
        if (!(files.of(address) instanceof File file)) {
            return Optional.empty();
        }
        return MediaTypes.font(file.bytes()).map(type -> BlobReference.address(add(address, type, file.bytes())));
    }

    @Override
    public @Nullable String frame(Frame frame) {
        Frames.Page read = frames == null ? null : frames.of(frame);
        if (read == null) {
            return null;
        }
        return remembered("frame " + frame, () -> {
            Resolved inner = new Resolved(this, read.url());
            PageOutput html = PageOutput.document();
            new PageWriter(read.document(), read.url(), inner, html).document(read.document(), inner::symbols);
            return Optional.of(BlobReference.address(add(frame.address(), "text/html", html.take())));
        });
    }

    @Override
    public @Nullable String media(List<String> addresses) {
        for (String address : addresses) {
            if (files.of(address) instanceof File file) {
                Optional<String> type = MediaTypes.media(file.bytes());
                if (type.isPresent()) {
                    return BlobReference.address(add(address, type.get(), file.bytes()));
                }
            }
        }
        return null;
    }

    @Override
    public @Nullable String symbol(String address) {
        if (symbolIds.containsKey(address)) {
            return symbolIds.get(address);
        }
        if (!(files.of(address) instanceof File file)) {
            return null;
        }
        String id = "keeplink-symbol-" + (symbolIds.size() + 1);
        Optional<String> symbol =
                SvgFile.symbol(file.bytes(), Addresses.fragment(address).substring(1), id);
        symbol.ifPresent(found -> {
            symbols.append(found);
            symbolIds.put(address, id);
        });
        return symbol.isPresent() ? id : null;
    }

    /// Not computeIfAbsent: finding out what stands for a sheet asks for what stands for others.
    private @Nullable String remembered(String key, Supplier<Optional<String>> find) {
        Optional<String> known = references.get(key);
        if (known == null) {
            known = find.get();
            references.put(key, known);
        }
        return known.orElse(null);
    }

    private BlobId add(String address, String mediaType, byte[] bytes) {
        Resource resource = Resource.of(address, mediaType, bytes);
        resources.putIfAbsent(resource.id(), resource);
        return resource.id();
    }

    @Override
    public void fontUsed(String family) {}

    @Override
    public void shown(String text) {}

    @Override
    public void leftOut(Verdict.What what, String address) {}

    @Override
    public boolean keepsPrint() {
        return wanted.keepsPrint();
    }

    @Override
    public boolean isPage(String address) {
        return address.equals(page);
    }
}
