package keeplink.bot.view;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import java.util.Map;

/// Bars as a picture: above each its number, below it a label of digits and dashes. Both are drawn dot by dot,
/// so that they need no font of the machine and look the same everywhere; a title is written where the machine
/// has a font for it. The paper is light in a light chat and in a dark one. Thread-safe.
final class BarChart {
    private static final int WIDTH = 1_000;
    private static final int HEIGHT = 520;
    private static final int MARGIN = 30;
    private static final int BASE = HEIGHT - 70;
    private static final int TOP = 80;
    private static final double BAR = 0.62;
    private static final int TITLE_SIZE = 34;
    private static final int TITLE_LINE = 58;
    private static final int TITLE_ROOM = 60;

    private static final Color PAPER = new Color(0xFAFAF7);
    private static final Color INK = new Color(0x3A3F47);
    private static final Color PAST = new Color(0x9DB8D2);
    private static final Color LATEST = new Color(0x1F4E79);

    /// Rows of dots.
    private static final Map<Character, List<String>> DIGITS = Map.ofEntries(
            Map.entry('0', List.of(" ## ", "#  #", "#  #", "#  #", "#  #", "#  #", " ## ")),
            Map.entry('1', List.of("  # ", " ## ", "  # ", "  # ", "  # ", "  # ", " ###")),
            Map.entry('2', List.of(" ## ", "#  #", "   #", "  # ", " #  ", "#   ", "####")),
            Map.entry('3', List.of(" ## ", "#  #", "   #", " ## ", "   #", "#  #", " ## ")),
            Map.entry('4', List.of("#  #", "#  #", "#  #", "####", "   #", "   #", "   #")),
            Map.entry('5', List.of("####", "#   ", "### ", "   #", "   #", "#  #", " ## ")),
            Map.entry('6', List.of(" ## ", "#   ", "### ", "#  #", "#  #", "#  #", " ## ")),
            Map.entry('7', List.of("####", "   #", "  # ", "  # ", " #  ", " #  ", " #  ")),
            Map.entry('8', List.of(" ## ", "#  #", "#  #", " ## ", "#  #", "#  #", " ## ")),
            Map.entry('9', List.of(" ## ", "#  #", "#  #", " ###", "   #", "   #", " ## ")),
            Map.entry('-', List.of("    ", "    ", "    ", " ## ", "    ", "    ", "    ")));

    private static final int DIGIT_WIDTH = 4;
    private static final int DIGIT_HEIGHT = 7;

    private BarChart() {}

    /// A bar.
    ///
    /// @param label digits and dashes
    /// @param value at least 0
    record Bar(String label, int value) {}

    /// The picture as PNG, without a title.
    ///
    /// @param bars from left to right, at least one; the last one stands out
    static byte[] png(List<Bar> bars) {
        return png(bars, "");
    }

    /// The picture as PNG.
    static byte[] png(List<Bar> bars, String title) {
        return Canvas.png(
                WIDTH, HEIGHT, PAPER, canvas -> draw(canvas, bars, title(canvas, title) ? TOP + TITLE_ROOM : TOP));
    }

    /// Writes the title where there is one and a font for it; says whether it did.
    private static boolean title(Graphics2D canvas, String title) {
        if (title.isBlank() || !TagCloud.isPossible()) {
            return false;
        }
        Font font = new Font(Font.SANS_SERIF, Font.BOLD, TITLE_SIZE);
        if (font.canDisplayUpTo(title) >= 0) {
            return false;
        }
        Shape words = new TextLayout(title, font, canvas.getFontRenderContext()).getOutline(null);
        double scale = Math.min(1, (WIDTH - 2.0 * MARGIN) / words.getBounds2D().getWidth());
        AffineTransform place = AffineTransform.getTranslateInstance(MARGIN, TITLE_LINE);
        place.scale(scale, scale);
        canvas.setColor(INK);
        canvas.fill(place.createTransformedShape(words));
        return true;
    }

    private static void draw(Graphics2D canvas, List<Bar> bars, int top) {
        int most = Math.max(1, bars.stream().mapToInt(Bar::value).max().orElse(0));
        double step = (WIDTH - 2.0 * MARGIN) / bars.size();
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double middle = MARGIN + (i + 0.5) * step;
            double height = (BASE - top) * (double) bar.value() / most;
            canvas.setColor(i == bars.size() - 1 ? LATEST : PAST);
            // one of nothing has a line to stand on
            double tall = Math.max(4, height);
            canvas.fill(new RoundRectangle2D.Double(middle - step * BAR / 2, BASE - tall, step * BAR, tall, 12, 12));
            canvas.setColor(INK);
            write(canvas, Integer.toString(bar.value()), middle, BASE - height - 38, 3.6, step);
            write(canvas, bar.label(), middle, BASE + 22, 2.4, step);
        }
    }

    /// Writes around a middle, with dots of a size, smaller where there is no room.
    private static void write(Graphics2D canvas, String text, double middle, double top, double size, double room) {
        int columns = text.length() * (DIGIT_WIDTH + 1) - 1;
        double dot = Math.min(size, room * 0.9 / columns);
        double left = middle - columns * dot / 2;
        double below = top + (size - dot) * DIGIT_HEIGHT;
        for (char digit : text.toCharArray()) {
            List<String> rows = DIGITS.getOrDefault(digit, List.of());
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < DIGIT_WIDTH; column++) {
                    if (rows.get(row).charAt(column) == '#') {
                        canvas.fill(
                                new Ellipse2D.Double(left + column * dot, below + row * dot, dot * 1.15, dot * 1.15));
                    }
                }
            }
            left += (DIGIT_WIDTH + 1) * dot;
        }
    }
}
