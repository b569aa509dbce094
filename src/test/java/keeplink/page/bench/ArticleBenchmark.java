package keeplink.page.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import keeplink.page.Article;
import keeplink.page.ArticleExtractor;
import keeplink.page.Corpus;
import keeplink.page.TestPages;
import org.jsoup.nodes.Document;

/// Prints what extracting costs beside jsoup's parsing alone, and how near the texts come to what is expected.
/// Arguments: how many rounds (default 5, the first ones warm up; the best of each page counts), and `worst` to list
/// the pages below .98.
public final class ArticleBenchmark {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ArticleBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path corpora = TestPages.corpora()
                .orElseThrow(() -> new IllegalStateException("no folder shared/corpora beside this checkout"));
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        boolean worst = arguments.length > 1;
        run("readability", Corpus.readability(corpora), rounds, worst);
        run("chinese", Corpus.chinese(corpora), rounds, worst);
    }

    private static void run(String name, List<Corpus.Case> cases, int rounds, boolean worst) {
        ArticleExtractor extractor = new ArticleExtractor();
        List<Double> parsing = new ArrayList<>();
        List<Double> extracting = new ArrayList<>();
        double sum = 0;
        int near = 0;
        for (Corpus.Case page : cases) {
            double score = 0;
            double parse = Double.MAX_VALUE;
            double extract = Double.MAX_VALUE;
            for (int round = 0; round < rounds; round++) {
                long start = THREADS.getCurrentThreadCpuTime();
                Document document = page.page();
                long parsed = THREADS.getCurrentThreadCpuTime();
                Article article = extractor.extract(document, page.url());
                long end = THREADS.getCurrentThreadCpuTime();
                parse = Math.min(parse, (parsed - start) / 1e6);
                extract = Math.min(extract, (end - parsed) / 1e6);
                score = Corpus.f1(article.text(), page.text());
            }
            parsing.add(parse);
            extracting.add(extract);
            sum += score;
            near += score >= 0.98 ? 1 : 0;
            if (worst && score < 0.98) {
                System.out.printf("  %.3f %s%n", score, page.name());
            }
        }
        System.out.printf(
                "%s: %d pages, mean F1 %.4f, >= .98: %d; CPU ms a page: jsoup alone median %.2f, extract median %.2f"
                        + " (%.1f times it), 90 %% %.2f, mean %.2f%n",
                name,
                cases.size(),
                sum / cases.size(),
                near,
                at(parsing, 0.5),
                at(extracting, 0.5),
                at(extracting, 0.5) / at(parsing, 0.5),
                at(extracting, 0.9),
                extracting.stream().mapToDouble(Double::doubleValue).average().orElse(0));
    }

    private static double at(List<Double> values, double share) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get((int) ((sorted.size() - 1) * share));
    }
}
