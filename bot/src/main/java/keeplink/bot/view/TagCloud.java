package keeplink.bot.view;

import java.awt.Color;
import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import keeplink.link.Tag;
import keeplink.search.TagTree;

/// Tags as a picture: each as large as it is much used (by the logarithm, so that one large tag leaves the others
/// legible), from the middle outward along a spiral. The same tags always give the same picture.
///
/// The best known library for it was looked at: kumo 1.28 brings RxJava 1 and a jsoup of 2019 along for what is a page
/// of Java 2D. Thread-safe.
public final class TagCloud {
    /// Tags that are drawn at most; more would be too small to read on a phone.
    private static final int MOST = 60;

    private static final int WIDTH = 1200;
    private static final int HEIGHT = 800;
    private static final int MARGIN = 24;
    private static final int SMALLEST = 24;
    private static final int LARGEST = 96;
    private static final int LONGEST = 24;

    /// Room around a word, in pixels.
    private static final int ROOM = 8;

    private static final Color PAPER = new Color(0xFAFAF7);
    private static final List<Color> INKS = IntStream.of(0x1F4E79, 0x2E7D5B, 0x8C4A2F, 0x5B4B8A, 0x7A6A1E, 0x3A3F47)
            .mapToObj(Color::new)
            .toList();

    private TagCloud() {}

    /// A word where it is drawn.
    private record Word(Shape shape, Rectangle2D box, Color ink) {}

    /// Whether this machine has any font to draw words with.
    public static boolean isPossible() {
        try {
            return GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames().length > 0;
        } catch (RuntimeException | LinkageError withoutFonts) {
            // a Java without the system's font libraries says so in several ways
            return false;
        }
    }

    /// The picture as PNG, empty where there are no tags.
    public static Optional<byte[]> png(List<TagTree.Entry> tags) {
        List<TagTree.Entry> drawn = tags.stream()
                .sorted(Comparator.comparing(TagTree.Entry::links, Comparator.reverseOrder())
                        .thenComparing(TagTree.Entry::tag))
                .limit(MOST)
                .toList();
        return drawn.isEmpty() ? Optional.empty() : Optional.of(png(arranged(drawn), PAPER));
    }

    private static List<Word> arranged(List<TagTree.Entry> tags) {
        double most = Math.log1p(tags.getFirst().links());
        double least = Math.log1p(tags.getLast().links());
        FontRenderContext context = new FontRenderContext(null, true, true);
        List<Word> words = new ArrayList<>();
        for (TagTree.Entry tag : tags) {
            double share = most == least ? 1 : (Math.log1p(tag.links()) - least) / (most - least);
            float size = (float) (SMALLEST + share * (LARGEST - SMALLEST));
            Shape shape = outline(tag.tag(), size, context);
            place(shape, words).ifPresent(at -> {
                Shape placed = AffineTransform.getTranslateInstance(at.getX(), at.getY())
                        .createTransformedShape(shape);
                words.add(new Word(placed, room(placed), INKS.get(words.size() % INKS.size())));
            });
        }
        return words;
    }

    /// A tag drawn around the origin, narrowed where it is wider than the picture.
    private static Shape outline(Tag tag, float size, FontRenderContext context) {
        String label = CardView.shortened(tag.toString(), LONGEST);
        Font font = new Font(Font.SANS_SERIF, Font.BOLD, 1).deriveFont(size);
        Shape shape = new TextLayout(label, font, context).getOutline(null);
        Rectangle2D bounds = shape.getBounds2D();
        double scale = Math.min(1, (WIDTH - 2.0 * MARGIN) / Math.max(1, bounds.getWidth()));
        AffineTransform centred = AffineTransform.getScaleInstance(scale, scale);
        centred.translate(-bounds.getCenterX(), -bounds.getCenterY());
        return new Area(centred.createTransformedShape(shape));
    }

    /// The first free place from the middle outward, empty where the picture is full.
    private static Optional<Point2D> place(Shape shape, List<Word> words) {
        Rectangle2D paper = new Rectangle2D.Double(MARGIN, MARGIN, WIDTH - 2.0 * MARGIN, HEIGHT - 2.0 * MARGIN);
        Rectangle2D box = room(shape);
        for (double turn = 0; turn < 600; turn += 0.1) {
            double x = WIDTH / 2.0 + turn * Math.cos(turn) * WIDTH / HEIGHT;
            double y = HEIGHT / 2.0 + turn * Math.sin(turn);
            Rectangle2D there = new Rectangle2D.Double(x + box.getX(), y + box.getY(), box.getWidth(), box.getHeight());
            if (paper.contains(there)
                    && words.stream().noneMatch(word -> word.box().intersects(there))) {
                return Optional.of(new Point2D.Double(x, y));
            }
        }
        return Optional.empty();
    }

    private static Rectangle2D room(Shape shape) {
        Rectangle2D bounds = shape.getBounds2D();
        return new Rectangle2D.Double(
                bounds.getX() - ROOM,
                bounds.getY() - ROOM,
                bounds.getWidth() + 2 * ROOM,
                bounds.getHeight() + 2 * ROOM);
    }

    private static byte[] png(List<Word> words, Color paper) {
        return Canvas.png(WIDTH, HEIGHT, paper, canvas -> {
            for (Word word : words) {
                canvas.setColor(word.ink());
                canvas.fill(word.shape());
            }
        });
    }
}
