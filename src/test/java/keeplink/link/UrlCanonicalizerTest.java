package keeplink.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlCanonicalizerTest {
    private final UrlCanonicalizer canonicalizer = new UrlCanonicalizer();

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '§',
            ignoreLeadingAndTrailingWhitespace = true,
            textBlock = """
            HTTP://Example.COM -> http://example.com/
            https://example.com/ -> https://example.com/
            https://example.com/A/b -> https://example.com/A/b
            example.com -> http://example.com/
            example.com/x -> http://example.com/x
            www.example.com/x?y=1 -> http://www.example.com/x?y=1
            example.com:8080/x -> http://example.com:8080/x
            //example.com/x -> http://example.com/x
            https:example.com/x -> https://example.com/x
            https:/example.com/x -> https://example.com/x
            https:////example.com/x -> https://example.com/x
            https:\\\\example.com\\a\\b -> https://example.com/a/b
            http://example.com:80/ -> http://example.com/
            https://example.com:443/a -> https://example.com/a
            https://example.com:80/a -> https://example.com:80/a
            http://example.com:443/a -> http://example.com:443/a
            http://example.com:/a -> http://example.com/a
            http://example.com:00080/a -> http://example.com/a
            http://example.com:65535/a -> http://example.com:65535/a
            http://example.com./a -> http://example.com/a
            http://my_host.example.com/a -> http://my_host.example.com/a
            http://-a-.example.com/ -> http://-a-.example.com/
            http://r3---sn.example.com/ -> http://r3---sn.example.com/
            http://localhost:3000/ -> http://localhost:3000/
            http://intranet/wiki -> http://intranet/wiki
            http://anna:secret@example.com/ -> http://anna:secret@example.com/
            http://anna@home:p@ss@example.com/ -> http://anna%40home:p%40ss@example.com/
            http://@example.com/ -> http://example.com/
            http://:@example.com/ -> http://example.com/
            http://127.0.0.1:8000/x -> http://127.0.0.1:8000/x
            http://2130706433/ -> http://127.0.0.1/
            http://0x7f.1/ -> http://127.0.0.1/
            http://0177.0.0.01/ -> http://127.0.0.1/
            127.0.0.1/x -> http://127.0.0.1/x
            http://[::1]:8080/x -> http://[::1]:8080/x
            http://[2001:DB8:0:0:0:0:0:1]/ -> http://[2001:db8::1]/
            http://[2001:db8:0:1:0:0:0:0]/ -> http://[2001:db8:0:1::]/
            http://[1:2:3:4:5:6:7:8]/ -> http://[1:2:3:4:5:6:7:8]/
            http://[::]/ -> http://[::]/
            http://[::ffff:127.0.0.1]/ -> http://[::ffff:7f00:1]/
            http://例子.测试/页 -> http://xn--fsqu00a.xn--0zwm56d/%E9%A1%B5
            http://MÜNCHEN.example/ -> http://xn--mnchen-3ya.example/
            http://xn--mnchen-3ya.example/ -> http://xn--mnchen-3ya.example/
            http://faß.example/ -> http://xn--fa-hia.example/
            http://пример.испытание/путь -> http://xn--e1afmkfd.xn--80akhbyknj4f/%D0%BF%D1%83%D1%82%D1%8C
            http://مثال.إختبار/ -> http://xn--mgbh0fb.xn--kgbechtv/
            http://ドメイン.テスト/ -> http://xn--eckwd4c7c.xn--zckzah/
            http://i❤.ws/ -> http://xn--i-7iq.ws/
            http://例子。测试/ -> http://xn--fsqu00a.xn--0zwm56d/
            http://ｅｘａｍｐｌｅ．ｃｏｍ/ -> http://example.com/
            http://ex%61mple.com/ -> http://example.com/
            例子.测试/页 -> http://xn--fsqu00a.xn--0zwm56d/%E9%A1%B5
            http://example.com/a/./b/../c -> http://example.com/a/c
            http://example.com/a/b/.. -> http://example.com/a/
            http://example.com/a/. -> http://example.com/a/
            http://example.com/../../a -> http://example.com/a
            http://example.com/a/%2e%2E/b -> http://example.com/b
            http://example.com/a//b -> http://example.com/a//b
            http://example.com/%7eanna/%41 -> http://example.com/~anna/A
            http://example.com/%e4%bd%a0 -> http://example.com/%E4%BD%A0
            http://example.com/你好 -> http://example.com/%E4%BD%A0%E5%A5%BD
            http://example.com/a%2fb -> http://example.com/a%2Fb
            http://example.com/100% -> http://example.com/100%25
            http://example.com/%%34%31 -> http://example.com/%2541
            http://example.com/%zz -> http://example.com/%25zz
            http://example.com/a b|c"d -> http://example.com/a%20b%7Cc%22d
            http://example.com/wiki/Java_(language) -> http://example.com/wiki/Java_(language)
            http://example.com/@anna/a;b=c,d:e!f'g* -> http://example.com/@anna/a;b=c,d:e!f'g*
            http://example.com/😀 -> http://example.com/%F0%9F%98%80
            http://example.com? -> http://example.com/
            http://example.com?a=1 -> http://example.com/?a=1
            http://example.com/?b=2&a=1 -> http://example.com/?b=2&a=1
            http://example.com/?a=1&&b=2& -> http://example.com/?a=1&b=2
            http://example.com/?a[]=1&q=a+b -> http://example.com/?a%5B%5D=1&q=a+b
            http://example.com/?u=http://x.example/?a -> http://example.com/?u=http://x.example/?a
            http://example.com/?q=中文 -> http://example.com/?q=%E4%B8%AD%E6%96%87
            http://example.com/?a=1#part -> http://example.com/?a=1
            http://example.com/#/route/1 -> http://example.com/#/route/1
            http://example.com/#!/route?x=ü -> http://example.com/#!/route?x=%C3%BC
            http://example.com/#!room -> http://example.com/#!room
            http://example.com/a#:~:text=x -> http://example.com/a
            https://example.com/?utm_source=x&id=7&utm_medium=y -> https://example.com/?id=7
            https://example.com/?UTM_Source=x -> https://example.com/
            https://example.com/?utm%5Fsource=x&a -> https://example.com/?a
            https://example.com/?fbclid=1&gclid=2&msclkid=3&yclid=4&mc_eid=5&igshid=6 -> https://example.com/
            https://example.com/?si=5&feature=x&s=1&t=2 -> https://example.com/?si=5&feature=x&s=1&t=2
            https://www.youtube.com/watch?v=aBc&si=xyz&t=42 -> https://www.youtube.com/watch?v=aBc&t=42
            https://youtu.be/aBc?si=xyz -> https://youtu.be/aBc
            https://notyoutube.com/?si=1 -> https://notyoutube.com/?si=1
            https://x.com/anna/status/1?s=20&t=Ab -> https://x.com/anna/status/1
            https://www.instagram.com/p/abc/?igsh=x== -> https://www.instagram.com/p/abc/
            https://open.spotify.com/track/1?si=abc -> https://open.spotify.com/track/1
            https://www.amazon.de/dp/B0?ref_=x&pd_rd_w=1&th=1 -> https://www.amazon.de/dp/B0?th=1
            https://www.bilibili.com/video/BV1xx/?vd_source=1&p=2&spm_id_from=333 -> https://www.bilibili.com/video/BV1xx/?p=2
            https://www.bilibili.com/video/BV1xx?share_source=copy_web&share_medium=web&t=9 -> https://www.bilibili.com/video/BV1xx?t=9
            https://m.bilibili.com/video/BV1?buvid=X&is_story_h5=false&mid=a%3D%3D&plat_id=1&up_id=2&unique_k=q&timestamp=3 -> https://m.bilibili.com/video/BV1
            https://www.zhihu.com/question/1/answer/2?utm_psn=3&utm_id=0&share_code=x -> https://www.zhihu.com/question/1/answer/2
            https://mp.weixin.qq.com/s?__biz=MzA==&mid=22&idx=1&sn=6d&chksm=bc&mpshare=1&scene=1&srcid=10&sharer_shareinfo=b7&sharer_shareinfo_first=b7#rd -> https://mp.weixin.qq.com/s?__biz=MzA==&mid=22&idx=1&sn=6d
            https://mp.weixin.qq.com/s?__biz=M&mid=2&idx=1&sn=3&from=singlemessage&subscene=10000&sessionid=17&clicktime=1&enterid=1&ascene=1&fasttmpl_type=0&devicetype=iOS&version=1&lang=zh_CN&nettype=WIFI&pass_ticket=x&wx_header=3 -> https://mp.weixin.qq.com/s?__biz=M&mid=2&idx=1&sn=3
            https://mp.weixin.qq.com/s/AbC_d-e?scene=25#wechat_redirect -> https://mp.weixin.qq.com/s/AbC_d-e
            https://item.taobao.com/item.htm?spm=a1z10.1&id=5&ns=1&abbucket=2 -> https://item.taobao.com/item.htm?id=5
            https://detail.tmall.com/item.htm?id=5&scm=1007&skuId=9 -> https://detail.tmall.com/item.htm?id=5&skuId=9
            https://www.xiaohongshu.com/explore/6a1?xsec_token=AB=&xsec_source=pc_feed -> https://www.xiaohongshu.com/explore/6a1?xsec_token=AB=
            https://weibo.com/1/Ab?from=page_1&wm=3&type=comment -> https://weibo.com/1/Ab?type=comment
            https://blog.csdn.net/a/article/details/1?spm=1001&ops_request_misc=x&request_id=1 -> https://blog.csdn.net/a/article/details/1
            https://www.baidu.com/s?wd=数据库&rsv_spt=1&inputT=3 -> https://www.baidu.com/s?wd=%E6%95%B0%E6%8D%AE%E5%BA%93
            https://github.com/a/b?tab=readme-ov-file#install -> https://github.com/a/b?tab=readme-ov-file
            """)
    void bringsAddressesIntoOneForm(String given, String expected) {
        assertThat(canonicalizer.canonicalize(given).map(CanonicalUrl::value)).contains(expected);
        assertThat(canonicalizer.canonicalize(expected).map(CanonicalUrl::value))
                .as("a canonical address stays as it is")
                .contains(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", textBlock = """
            http://www.example.com/ -> https://example.com -> example.com
            https://example.com:8443/a/ -> https://example.com:8443/a -> example.com
            http://example.com/a/?b=/ -> https://example.com/a?b=/ -> example.com
            https://www.com/ -> https://www.com -> www.com
            https://www.sub.example.co.uk/x -> https://sub.example.co.uk/x -> sub.example.co.uk
            http://www.例子.测试/ -> https://xn--fsqu00a.xn--0zwm56d -> 例子.测试
            http://[::1]:80/a -> https://[::1]/a -> [::1]
            http://anna@www.example.com/ -> https://anna@example.com -> example.com
            http://example.com/#/a/ -> https://example.com#/a/ -> example.com
            """)
    void comparesWithoutSchemeWwwAndTrailingSlash(String given, String key, String site) {
        assertThat(canonicalizer.canonicalize(given)).hasValueSatisfying(url -> {
            assertThat(url.key()).isEqualTo(key);
            assertThat(url.site()).isEqualTo(site);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "http:",
                "http://",
                "https:///",
                "http://?a",
                "http://#a",
                "mailto:anna@example.com",
                "javascript:alert(1)",
                "ftp://example.com/",
                "file:///etc/passwd",
                "tel:123456",
                "data:text/html,x",
                "anna@example.com",
                "anna:secret@example.com",
                "word",
                "localhost",
                "see example.com",
                "example.com/ is nice",
                "3.14",
                "v1.2",
                "1.2.3.4.5",
                "256.1.1.1",
                "http://256.1.1.1/",
                "http://1.2.3.4.5/",
                "http://a b.example/",
                "http://example..com/",
                "http://.example.com/",
                "http://./",
                "http://example.com:65536/",
                "http://example.com:8a/",
                "http://example.com:80:80/",
                "http://[::1/",
                "http://[::g]/",
                "http://[fe80::1%25eth0]/",
                "http://[1.2.3.4]/",
                "http://<script>/",
                "http://exa%mple.com/",
                "http://*.example.com/",
                "http://%00/",
                "http://\uFFFD/",
                "view-source:https://example.com/",
                "://example.com",
                ":80/x",
                "http://xn--0/"
            })
    void refusesWhatIsNoLink(String given) {
        assertThat(canonicalizer.canonicalize(given)).isEmpty();
    }

    @Test
    void ignoresWhatSurroundsAnAddressAndLineBreaksInside() {
        assertThat(canonicalizer
                        .canonicalize("\u200B \u00A0\u3000https://exam\nple.com/a\tb\r\n\u2060")
                        .map(CanonicalUrl::value))
                .contains("https://example.com/ab");
    }

    @Test
    void keepsAddressesOfAnyLength() {
        String path = "你".repeat(10_000);
        assertThat(canonicalizer.canonicalize("https://example.com/" + path))
                .hasValueSatisfying(url -> assertThat(url.value()).hasSize(20 + 90_000));
        assertThat(canonicalizer.canonicalize("https://" + "a".repeat(64) + ".example/"))
                .isEmpty();
        assertThat(canonicalizer.canonicalize("https://" + "你".repeat(1_000_000)))
                .isEmpty();
    }

    @Test
    void encodesALonelySurrogateAsTheReplacementCharacter() {
        assertThat(canonicalizer.canonicalize("http://example.com/\uD83D").map(CanonicalUrl::value))
                .contains("http://example.com/%EF%BF%BD");
    }

    @Test
    void neverThrowsAndIsAFixedPoint() {
        Random random = new Random(20261123);
        String[] pieces = {
            "http://",
            "https:",
            "//",
            "/",
            "\\",
            "..",
            ".",
            "%",
            "%2e",
            "%2F",
            "%c3%BC",
            "@",
            ":",
            "80",
            "?",
            "#",
            "&",
            "=",
            "[",
            "]",
            "::",
            "[::1]",
            "example",
            ".com",
            "xn--",
            "ü",
            "ß",
            "例",
            "。",
            "ﬃ",
            "\u200D",
            "İ",
            "א",
            "1",
            "0x",
            "utm_source=",
            "spm",
            "!",
            " ",
            "\n",
            "\u0000",
            "\uD800",
            "\uDC00",
            "😀",
            "www.",
            "_",
            "-",
            "a\u0308",
            "ſ",
            "K"
        };
        int canonical = 0;
        for (int round = 0; round < 200_000; round++) {
            StringBuilder text = new StringBuilder(random.nextInt(3) > 0 ? "http://" : "");
            for (int i = random.nextInt(12); i >= 0; i--) {
                if (random.nextInt(8) == 0) {
                    text.append((char) random.nextInt(0x10000));
                } else {
                    text.append(pieces[random.nextInt(pieces.length)]);
                }
            }
            Optional<CanonicalUrl> once = canonicalizer.canonicalize(text.toString());
            if (once.isPresent()) {
                canonical++;
                assertThat(canonicalizer.canonicalize(once.get().value()))
                        .as("of \"%s\"", text)
                        .isEqualTo(once);
                assertThat(once.get().value()).matches("https?://[!-~]+/[!-~]*");
                assertThat(canonicalizer.canonicalize(once.get().key()).map(CanonicalUrl::key))
                        .as("key of \"%s\"", text)
                        .isPresent();
            }
        }
        assertThat(canonical).isGreaterThan(20_000);
    }
}
