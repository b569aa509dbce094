package keeplink.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import keeplink.fetch.FetchFailure;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.Person;
import keeplink.link.Tag;
import keeplink.link.UrlCanonicalizer;
import keeplink.page.Verdict;
import keeplink.search.SearchQuery.After;
import keeplink.search.SearchQuery.And;
import keeplink.search.SearchQuery.Before;
import keeplink.search.SearchQuery.Everything;
import keeplink.search.SearchQuery.From;
import keeplink.search.SearchQuery.HasTag;
import keeplink.search.SearchQuery.Is;
import keeplink.search.SearchQuery.Not;
import keeplink.search.SearchQuery.OfType;
import keeplink.search.SearchQuery.OnSite;
import keeplink.search.SearchQuery.Or;
import keeplink.search.SearchQuery.Phrase;
import keeplink.search.SearchQuery.State;
import keeplink.search.SearchQuery.Words;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every [SearchIndex] does. Inherit it to test yours.
public abstract class SearchIndexContract {
    protected static final LinkCollection HOME = new LinkCollection("42");
    private static final LinkCollection OTHER = new LinkCollection("-1001");
    private static final Instant MONDAY = Instant.parse("2026-11-23T10:00:00Z");
    private static final Person ANNA = new Person("7", "Anna Berg", "Anna_B");
    private static final Person LI = new Person("8", "李雷", null);
    private static final UrlCanonicalizer URLS = new UrlCanonicalizer();

    private SearchIndex index;

    /// An empty index.
    protected abstract SearchIndex empty();

    @BeforeEach
    void start() {
        index = empty();
    }

    protected static Link link(int number, String url, String... tags) {
        return link(HOME, number, url, tags);
    }

    private static Link link(LinkCollection collection, int number, String url, String... tags) {
        SequencedSet<Tag> all = new LinkedHashSet<>();
        Arrays.stream(tags).map(Tag::new).forEach(all::add);
        return Link.kept(
                collection,
                number,
                url,
                URLS.canonicalize(url).orElseThrow(),
                all,
                "",
                ANNA,
                null,
                "m" + number,
                MONDAY.plusSeconds(number));
    }

    private void put(int number, String title, String note, String text) {
        Link link = link(number, "https://example.com/" + number)
                .change()
                .page(title.isEmpty() ? null : title, null, 0, null)
                .note(note)
                .at(MONDAY);
        index.put(link, text);
    }

    private ResultPage search(SearchQuery query) {
        return index.search(HOME, query, ZoneOffset.UTC, Optional.empty(), 10);
    }

    private List<Integer> found(SearchQuery query) {
        return search(query).hits().stream().map(Hit::number).toList();
    }

    private List<Integer> found(String word) {
        return found(new Words(word));
    }

    private static SearchQuery tag(String name) {
        return new HasTag(new Tag(name));
    }

    @Test
    void findsNothingWhenEmpty() {
        assertThat(search(new Everything())).isEqualTo(new ResultPage(List.of(), 0, Optional.empty()));
        assertThat(index.tags(HOME)).isEmpty();
        assertThat(index.upToDate()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void findsWhatWasPutAtOnceNewestFirst() {
        index.put(link(1, "https://a.example/"), "");
        index.put(link(2, "https://b.example/"), "");
        assertThat(found(new Everything())).containsExactly(2, 1);
        index.put(link(3, "https://c.example/"), "");
        assertThat(found(new Everything())).containsExactly(3, 2, 1);
        assertThat(search(new Everything()).hits().getFirst()).isEqualTo(new Hit(3, Hit.Field.NONE, "", List.of()));
    }

    @Test
    void knowsOnlyTheCollectionAskedFor() {
        index.put(link(1, "https://a.example/", "java"), "secret");
        index.put(link(OTHER, 1, "https://b.example/", "java"), "public");
        assertThat(found("public")).isEmpty();
        assertThat(search(tag("java")).total()).isEqualTo(1);
        assertThat(index.tags(OTHER)).containsExactly(java.util.Map.entry(new Tag("java"), 1));
        index.remove(OTHER, 1);
        assertThat(found("secret")).containsExactly(1);
        assertThat(index.tags(OTHER)).isEmpty();
    }

    @Test
    void replacesALinkThatChanged() {
        Link link = link(1, "https://a.example/", "old");
        index.put(link, "before");
        index.put(
                link.change().tags(new LinkedHashSet<>(List.of(new Tag("new")))).at(MONDAY), "afterwards");
        assertThat(found("before")).isEmpty();
        assertThat(found("afterwards")).containsExactly(1);
        assertThat(found(tag("old"))).isEmpty();
        assertThat(search(new Everything()).total()).isEqualTo(1);
        assertThat(index.tags(HOME).keySet()).containsExactly(new Tag("new"));
    }

    @Test
    void forgetsADeletedLinkAndTakesItBack() {
        Link link = link(1, "https://a.example/", "java");
        index.put(link, "word");
        index.put(link.change().deleted(MONDAY).at(MONDAY), "word");
        assertThat(found("word")).isEmpty();
        assertThat(index.tags(HOME)).isEmpty();
        index.put(link.change().deleted(null).at(MONDAY), "word");
        assertThat(found("word")).containsExactly(1);
        index.remove(HOME, 1);
        index.remove(HOME, 99);
        assertThat(found(new Everything())).isEmpty();
    }

    @Test
    void findsTagsWithWhatIsNestedUnderThem() {
        index.put(link(1, "https://a.example/", "lang/java"), "");
        index.put(link(2, "https://b.example/", "Lang"), "");
        index.put(link(3, "https://c.example/", "language"), "");
        index.put(link(4, "https://d.example/", "lang/java/loom", "数据库"), "");
        assertThat(found(tag("LANG"))).containsExactly(4, 2, 1);
        assertThat(found(tag("lang/java"))).containsExactly(4, 1);
        assertThat(found(tag("java"))).isEmpty();
        assertThat(found(tag("数据库"))).containsExactly(4);
        assertThat(found(tag("数据"))).isEmpty();
    }

    @Test
    void tagsFollowEveryChangeBetweenTwoLooksAtThem() {
        Link one = link(1, "https://a.example/", "java", "loom");
        assertThat(index.tags(HOME)).isEmpty();
        index.put(one, "");
        index.put(link(2, "https://b.example/", "Java"), "");
        assertThat(index.tags(HOME))
                .containsExactlyInAnyOrderEntriesOf(java.util.Map.of(new Tag("java"), 2, new Tag("loom"), 1));
        index.put(
                one.change().tags(new LinkedHashSet<>(List.of(new Tag("tea")))).at(MONDAY), "");
        assertThat(index.tags(HOME))
                .containsExactlyInAnyOrderEntriesOf(java.util.Map.of(new Tag("java"), 1, new Tag("tea"), 1));
        index.put(one.change().deleted(MONDAY).at(MONDAY), "");
        index.remove(HOME, 3);
        assertThat(index.tags(HOME)).containsExactly(java.util.Map.entry(new Tag("java"), 1));
        assertThat(index.tags(HOME).firstEntry().getKey().name()).isEqualTo("Java");
        index.remove(HOME, 2);
        assertThat(index.tags(HOME)).isEmpty();
        index.put(one, "");
        assertThat(index.tags(HOME)).hasSize(2);
    }

    @Test
    void countsTagsMostUsedFirstThenByName() {
        index.put(link(1, "https://a.example/", "b", "a", "lang/java"), "");
        index.put(link(2, "https://b.example/", "B", "c"), "");
        index.put(link(3, "https://c.example/", "c", "B"), "");
        assertThat(index.tags(HOME).keySet())
                .containsExactly(new Tag("b"), new Tag("c"), new Tag("a"), new Tag("lang/java"));
        assertThat(index.tags(HOME).values()).containsExactly(3, 2, 1, 1);
    }

    @Test
    void combinesWithAndOrNot() {
        index.put(link(1, "https://a.example/", "a"), "red apple");
        index.put(link(2, "https://b.example/", "b"), "green apple");
        index.put(link(3, "https://c.example/", "a", "b"), "red pear");
        assertThat(found(new And(List.of(tag("a"), tag("b"))))).containsExactly(3);
        assertThat(found(new Or(List.of(tag("a"), tag("b"))))).containsExactly(3, 2, 1);
        assertThat(found(new Not(tag("b")))).containsExactly(1);
        assertThat(found(new And(List.of(tag("a"), new Not(tag("b")))))).containsExactly(1);
        assertThat(found(new Not(new Words("red")))).containsExactly(2);
        assertThat(found(new Not(new Not(tag("a"))))).containsExactly(3, 1);
        assertThat(found(new And(List.of(new Words("apple"), tag("a"))))).containsExactly(1);
        assertThat(found(new And(List.of(new Words("apple"), new Not(new Words("red"))))))
                .containsExactly(2);
        assertThat(found(new Or(List.of(new Words("pear"), tag("b"))))).containsExactly(3, 2);
        assertThat(found(new And(List.of(new Or(List.of(new Words("pear"), new Words("green"))), tag("a")))))
                .containsExactly(3);
        assertThat(found(new And(List.of(new Words("red"), new Words("green")))))
                .isEmpty();
        assertThat(found(new And(List.of()))).containsExactly(3, 2, 1);
        assertThat(found(new Or(List.of()))).isEmpty();
    }

    @Test
    void asksEveryWordOfTheLinkAsAWhole() {
        put(1, "Concurrency", "from the meetup", "virtual threads");
        put(2, "Concurrency", "", "green threads");
        SearchQuery across = new And(List.of(new Words("concurrency"), new Words("meetup"), new Words("virtual")));
        assertThat(found(across)).containsExactly(1);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            SITE,    example
            SITE,    docs.example.com
            ADDRESS, wiki
            ADDRESS, 百科
            ADDRESS, https://docs.example.com/wiki
            TITLE,   Überschrift
            NOTE,    ricetta
            TEXT,    paragraph
            """)
    void findsWordsInEveryField(Hit.Field where, String word) {
        Link link = link(1, "http://www.docs.example.com/wiki/%E7%99%BE%E7%A7%91?id=7")
                .change()
                .page("Eine Überschrift", null, 0, null)
                .note("una ricetta")
                .at(MONDAY);
        index.put(link, "A paragraph.");
        assertThat(search(new Words(word)).hits()).singleElement().satisfies(hit -> {
            assertThat(hit.where()).isEqualTo(where);
            assertThat(hit.marks()).isNotEmpty();
        });
    }

    @Test
    void findsTheGivenTitleAndThePagesOwn() {
        index.put(
                link(1, "https://a.example/")
                        .change()
                        .page("Original", null, 0, null)
                        .givenTitle("Mine")
                        .at(MONDAY),
                "");
        assertThat(found("original")).containsExactly(1);
        assertThat(found("mine")).containsExactly(1);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            The café on Rue de l'Église,           cafe
            The café on Rue de l'Église,           EGLISE
            cafe,                                  café
            Straße,                                STRASSE
            ＦＵＬＬ width，full-width stop。,       full
            Node.js and C++ on example.com,        node.js
            Node.js and C++ on example.com,        js
            Node.js and C++ on example.com,        c++
            snake_case_name,                       case
            Python 3.14 is out,                    3.14
            'don’t panic',                         don't
            Быстрая сортировка и хеш-таблицы,      СОРТИРОВКА
            ёлка,                                  елка
            Ελληνικά,                              ελληνικα
            مرحبا بالعالم,                         بالعالم
            שלום עולם,                             עולם
            हिन्दी में खोज,                              खोज
            한국어를 배우고 있습니다,              한국어
            한국어를 배우고 있습니다,              배우고
            東京都に住んでいます,                  東京
            東京都に住んでいます,                  住んで
            プログラミング言語,                    言語
            ﾌﾟﾛｸﾞﾗﾐﾝｸﾞ入門,                        プログラミング
            今天学习Java编程,                      java
            今天学习Java编程,                      编程
            今天学习Java编程,                      Java编程
            今天学习Java编程,                      习
            資料庫設計與效能調校,                  资料库
            数据库设计与性能优化,                  數據庫
            軟體工程師的職業發展,                  职业发展
            party 🎉 tonight,                      🎉
            สวัสดีชาวโลก,                             สวัสดี
            """)
    void findsWordsInAnyScript(String text, String word) {
        put(1, "", "", text);
        put(2, "", "", "nothing of the kind 無");
        assertThat(found(word)).containsExactly(1);
        put(1, text, "", "");
        assertThat(found(word)).as("in the title").containsExactly(1);
    }

    /// Sentences as people write them and the words they look for later: recall, with the words of one sentence
    /// not found in the others.
    @ParameterizedTest
    @CsvSource(textBlock = """
            1,  微服务
            1,  拆分单体应用
            2,  垃圾回收器
            2,  停顿
            3,  红烧肉
            3,  小火慢炖
            4,  分布式锁
            4,  锁续期
            5,  租房合同
            5,  押金
            6,  量子计算
            6,  量子
            7,  川藏线
            7,  骑行
            8,  索引失效
            8,  最左前缀
            9,  机器學習
            9,  神經網絡
            10, 人工智慧
            10, 晶片
            11, 繁體中文
            11, 轉換
            12, 开源许可证
            12, 协议
            13, 宋词
            13, 苏轼
            14, 显卡
            14, RTX4090显卡
            15, 二〇二六
            16, 𠮷野家
            """)
    void findsChineseWithoutSpaces(int expected, String word) {
        String[] sentences = {
            "我们花了半年时间把拆分单体应用的计划落地，最终迁移到微服务架构。",
            "新的垃圾回收器把最大停顿时间降到了一毫秒以下。",
            "外婆的红烧肉秘诀是先炒糖色，再小火慢炖两个小时。",
            "用Redis实现分布式锁时，一定要考虑锁续期的问题。",
            "签租房合同之前先看清押金退还的条款。",
            "谷歌宣布在量子计算纠错上取得突破。",
            "去年夏天骑行川藏线，二十三天从成都到拉萨。",
            "联合索引不满足最左前缀原则会导致索引失效。",
            "这门课从线性代数讲起，逐步介绍机器学习和神经网络。",
            "台積電的先進製程是人工智慧晶片的關鍵。",
            "简体和繁体中文的自动转换并不是一一对应的。",
            "挑选开源许可证：MIT、Apache与GPL协议的区别。",
            "苏轼的宋詞豪放，柳永的婉约。",
            "这块RTX4090显卡的功耗高得吓人",
            "二〇二六年的日历",
            "昨天在𠮷野家吃饭"
        };
        for (int i = 0; i < sentences.length; i++) {
            put(i + 1, "", "", sentences[i]);
        }
        assertThat(found(word)).containsExactly(expected);
        assertThat(found(new Phrase(word))).containsExactly(expected);
    }

    @Test
    void wantsTheCharactersOfAWordSideBySide() {
        put(1, "", "", "数字证据库存");
        put(2, "", "", "数据库");
        assertThat(found("数据库")).containsExactly(2);
        assertThat(found("据库")).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void findsPhrasesInOrderOnly() {
        put(1, "", "", "structured concurrency in Java");
        put(2, "", "", "concurrency, structured");
        put(3, "structured", "concurrency", "");
        assertThat(found(new Phrase("structured concurrency"))).containsExactly(1);
        assertThat(found(new Phrase("CONCURRENCY in"))).containsExactly(1);
        assertThat(found(new And(List.of(new Words("structured"), new Words("concurrency")))))
                .containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void ranksATitleAboveANoteAboveAText() {
        put(1, "", "", "sourdough " + "bread ".repeat(50));
        put(2, "Sourdough for beginners", "", "bread ".repeat(50));
        put(3, "", "sourdough, later", "bread ".repeat(50));
        put(4, "Something else", "", "other");
        assertThat(found("sourdough")).containsExactly(2, 3, 1);
    }

    @Test
    void ignoresWordsOfPunctuationAndFindsNothingByThemAlone() {
        put(1, "", "", "java ??? !");
        put(2, "", "", "other");
        assertThat(found("???")).isEmpty();
        assertThat(found(new Not(new Words("—")))).isEmpty();
        assertThat(found(new And(List.of(new Words("java"), new Words("..."))))).containsExactly(1);
        assertThat(found(new And(List.of(new Words("java"), new Not(new Words("..."))))))
                .containsExactly(1);
    }

    @Test
    void standsHostileQueries() {
        put(1, "", "", "word 中文");
        List<SearchQuery> thousand = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            thousand.add(new Words("w" + i));
        }
        assertThat(found(new And(thousand))).isEmpty();
        thousand.add(new Words("word"));
        assertThat(search(new Or(thousand.reversed())).total()).isEqualTo(1);
        assertThat(found("x".repeat(100_000))).isEmpty();
        assertThat(found("中文".repeat(50_000))).isEmpty();
        assertThat(found(new Phrase("a b ".repeat(20_000)))).isEmpty();
        assertThat(found("\u0000\uD800 * ? ~ \" \\ [a TO b] (")).isEmpty();
        assertThat(found(new OnSite("*"))).isEmpty();
        SearchQuery deep = new Words("word");
        for (int i = 0; i < 200; i++) {
            deep = new Not(new Not(deep));
        }
        assertThat(found(deep)).containsExactly(1);
    }

    @Test
    void findsASiteWithItsSubdomains() {
        index.put(link(1, "https://www.example.com/"), "");
        index.put(link(2, "http://docs.example.com:8080/"), "");
        index.put(link(3, "https://notexample.com/"), "");
        index.put(link(4, "https://www.例子.测试/"), "");
        index.put(link(5, "http://10.0.0.1/"), "");
        assertThat(found(new OnSite("example.com"))).containsExactly(2, 1);
        assertThat(found(new OnSite("docs.example.com"))).containsExactly(2);
        assertThat(found(new OnSite("xample.com"))).isEmpty();
        assertThat(found(new OnSite("例子.测试"))).containsExactly(4);
        assertThat(found(new OnSite("10.0.0.1"))).containsExactly(5);
        assertThat(found(new OnSite("0.0.1"))).isEmpty();
    }

    @Test
    void findsByState() {
        Link plain = link(1, "https://a.example/");
        index.put(plain, "");
        index.put(
                link(2, "https://b.example/", "x")
                        .change()
                        .state(Link.State.READ)
                        .at(MONDAY),
                "");
        index.put(link(3, "https://c.example/", "x").change().starred(true).at(MONDAY), "");
        index.put(
                link(4, "https://d.example/", "x")
                        .change()
                        .verdict(new Verdict.Failed(FetchFailure.HTTP_STATUS, 404))
                        .at(MONDAY),
                "");
        index.put(
                link(5, "https://e.example/", "x")
                        .change()
                        .verdict(new Verdict.Blocked(Verdict.Wall.LOGIN))
                        .at(MONDAY),
                "");
        assertThat(found(new Is(State.UNREAD))).containsExactly(5, 4, 3, 1);
        assertThat(found(new Is(State.READ))).containsExactly(2);
        assertThat(found(new Is(State.STARRED))).containsExactly(3);
        assertThat(found(new Is(State.BROKEN))).containsExactly(4);
        assertThat(found(new Is(State.BLOCKED))).containsExactly(5);
        assertThat(found(new Is(State.UNTAGGED))).containsExactly(1);
        index.put(plain.change().state(Link.State.READ).at(MONDAY), "");
        assertThat(found(new Is(State.READ))).containsExactly(2, 1);
    }

    @Test
    void findsByPerson() {
        index.put(link(1, "https://a.example/"), "");
        Link his = Link.kept(
                HOME,
                2,
                "https://b.example/",
                URLS.canonicalize("https://b.example/").orElseThrow(),
                new LinkedHashSet<>(),
                "",
                LI,
                null,
                "m",
                MONDAY.plusSeconds(2));
        index.put(his, "");
        assertThat(found(new From("anna_b"))).containsExactly(1);
        assertThat(found(new From("@ANNA_B"))).containsExactly(1);
        assertThat(found(new From("anna berg"))).containsExactly(1);
        assertThat(found(new From("Berg"))).containsExactly(1);
        assertThat(found(new From("李雷"))).containsExactly(2);
        assertThat(found(new From("ann"))).isEmpty();
    }

    @Test
    void takesDaysInTheAskersZone() {
        ZoneId shanghai = ZoneId.of("Asia/Shanghai");
        Instant midnight = LocalDate.of(2026, 2, 1).atStartOfDay(shanghai).toInstant();
        index.put(
                link(1, "https://a.example/")
                        .change()
                        .addedAt(midnight.minusMillis(1))
                        .at(MONDAY),
                "");
        index.put(link(2, "https://b.example/").change().addedAt(midnight).at(MONDAY), "");
        LocalDate day = LocalDate.of(2026, 2, 1);
        assertThat(index.search(HOME, new After(day), shanghai, Optional.empty(), 10)
                        .hits())
                .extracting(Hit::number)
                .containsExactly(2);
        assertThat(index.search(HOME, new Before(day), shanghai, Optional.empty(), 10)
                        .hits())
                .extracting(Hit::number)
                .containsExactly(1);
        assertThat(found(new After(day))).isEmpty();
        assertThat(found(new Before(day))).containsExactly(2, 1);
        assertThat(found(new After(LocalDate.MIN))).containsExactly(2, 1);
        assertThat(found(new Before(LocalDate.MAX))).containsExactly(2, 1);
    }

    @Test
    void findsByType() {
        index.put(
                link(1, "https://a.example/")
                        .change()
                        .verdict(new Verdict.Full(List.of()))
                        .at(MONDAY),
                "");
        index.put(
                link(2, "https://b.example/")
                        .change()
                        .verdict(new Verdict.NotAPage("application/pdf"))
                        .at(MONDAY),
                "");
        index.put(
                link(3, "https://c.example/")
                        .change()
                        .verdict(new Verdict.NotAPage("image/png"))
                        .at(MONDAY),
                "");
        index.put(link(4, "https://d.example/"), "");
        index.put(
                link(5, "https://e.example/")
                        .change()
                        .capture(new Link.Capture("s", MONDAY, new Verdict.NotAPage("application/pdf"), 9))
                        .verdict(new Verdict.Failed(FetchFailure.TIMEOUT, 0))
                        .at(MONDAY),
                "");
        index.put(
                link(6, "https://f.example/plan.docx")
                        .change()
                        .verdict(new Verdict.NotAPage(
                                "application/vnd.openxmlformats-officedocument.wordprocessingml.document"))
                        .at(MONDAY),
                "");
        index.put(
                link(7, "https://g.example/raw/main.rs")
                        .change()
                        .verdict(new Verdict.NotAPage("text/plain"))
                        .at(MONDAY),
                "");
        assertThat(found(new OfType("docx"))).containsExactly(6);
        assertThat(found(new OfType("rs"))).containsExactly(7);
        assertThat(found(new OfType("text"))).containsExactly(7);
        assertThat(found(new OfType("PDF"))).containsExactly(5, 2);
        assertThat(found(new OfType("application/pdf"))).containsExactly(5, 2);
        assertThat(found(new OfType("image"))).containsExactly(3);
        assertThat(found(new OfType("page"))).containsExactly(1);
        assertThat(found(new OfType("video"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void turnsPagesWithoutLossOrRepeatWhileLinksComeAndGo(boolean ranked) {
        for (int number = 1; number <= 25; number++) {
            put(number, "", "", "word " + "filler ".repeat(number % 4));
        }
        SearchQuery query = ranked ? new Words("word") : new Everything();
        List<Integer> all = index.search(HOME, query, ZoneOffset.UTC, Optional.empty(), 100).hits().stream()
                .map(Hit::number)
                .toList();
        ResultPage first = search(query);
        assertThat(first.total()).isEqualTo(25);
        assertThat(first.hits()).hasSize(10);
        assertThat(first.next()).hasValueSatisfying(next -> assertThat(next).hasSizeLessThanOrEqualTo(40));

        index.put(link(30, "https://new.example/"), "word word word in a link that came meanwhile, rare and common");
        index.remove(HOME, first.hits().getLast().number());
        ResultPage second = index.search(HOME, query, ZoneOffset.UTC, first.next(), 10);
        ResultPage third = index.search(HOME, query, ZoneOffset.UTC, second.next(), 10);
        List<Integer> seen = new ArrayList<>();
        List.of(first, second, third).forEach(page -> page.hits().forEach(hit -> seen.add(hit.number())));
        seen.remove((Integer) 30);
        assertThat(seen).containsExactlyElementsOf(all);
        assertThat(third.next()).isEmpty();
        assertThat(third.total()).isEqualTo(25);
    }

    @Test
    void hasNoNextPageWhereTheLastHitEndsOne() {
        for (int number = 1; number <= 10; number++) {
            put(number, "", "", "word");
        }
        assertThat(search(new Everything()).next()).isEmpty();
        assertThat(search(new Words("word")).next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "s", "d.1", "szzzzzzzzzzzzz.1", "dzzzzzzzzzzzzz.zzzzzz", "../../etc", "s1.1"})
    void takesAForeignPlaceForTheFirstPageOrOneAfterIt(String from) {
        put(1, "", "", "word");
        ResultPage page = index.search(HOME, new Everything(), ZoneOffset.UTC, Optional.of(from), 10);
        assertThat(page.total()).isEqualTo(1);
    }

    @Test
    void showsTheWordsAroundTheMatchWithMarks() {
        put(
                1,
                "Title",
                "",
                "Long before.\n\n" + "filler ".repeat(300) + "the needle\n lies here " + "filler ".repeat(300));
        Hit hit = search(new Words("NEEDLE")).hits().getFirst();
        assertThat(hit.where()).isEqualTo(Hit.Field.TEXT);
        assertThat(hit.snippet())
                .hasSizeLessThanOrEqualTo(160)
                .contains("the needle lies here")
                .startsWith("…")
                .endsWith("…");
        assertThat(hit.marks())
                .extracting(mark -> hit.snippet().substring(mark.start(), mark.end()))
                .containsExactly("needle");
    }

    @Test
    void showsAMatchInTheScriptItWasWrittenIn() {
        put(1, "", "", "這是一個關於資料庫的故事。");
        Hit hit = search(new Words("资料库")).hits().getFirst();
        assertThat(hit.snippet()).isEqualTo("這是一個關於資料庫的故事。");
        assertThat(hit.marks())
                .extracting(mark -> hit.snippet().substring(mark.start(), mark.end()))
                .containsExactly("資料庫");
    }

    @Test
    void commitsUpToTheNewestChange() {
        Link link = link(1, "https://a.example/");
        index.put(link.change().at(MONDAY.plusSeconds(60)), "");
        index.put(link.change().at(MONDAY), "");
        index.commit();
        assertThat(index.upToDate()).isEqualTo(MONDAY.plusSeconds(60));
        index.commit();
        assertThat(index.upToDate()).isEqualTo(MONDAY.plusSeconds(60));
    }
}
