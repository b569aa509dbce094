package keeplink.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/// Pages put together by chance of everything that shows something from another address, written in all the ways
/// such addresses are written. The same seed gives the same page. One page each; not safe for many threads.
final class RandomPages {
    static final String ADDRESS = "https://site.example/news/page.html";

    private static final int PICTURES = 40;
    private static final Pattern PICTURE =
            Pattern.compile("https://site.example/files/p(\\d+)(?:@([\\d.]+)([xw]))?\\.png");
    private static final List<String> CLASSES = List.of("a", "b", "c", "d", "e", "f");
    private static final List<String> MEDIA = List.of(
            "screen",
            "all",
            "print",
            "(min-width: 600px)",
            "(max-width:300px)",
            "screen and (min-width:20em)",
            "not print",
            "not all",
            "(width >= 500px)",
            "(orientation:landscape)",
            "(prefers-color-scheme: dark)",
            "only screen",
            "print, screen",
            "(min-resolution: 2dppx)");
    private static final List<String> SUPPORTS = List.of(
            "(display:grid)", "(display: flux)", "not (display:flux)", "selector(a > b)", "(a:b) or (color:red)");

    private final Random random;
    private final FakeSite site = new FakeSite(RandomPages::picture);
    private int sheets;
    private int frames;

    RandomPages(long seed) {
        random = new Random(seed);
    }

    /// The site that has the page at [#ADDRESS], and all it needs.
    FakeSite site() {
        site.with(at("s.svg"), "image/svg+xml", """
            <svg xmlns="http://www.w3.org/2000/svg" width="30" height="20" viewBox="0 0 30 20"><symbol id="i" viewBox="0 0 8 8">\
            <path fill="teal" d="M0 0h8v8z"/></symbol><rect id="r" width="30" height="20" fill="orange"/></svg>\
            """.getBytes(UTF_8));
        site.with(ADDRESS, "text/html; charset=utf-8", page().getBytes(UTF_8));
        return site;
    }

    /// All that was written for it, to read.
    String sources() {
        return site.answers()
                .filter(answer -> answer.getValue().type().startsWith("text/"))
                .map(answer -> "  " + answer.getKey() + ": "
                        + new String(answer.getValue().body(), UTF_8).replace("\n", "\n    "))
                .collect(Collectors.joining("\n"));
    }

    private static String at(String name) {
        return "https://site.example/files/" + name;
    }

    private String page() {
        String head =
                chance(5) ? "<base href='" + pick("/files/", "../files/", "https://site.example/files/x") + "'>" : "";
        return (chance(8) ? "" : "<!doctype html>") + "<html><head><title>Page</title>" + head
                + some(2, this::sheet) + "</head><body" + (chance(6) ? " background=\"" + picture() + "\"" : "") + ">"
                + some(4, this::element) + "<p>The end.</p></body></html>";
    }

    private String sheet() {
        String media = chance(3) ? " media=\"" + pick(MEDIA) + "\"" : "";
        String type = chance(8) ? " type=" + pick("text/css", "TEXT/CSS", "\"\"", "text/plain") : "";
        if (chance(2)) {
            return "<style" + media + type + ">" + rules(2) + "</style>";
        }
        String rel = pick(
                "stylesheet",
                "stylesheet",
                "stylesheet",
                "StyleSheet",
                "\"preload stylesheet\"",
                "\"alternate stylesheet\" title=x");
        return "<link rel=" + rel + media + type + (chance(20) ? " disabled" : "") + " href=\"" + sheetFile(2) + "\">";
    }

    private String sheetFile(int deeper) {
        String name = "s" + sheets++ + ".css";
        String rules = rules(deeper);
        if (chance(8)) {
            rules = "@charset \"utf-8\";" + rules;
        }
        site.css(at(name), rules);
        return address(name);
    }

    private String rules(int deeper) {
        StringBuilder css = new StringBuilder();
        if (chance(10)) {
            css.append("@layer x, y;");
        }
        while (deeper > 0 && chance(3)) {
            css.append("@import ").append(cssAddress(sheetFile(deeper - 1), true));
            css.append(chance(5) ? " layer(x)" : chance(8) ? " layer" : "");
            css.append(
                    chance(6) ? " supports(" + pick("display:grid", "display:flux", "not (display:flux)") + ")" : "");
            css.append(chance(4) ? " " + pick(MEDIA) : "").append(";\n");
        }
        return css.append(some(6, this::rule)).toString();
    }

    private String rule() {
        return switch (random.nextInt(14)) {
            case 0 -> "@media " + pick(MEDIA) + "{" + some(2, this::rule) + "}";
            case 1 -> "@supports " + pick(SUPPORTS) + "{" + some(2, this::rule) + "}";
            case 2 -> "@layer " + pick("x", "y", "x.y") + "{" + some(2, this::rule) + "}";
            case 3 ->
                selector() + "{" + declarations() + pick("& .b", ".c &", "&:not(.d)", "> *", "@media screen") + "{"
                        + declarations() + "}}";
            case 4 ->
                pick("/* a { */", "a{b", "@unknown x{y:z}", "<!--", "}", "@page{margin:1cm}", "p{;;}", "\\", "@x;")
                        + "}" + selector() + "{" + declarations() + "}";
            case 5 ->
                ":root{--v" + random.nextInt(3) + ":" + image() + "}" + selector() + "{background:var(--v"
                        + random.nextInt(3) + ",none)}";
            case 6 -> "@container (min-width:" + pick("1px", "9999px") + "){" + rule() + "}";
            case 7 ->
                selector() + pick("::before", "::after", ":before") + "{content:" + pick("'q'", "'q' ", "''") + " "
                        + image() + ";" + declarations() + "}";
            default -> selector() + "{" + declarations() + "}";
        };
    }

    private String selector() {
        String simple = pick(
                ".%s",
                "p.%s", "*.%s", ".%s:not(.zz)", "body .%s", "[class~=%s]", ":is(.%s,.none)", ".%s:first-child, .%1$s");
        return String.format(simple, pick(CLASSES));
    }

    private String declarations() {
        return some(3, this::declaration);
    }

    private String declaration() {
        String important = chance(10) ? "!important" : "";
        return switch (random.nextInt(13)) {
            case 0, 1 -> "background-image:" + image() + important + ";";
            case 2 -> "background:" + image() + " no-repeat " + pick("#eee", "red", "0 0/10px 10px") + important + ";";
            case 3 -> "background:" + image() + "," + image() + important + ";";
            case 4 -> "list-style:" + pick("square ", "inside ") + image() + ";display:list-item;margin-left:50px;";
            case 5 -> "border:5px solid red;border-image:" + image() + " 3 round;";
            case 6 -> "mask-image:" + image() + ";";
            case 7 ->
                "color:" + pick("#123456", "rgb(1 2 3)", "hsl(120deg 50% 25%)", "var(--none,blue)") + important + ";";
            case 8 -> "width:" + pick("120px", "calc(100px + 2em)", "50%", "clamp(50px,20vw,300px)") + ";";
            case 9 -> "PADDING : " + pick("3px", "1px 2px", ".2em") + " ;";
            case 10 -> "background-image:" + pick("url(", "url(\"", "url('a b') x(", "image-set(") + ";";
            case 11 ->
                pick(
                        "_height:1px;",
                        "*zoom:1;",
                        "filter:none;",
                        "--x:{a:b};",
                        "margin:;",
                        "col\\6f r:green;",
                        "width:99px\\9;",
                        "padding:1\\9",
                        "color:red\\9;");
            default ->
                "background-image:"
                        + pick(
                                "linear-gradient(red,blue)",
                                "none",
                                "linear-gradient(to right, #000, " + "#fff), " + image())
                        + ";";
        };
    }

    /// A picture as a style sheet writes it.
    private String image() {
        return switch (random.nextInt(9)) {
            case 0 -> "image-set(" + cssAddress(picture(), true) + " 1x, " + cssAddress(picture(), true) + " 2x)";
            case 1 ->
                "-webkit-image-set(" + cssAddress(picture(), false) + " 2x," + cssAddress(picture(), false) + " 1x)";
            case 2 ->
                "image-set(" + cssAddress(picture(), true) + " type('image/png')," + cssAddress(picture(), false)
                        + " type(\"image/unknown\"))";
            default -> cssAddress(picture(), false);
        };
    }

    private String cssAddress(String address, boolean alsoString) {
        String plain = address.replace("&amp;", "&");
        String quoted = pick("\"" + plain + "\"", "'" + plain + "'");
        if (alsoString && chance(2)) {
            return quoted;
        }
        return switch (random.nextInt(6)) {
            case 0 -> "url(" + quoted + ")";
            case 1 -> "URL( " + quoted + "\n)";
            case 2 -> "url(" + plain.replace(".png", "\\.png").replace("files", "\\66iles") + ")";
            case 3 -> "u\\72l( " + plain + " )";
            case 4 -> "url(" + plain + ")/**/";
            default -> "url(" + plain + ")";
        };
    }

    private String picture() {
        return address("p" + random.nextInt(PICTURES) + ".png");
    }

    /// Of a file, in an attribute.
    private String address(String name) {
        return pick(
                "/files/" + name,
                "/files/" + name,
                at(name),
                "//site.example/files/" + name,
                "/files/../files/./" + name,
                " /files/" + name + "\n",
                "/fi\tles/" + name,
                "/files/" + name + "#part",
                "https:/files/" + name,
                "\\files\\" + name,
                "HTTPS://SITE.example:443/files/" + name);
    }

    private String element() {
        String kind = " class=\"" + pick(CLASSES) + (chance(3) ? " " + pick(CLASSES) : "") + "\"";
        String style = chance(5) ? " style=\"" + declarations().replace("\"", "&quot;") + "\"" : "";
        String p = picture();
        return switch (random.nextInt(24)) {
            case 0, 1 -> "<img" + kind + style + " src=\"" + p + "\">";
            case 2 ->
                "<img" + kind + (chance(3) ? "" : " src=\"/files/p1@1x.png\"") + " srcset=\"" + candidates(false)
                        + "\">";
            case 3 ->
                "<img" + kind + " srcset=\"" + candidates(true) + "\"" + (chance(2) ? " sizes=\"" + sizes() + "\"" : "")
                        + ">";
            case 4 -> "<picture>" + some(3, this::source) + "<img" + kind + " src=\"" + p + "\"></picture>";
            case 5 -> "<input type=image alt=x" + kind + " src=\"" + p + "\">";
            case 6 -> "<video controls width=200 height=100 poster=\"" + p + "\"></video>";
            case 7 -> "<object type=image/png data=\"" + p + "\">no " + p.length() + "</object>";
            case 8 -> "<embed type=image/png src=\"" + p + "\">";
            case 9 ->
                "<svg width=60 height=40><image " + pick("href", "xlink:href") + "=\"" + p
                        + "\" width=50 height=30 /><text y=35>x</text></svg>";
            case 10 ->
                "<svg width=60 height=40><use " + pick("href", "xlink:href") + "=\"" + address("s.svg")
                        + pick("#i", "#r") + "\" width=40 height=30 /></svg>";
            case 11 ->
                "<table" + kind + " background=\"" + p + "\"><tr><td background=\"" + picture()
                        + "\">cell<td>other</table>";
            case 12 -> "<noscript><i></i><p" + kind + "><img src=\"" + p + "\">in noscript</p></noscript>";
            case 13 ->
                "<template><img src=\"" + p + "\"></template><details" + (chance(2) ? " open" : "")
                        + "><summary>s</summary><img src=\"" + p + "\"></details>";
            case 14 -> "<iframe width=200 height=100 src=\"" + frame() + "\"></iframe>";
            case 15 ->
                "<iframe width=200 height=100 srcdoc=\""
                        + content().replace("&", "&amp;").replace("\"", "&quot;") + "\"></iframe>";
            case 16 -> "<img" + kind + " src=\"" + p.replace("/", pick("/", "&#47;", "&sol;")) + "\" loading=lazy>";
            case 17 -> "<div hidden><img src=\"" + p + "\"></div><div" + kind + " style=\"display:none\">x</div>";
            case 18 -> "<ul><li" + kind + ">one<li" + kind + style + ">two</ul>";
            case 19 -> "<center><font color=red size=5>old <b" + kind + ">bold</font></b></center>";
            case 20 ->
                "<button" + kind + ">push</button><textarea" + kind + ">\n\ntext</textarea><select" + kind
                        + "><option>a<option selected>b</select>";
            default ->
                "<p" + kind + style + ">Words " + random.nextInt(100) + " of a <i" + kind + ">paragraph</i>.</p>";
        };
    }

    private String frame() {
        String name = "f" + frames++ + ".html";
        site.with(at(name), "text/html", ("<!doctype html>" + content()).getBytes(UTF_8));
        return address(name);
    }

    private String content() {
        return "<style>" + some(2, this::rule) + "</style><p class=" + pick(CLASSES) + ">framed <img src=\"" + picture()
                + "\">";
    }

    /// One picture in several sizes.
    private String candidates(boolean wide) {
        int picture = random.nextInt(PICTURES);
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i -> {
                    String size =
                            wide ? pick("100w", "320w", "640w", "1280w", "2000w") : pick("1x", "2x", "1.5x", "3x");
                    String address =
                            address("p" + picture + "@" + size + ".png").strip().replace("\t", "");
                    return address + " " + (size.equals("1x") && chance(2) ? "" : size);
                })
                .collect(Collectors.joining(pick(", ", ",\n", " ,")));
    }

    private String sizes() {
        return pick(
                "100vw",
                "200px",
                "(max-width: 500px) 100vw, 300px",
                "(min-width:600px) calc(50vw - 10px), 100vw",
                "min(50vw, 900px)");
    }

    private String source() {
        String media = chance(2) ? " media=\"" + pick(MEDIA) + "\"" : "";
        String type =
                chance(2) ? " type=\"" + pick("image/png", "image/webp", "image/unknown", "IMAGE/PNG") + "\"" : "";
        boolean wide = chance(2);
        return "<source" + media + type + " srcset=\"" + candidates(wide) + "\""
                + (wide ? " sizes=\"" + sizes() + "\"" : "") + ">";
    }

    private String some(int most, Supplier<String> part) {
        return IntStream.rangeClosed(1, 1 + random.nextInt(most))
                .mapToObj(i -> part.get())
                .collect(Collectors.joining());
    }

    private boolean chance(int oneOf) {
        return random.nextInt(oneOf) == 0;
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /// A picture by its name: of a colour and size of its own, in as many points as the name says.
    private static FakeSite.@Nullable Answer picture(String url) {
        Matcher name = PICTURE.matcher(url);
        if (!name.matches()) {
            return null;
        }
        int number = Integer.parseInt(name.group(1));
        double size = name.group(2) == null ? 1 : Double.parseDouble(name.group(2));
        boolean wide = "w".equals(name.group(3));
        int width = (int) (wide ? size : (20 + 4 * (number % 10)) * size);
        int height = (int) (wide ? size / 2 : (60 - 4 * (number % 10)) * size);
        return new FakeSite.Answer("image/png", picture(number, width, height));
    }

    private static byte[] picture(int number, int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D paint = picture.createGraphics();
        paint.setColor(Color.getHSBColor(number / (float) PICTURES, 0.6f, 0.9f));
        paint.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        paint.dispose();
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(picture, "png", out);
            return out.toByteArray();
        } catch (IOException neverInMemory) {
            throw new UncheckedIOException(neverInMemory);
        }
    }
}
