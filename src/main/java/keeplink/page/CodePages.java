package keeplink.page;

import java.nio.charset.Charset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The code pages and character sets that documents of Windows name by number.
final class CodePages {
    static final Charset WESTERN = Charset.forName("windows-1252");

    /// Those that are not called `windows-` or `IBM` and their number.
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(874, "x-windows-874"),
            Map.entry(932, "windows-31j"),
            Map.entry(936, "GB18030"),
            Map.entry(949, "x-windows-949"),
            Map.entry(950, "x-windows-950"),
            Map.entry(1361, "x-Johab"),
            Map.entry(10_000, "x-MacRoman"),
            Map.entry(10_001, "Shift_JIS"),
            Map.entry(10_007, "x-MacCyrillic"),
            Map.entry(20_866, "KOI8-R"),
            Map.entry(21_866, "KOI8-U"),
            Map.entry(54_936, "GB18030"),
            Map.entry(65_001, "UTF-8"));

    /// The code pages of the `fcharset` of fonts.
    private static final Map<Integer, Integer> OF_FONTS = Map.ofEntries(
            Map.entry(0, 1252),
            Map.entry(2, 1252),
            Map.entry(77, 10_000),
            Map.entry(128, 932),
            Map.entry(129, 949),
            Map.entry(130, 1361),
            Map.entry(134, 936),
            Map.entry(136, 950),
            Map.entry(161, 1253),
            Map.entry(162, 1254),
            Map.entry(163, 1258),
            Map.entry(177, 1255),
            Map.entry(178, 1256),
            Map.entry(186, 1257),
            Map.entry(204, 1251),
            Map.entry(222, 874),
            Map.entry(238, 1250),
            Map.entry(254, 437));

    private CodePages() {}

    /// Western where nobody knows the number.
    static Charset of(int number) {
        for (String name : new String[] {NAMES.getOrDefault(number, "windows-" + number), "IBM" + number}) {
            if (Charset.isSupported(name)) {
                return Charset.forName(name);
            }
        }
        return WESTERN;
    }

    /// Null where the font leaves it to the document.
    static @Nullable Charset ofFont(int number) {
        Integer page = OF_FONTS.get(number);
        return page == null ? null : of(page);
    }
}
