package keeplink.page;

import org.jsoup.nodes.Document;

public final class ArticleExtractor {
    public static String debugText(Document page, String title, boolean bylineKnown) {
        Piece best = null;
        int most = -1;
        Names names = new Names();
        boolean u = true, w = true, c = true;
        while (true) {
            Strictness s = new Strictness(u, w, c, false);
            Piece root = WorkingCopy.of(page.body(), false);
            Piece article = new CandidateFinder(root, s, names, title, bylineKnown).find();
            new ArticleCleaner(s, names).clean(article);
            int n = article.sums.characters;
            if (n >= 500) return PlainText.of(article);
            if (n > most) { most = n; best = article; }
            if (u) u = false; else if (w) w = false; else if (c) c = false; else break;
        }
        return PlainText.of(best);
    }
}
