package keeplink.snapshot;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import keeplink.page.Article;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/// The article of a copy as HTML that loads nothing: its pictures are those the copy has, and a picture it does
/// not have is a link to where it was. Used once.
final class ReadableArticle {
    /// Pictures in all, in bytes; as much as a copy has unless it shows one again and again.
    private static final long MOST = 24_000_000;

    private final BlobStore blobs;
    private final Map<String, Snapshot.Part> pictures = new HashMap<>();
    private long bytes;

    /// @param snapshot with its parts
    ReadableArticle(Snapshot snapshot, BlobStore blobs) {
        this.blobs = blobs;
        snapshot.parts().stream()
                .filter(part -> part.mediaType().startsWith("image/"))
                .forEach(part -> pictures.putIfAbsent(part.address(), part));
    }

    /// The body; of an article without one its text in paragraphs.
    String html(Article article) {
        Document document = Jsoup.parseBodyFragment(article.html());
        document.outputSettings().prettyPrint(false);
        Element body = document.body();
        if (!article.hasBody()) {
            for (String paragraph : article.text().split("\n{2,}")) {
                body.appendElement("p").text(paragraph.strip());
            }
        }
        body.select("img").forEach(this::put);
        return body.html();
    }

    private void put(Element image) {
        String address = image.attr("src");
        Optional<String> kept = kept(address);
        if (kept.isPresent()) {
            image.attr("src", kept.get());
        } else {
            String alt = image.attr("alt").strip();
            Element link = new Element("a").attr("href", address);
            link.appendChild(new TextNode(alt.isEmpty() ? "🖼" : "🖼 " + alt));
            image.replaceWith(link);
        }
    }

    private Optional<String> kept(String address) {
        return Optional.ofNullable(pictures.get(Addresses.withoutFragment(address)))
                .filter(part -> bytes < MOST)
                .flatMap(part -> blobs.get(part.blob()).map(content -> {
                    bytes += content.length;
                    return DataAddress.write(part.mediaType(), content);
                }));
    }
}
