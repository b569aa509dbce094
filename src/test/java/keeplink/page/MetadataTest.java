package keeplink.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataTest {
    private static final String URL = "https://www.site.example/a/page.html";

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
        <title>Plain</title> => Plain
        <title>How hedges grow in wet years | The Garden Post</title> => How hedges grow in wet years
        <title>Hedges | Post</title> => Hedges | Post
        <title>Hedges in spring - Post</title><h1>Hedges in spring</h1><a href=/>Post</a> => Hedges in spring
        <title>Hedges in spring - Post</title><h1>Hedges in spring</h1> => Hedges in spring - Post
        <title>Hedges - The Garden Book</title><h1>The Garden Book</h1><h1>Hedges</h1> => Hedges
        <title>Hedges | Post</title><h1>Hedges</h1><a href=/>Post</a> => Hedges
        <title>The Garden Post: How hedges grow in wet years</title> => How hedges grow in wet years
        <title>TCP keepalive 详解_程序猿编码的博客-技术社区</title><h1>TCP keepalive 详解</h1> => TCP keepalive 详解
        <title>海外留学生看两会：出国前后关注点_教育频道_中国青年网</title> => 海外留学生看两会：出国前后关注点
        <title>x</title><meta property=og:title content="From Open Graph"> => From Open Graph
        <title>x</title><meta name=twitter:title content="From &amp;amp; Twitter"> => From & Twitter
        <title>x</title><script type=application/ld+json>{"@type":"Article","headline":"LD"}</script> => LD
        <title>x</title><script type=application/ld+json>{"@graph":[{"@type":["NewsArticle"],"name":"In graph",}]}</script> => In graph
        <title>Kept</title><script type=application/ld+json>{"@type":"Article","headline":</script> => Kept
        <p>nothing</p> => https://www.site.example/a/page.html
        """)
    void readsTheTitle(String html, String title) {
        assertThat(read(html).title()).isEqualTo(title);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
        2026-03-04T05:06:07Z => 2026-03-04T05:06:07Z
        2026-03-04T05:06:07+08:00 => 2026-03-03T21:06:07Z
        2021-11-01T10:52:50+0100 => 2021-11-01T09:52:50Z
        2017-11-03 03:01:00.000000 => 2017-11-03T03:01:00Z
        2018-04-05T06:00 => 2018-04-05T06:00:00Z
        2024-06-25 => 2024-06-25T00:00:00Z
        20240625 => 2024-06-25T00:00:00Z
        2024年5月10日 12:30 => 2024-05-10T04:30:00Z
        2024年5月10日 => 2024-05-10T00:00:00Z
        发布时间：2024/05/10 08:09 => 2024-05-10T08:09:00Z
        Wed, 04 Mar 2026 05:06:07 GMT => 2026-03-04T05:06:07Z
        April 28, 2019 => 2019-04-28T00:00:00Z
        28th Apr. 2019 => 2019-04-28T00:00:00Z
        2021 May 4 => 2021-05-04T00:00:00Z
        4 May 2019 from 5 pm => 2019-05-04T00:00:00Z
        3.2.2022, 11.00 Uhr => 2022-02-03T00:00:00Z
        2023년 3월 2일 => 2023-03-02T00:00:00Z
        입력 2023. 3. 2. => 2023-03-02T00:00:00Z
        2 พ.ย. 2566 10:00 น. => 2023-11-02T00:00:00Z
        7 जुलाई 2023 => 2023-07-07T00:00:00Z
        8 sierpnia 2023 => 2023-08-08T00:00:00Z
        1.2.3.2022 =>
        2021 boats 4 =>
        2026-13-45 =>
        yesterday =>
        May 2019 =>
        """)
    void readsDates(String text, Instant moment) {
        assertThat(read("<meta property=article:published_time content='" + text + "'>")
                        .publishedTime())
                .isEqualTo(moment);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
        <meta name=author content="Ada Moor"> => Ada Moor
        <meta name=author content="By Ada Moor"> => Ada Moor
        <meta name=author content="Ada Moor"><meta name=author content="Kofi Osei"> => Ada Moor, Kofi Osei
        <meta name=author content="Ada Moor"><meta name=author content="Ada Moor"> => Ada Moor
        <meta name=author content="https://site.example/ada"> =>
        <meta name=citation_author content="Moor, Ada"><meta name=citation_author content="Osei, Kofi"> => Ada Moor, Kofi Osei
        <meta property=article:author content="Ada Moor"> => Ada Moor
        """)
    void readsWhoWroteIt(String html, String byline) {
        assertThat(read(html).byline()).isEqualTo(byline);
    }

    @Test
    void prefersJsonLdToOpenGraphToMeta() {
        Metadata read = read("""
            <html lang=en-gb><head><meta name=author content="By name"><meta property=og:site_name content="OG site">
            <meta name=description content="Plain"><meta property=og:description content="OG &amp;quot;said&amp;quot;">
            <script type="application/ld+json">//<![CDATA[
            {"@context":"https://schema.org","@type":"BlogPosting","author":[{"@type":"Person","name":"Ada"},{"name":"Grace"}],
             "datePublished":"2026-01-02","dateModified":"2026-01-03T04:05:06Z","publisher":{"name":"LD site"},"keywords":"one, two"}
            //]]></script></head>\
            """);
        assertThat(read.byline()).isEqualTo("Ada, Grace");
        assertThat(read.siteName()).isEqualTo("LD site");
        assertThat(read.excerpt()).isEqualTo("OG \"said\"");
        assertThat(read.publishedTime()).isEqualTo("2026-01-02T00:00:00Z");
        assertThat(read.publishedText()).isEqualTo("2026-01-02");
        assertThat(read.modifiedTime()).isEqualTo("2026-01-03T04:05:06Z");
        assertThat(read.lang()).isEqualTo("en-gb");
        assertThat(read.keywords()).containsExactly("one", "two");
    }

    @Test
    void collectsKeywordsOnceAndInOrder() {
        assertThat(read("<meta property=article:tag content=Networks><meta property=article:tag content=TCP><meta"
                                + " name=keywords content='tcp,keepalive，网络编程、心跳; networks,,'><a rel=tag>Linux</a>")
                        .keywords())
                .containsExactly("Networks", "TCP", "keepalive", "网络编程", "心跳", "Linux");
    }

    @Test
    void makesAddressesAbsolute() {
        Metadata read =
                read("<link rel='Canonical' href='../b/?x=1'><meta property=og:image content='//cdn.example/p.png'>");
        assertThat(read.canonicalUrl()).isEqualTo("https://www.site.example/b/?x=1");
        assertThat(read.image()).isEqualTo("https://cdn.example/p.png");
        assertThat(read("<base href='/base/'><link rel=canonical href=c>").canonicalUrl())
                .isEqualTo("https://www.site.example/base/c");
    }

    @ParameterizedTest
    @CsvSource({"javascript:alert(1)", "data:text/html;x", "ftp://site.example/", "'http://'", "'   '"})
    void takesNoAddressButHttp(String address) {
        Metadata read = read(
                "<link rel=canonical href=\"" + address + "\"><meta property=og:image content=\"" + address + "\">");
        assertThat(read.canonicalUrl()).isNull();
        assertThat(read.image()).isNull();
    }

    @Test
    void boundsAndCleansWhatAStrangerClaims() {
        Metadata read = read("<title>\u202Eevil\u0007 ti\u200Etle\u2066 " + "x".repeat(1_000_000)
                + "</title><meta name=author content='" + "a ".repeat(500_000) + "'><meta name=keywords content='"
                + "k,".repeat(100_000) + "z'><html lang='<script>'>");
        assertThat(read.title())
                .startsWith("evil title xx")
                .hasSizeLessThanOrEqualTo(Metadata.MAX_LINE)
                .doesNotContain("\u202E");
        assertThat(read.byline()).hasSizeLessThanOrEqualTo(Metadata.MAX_LINE);
        assertThat(read.keywords()).contains("k").hasSizeLessThanOrEqualTo(Metadata.MAX_KEYWORDS);
        assertThat(read.lang()).isNull();
    }

    @Test
    void survivesDeepAndWideJson() {
        assertThat(read("<title>Fine</title><script type=application/ld+json>" + "[".repeat(100_000) + "</script>")
                        .title())
                .isEqualTo("Fine");
        assertThat(read("<title>Fine</title><script type=application/ld+json>{\"@graph\":[" + "{},".repeat(100_000)
                                + "{}]}</script>")
                        .title())
                .isEqualTo("Fine");
    }

    private static Metadata read(String html) {
        return Metadata.of(Jsoup.parse(html, URL), URL);
    }
}
