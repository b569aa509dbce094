package keeplink.snapshot;

import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/// What a person sees of a page that is open in a browser.
///
/// @param boxes every element with text of its own and everything that is no text, each with its place, colour and font
record Look(String title, String text, List<String> boxes, BufferedImage picture) {
    private static final String BOXES = """
        () => {
          const shown = ['IMG', 'VIDEO', 'IFRAME', 'INPUT', 'TEXTAREA', 'SELECT', 'BUTTON', 'OBJECT', 'EMBED', 'svg', 'image', 'use', 'math'];
          const round = number => Math.round(number * 10) / 10;
          return [...document.body.querySelectorAll('*')].flatMap(element => {
            const box = element.getBoundingClientRect();
            const style = getComputedStyle(element);
            const own = element.tagName == 'OBJECT' ? '' : [...element.childNodes].filter(node => node.nodeType == 3).map(node => node.data.trim()).join('');
            const missing = element.naturalWidth == 0 ? 'missing' : '';
            const drawn = own || shown.includes(element.tagName) || style.backgroundImage != 'none';
            return drawn && box.width > 1 && box.height > 1 && style.visibility == 'visible'
              ? [[own.slice(0, 40), missing, [box.x, box.y + scrollY, box.width, box.height].map(round).join(' '),
                  own && [style.color, style.fontSize, style.fontFamily].join(' '), getComputedStyle(element, '::before').content.replace(/(image-set\\()?url\\([^)]*\\).*/, 'picture')].join('|')]
              : [];
          });
        }\
        """;

    /// In pixels; browsers draw no taller pictures well.
    private static final double TALLEST = 8_000;

    static Look of(Page page) {
        page.waitForFunction("[...document.images].every(image => image.complete)");
        page.evaluate("document.fonts.ready");
        return new Look(
                page.title(),
                page.innerText("body").strip(),
                ((List<?>) page.evaluate(BOXES)).stream().map(Object::toString).toList(),
                decode(page.screenshot(
                        new Page.ScreenshotOptions().setFullPage(true).setClip(0, 0, width(page), height(page)))));
    }

    private static double width(Page page) {
        return page.viewportSize().width;
    }

    private static double height(Page page) {
        Number height = (Number) page.evaluate("document.documentElement.scrollHeight");
        // a page that hides itself has none
        return Math.clamp(height.doubleValue(), 1, TALLEST);
    }

    private static BufferedImage decode(byte[] png) {
        try {
            return ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException neverFromMemory) {
            throw new UncheckedIOException(neverFromMemory);
        }
    }

    /// The share of points that are not the same in both pictures, 0 to 1.
    double differsBy(Look other) {
        int width = Math.max(picture.getWidth(), other.picture.getWidth());
        int height = Math.max(picture.getHeight(), other.picture.getHeight());
        long different = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                different += at(picture, x, y) == at(other.picture, x, y) ? 0 : 1;
            }
        }
        return (double) different / ((long) width * height);
    }

    private static int at(BufferedImage picture, int x, int y) {
        return x < picture.getWidth() && y < picture.getHeight() ? picture.getRGB(x, y) : 0;
    }
}
