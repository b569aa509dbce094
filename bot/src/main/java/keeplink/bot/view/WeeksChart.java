package keeplink.bot.view;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/// Bars of how much was kept week by week, as a picture: above each its number, below it the day its week began.
/// The digits are drawn dot by dot, so that it needs no font of the machine and looks the same everywhere.
/// Thread-safe.
public final class WeeksChart {
    private static final int WIDTH = 1_000;
    private static final int HEIGHT = 520;
    private static final int MARGIN = 30;
    private static final int BASE = HEIGHT - 70;
    private static final int TOP = 80;
    private static final double BAR = 0.62;

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

    private WeeksChart() {}

    /// The picture as PNG.
    ///
    /// @param weeks links kept in each week, the oldest first, at least one
    /// @param end the day the last week ends on
    public static byte[] png(int[] weeks, LocalDate end) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        try {
            canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            canvas.setColor(PAPER);
            canvas.fillRect(0, 0, WIDTH, HEIGHT);
            draw(canvas, weeks, end);
        } finally {
            canvas.dispose();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void draw(Graphics2D canvas, int[] weeks, LocalDate end) {
        int most = 1;
        for (int week : weeks) {
            most = Math.max(most, week);
        }
        double step = (WIDTH - 2.0 * MARGIN) / weeks.length;
        for (int i = 0; i < weeks.length; i++) {
            double middle = MARGIN + (i + 0.5) * step;
            double height = (BASE - TOP) * (double) weeks[i] / most;
            canvas.setColor(i == weeks.length - 1 ? LATEST : PAST);
            // an empty week has a line to stand on
            double tall = Math.max(4, height);
            canvas.fill(new RoundRectangle2D.Double(middle - step * BAR / 2, BASE - tall, step * BAR, tall, 12, 12));
            canvas.setColor(INK);
            write(canvas, Integer.toString(weeks[i]), middle, BASE - height - 38, 3.6, step);
            LocalDate begin = end.minusWeeks(weeks.length - (long) i);
            String day = "%02d-%02d".formatted(begin.getMonthValue(), begin.getDayOfMonth());
            write(canvas, day, middle, BASE + 22, 2.4, step);
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
