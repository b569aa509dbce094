package keeplink.snapshot;

import java.util.List;
import java.util.Optional;
import keeplink.page.Verdict;
import org.jspecify.annotations.Nullable;

/// References of a file that must stand by itself: what is within the address itself stays, all else goes.
final class InlineReferences implements References {
    private static final int MAX_LENGTH = 4_000_000;

    /// A picture of dots that is within its address, written anew; empty for anything else.
    static Optional<String> picture(String address, int maxLength) {
        return DataAddress.read(address, maxLength)
                .flatMap(data -> MediaTypes.picture(data.bytes())
                        .filter(type -> !type.equals("image/svg+xml"))
                        .map(type -> DataAddress.write(type, data.bytes())));
    }

    @Override
    public @Nullable String picture(List<String> addresses) {
        return picture(addresses.getFirst(), MAX_LENGTH).orElse(null);
    }

    @Override
    public @Nullable String sheet(String address) {
        return null;
    }

    @Override
    public @Nullable String font(FontFace face) {
        return DataAddress.read(face.addresses().getFirst(), MAX_LENGTH)
                .flatMap(data -> MediaTypes.font(data.bytes()).map(type -> DataAddress.write(type, data.bytes())))
                .orElse(null);
    }

    @Override
    public @Nullable String symbol(String address) {
        return null;
    }

    @Override
    public @Nullable String frame(Frame frame) {
        return null;
    }

    @Override
    public @Nullable String media(List<String> addresses) {
        return null;
    }

    @Override
    public void fontUsed(String family) {}

    @Override
    public void shown(String text) {}

    @Override
    public void leftOut(Verdict.What what, String address) {}

    @Override
    public boolean keepsPrint() {
        return false;
    }

    @Override
    public boolean isPage(String address) {
        return false;
    }
}
