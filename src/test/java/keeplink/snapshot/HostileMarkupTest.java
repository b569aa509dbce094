package keeplink.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileMarkupTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<script src=//evil.example/x.js></script>",
                "<SCRIPT/SRC=//evil.example/x.js></SCRIPT>",
                "<body onload=alert(1) onpageshow=alert(2)>",
                "<html onclick=alert(1)><body>",
                "<p onclick='alert(1)' ONMOUSEOVER=alert(2) oNfocus=alert(3) tabindex=0>x",
                "<img src=x onerror=alert(1)>",
                "<img src='javascript:alert(1)'>",
                "<img/src=`x`/onerror=alert(1)>",
                "<img src=\"x\"onerror=alert(1)//",
                "<a href=javascript:alert(1)>x</a>",
                "<a href=' javascript:alert(1)'>x</a>",
                "<a href='java\tscript:alert(1)'>x</a>",
                "<a href='java\nscript:alert(1)'>x</a>",
                "<a href='&#1;javascript:alert(1)'>x</a>",
                "<a href='&#x6A;avascript&colon;alert(1)'>x</a>",
                "<a href='&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A&#x61lert(1)'>x</a>",
                "<a href=vbscript:msgbox(1)>x</a>",
                "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
                "<a href='view-source:javascript:alert(1)'>x</a>",
                "<a href=https://ok.example ping=https://evil.example/ping download>x</a>",
                "<area href=javascript:alert(1)>",
                "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
                "<META HTTP-EQUIV=\"Refresh\" content=\"0;url=javascript:alert(1)\">",
                "<meta http-equiv=set-cookie content=a=b>",
                "<meta http-equiv=Content-Security-Policy content='script-src *'>",
                "<base href=https://evil.example/ target=_blank><a href=x>x</a>",
                "<object data=https://evil.example/x.swf></object>",
                "<object data='data:text/html,<script>alert(1)</script>'><param name=src value=https://evil.example/></object>",
                "<embed src=https://evil.example/x.swf allowscriptaccess=always>",
                "<embed src='javascript:alert(1)'>",
                "<applet code=Evil archive=https://evil.example/x.jar>x</applet>",
                "<iframe src=https://evil.example/></iframe>",
                "<iframe src=javascript:alert(1)></iframe>",
                "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
                "<iframe><script>alert(1)</script></iframe>",
                "<frameset onload=alert(1)><frame src=javascript:alert(1)></frameset>",
                "<portal src=https://evil.example/></portal>",
                "<form action=https://evil.example/ method=post target=_blank><input name=a><button formaction=javascript:alert(1)>x</button></form>",
                "<input type=image src=javascript:alert(1) formaction=https://evil.example/>",
                "<isindex action=javascript:alert(1) type=image>",
                "<button form=f formaction=https://evil.example/ formtarget=_blank>x</button><form id=f></form>",
                "<link rel=stylesheet href=javascript:alert(1)>",
                "<link rel=import href=https://evil.example/>",
                "<link rel=preload as=script href=https://evil.example/x.js>",
                "<link rel='dns-prefetch preconnect prefetch prerender modulepreload' href=https://evil.example/>",
                "<link rel=manifest href=https://evil.example/m.json>",
                "<style>@import 'https://evil.example/x.css';</style>",
                "<style>@\\69mport url(https://evil.example/x.css);</style>",
                "<style>a{b:c} @import url(https://evil.example/x.css);</style>",
                "<style>a{background:url(https://evil.example/x)}</style>",
                "<style>a{background:\\75rl(https://evil.example/x)}</style>",
                "<style>a{background:url('https://evil.example/x'}</style>",
                "<style>a{background:u<!--rl(https://evil.example/x)}</style>",
                "<style>a{background:u/**/rl(https://evil.example/x)}</style>",
                "<style>a{background:u\\\nrl(https://evil.example/x)}</style>",
                "<style>a{background:image-set('https://evil.example/x' 1x, url(https://evil.example/y) 2x)}</style>",
                "<style>a{background:-webkit-image-set(url(https://evil.example/x) 1x</style>",
                "<style>a{background:src('https://evil.example/x')}</style>",
                "<style>a{background:image('https://evil.example/x')}</style>",
                "<style>@namespace url(https://evil.example/);@charset 'x';</style>",
                "<style>@font-face{font-family:x;src:url(https://evil.example/x)}body{font-family:x}</style>x",
                "<style>a{width:expression(alert(1))}</style>",
                "<style>a{behavior:url(https://evil.example/x.htc);-moz-binding:url(https://evil.example/x.xml#a)}</style>",
                "<style>a{filter:progid:DXImageTransform.Microsoft.AlphaImageLoader(src='https://evil.example/x')}</style>",
                "<style>a{--x:url(https://evil.example/x);background:var(--x)}</style>",
                "<style>a{content:'</style><script>alert(1)</script>'}</style>",
                "<style>a::before{content:'\\3c/style\\3e\\3cscript\\3e alert(1)'}</style>",
                "<style>.\\<\\/style\\>\\<script\\>{a:b}</style>",
                "<style><!--</style><script>alert(1)</script>--></style>",
                "<p style='background:url(https://evil.example/x)'>x",
                "<p style='background:url(&quot;javascript:alert(1)&quot;)'>x",
                "<p style='a:b}@import url(https://evil.example/x);c{d:e'>x",
                "<p style=\"x:expression(alert(1));behavior:url(x)\">x",
                "<table background=https://evil.example/x><td background=javascript:alert(1)>x</table>",
                "<video src=https://evil.example/x poster=https://evil.example/p autoplay onerror=alert(1)><source src=x onerror=alert(1)></video>",
                "<audio src=https://evil.example/x autoplay onloadstart=alert(1)></audio>",
                "<img srcset='https://evil.example/a 1x, javascript:alert(1) 2x' src=https://evil.example/b lowsrc=https://evil.example/c longdesc=https://evil.example/d>",
                "<picture><source srcset=https://evil.example/a><img src=https://evil.example/b></picture>",
                "<svg onload=alert(1)><script>alert(1)</script></svg>",
                "<svg><script xlink:href=https://evil.example/x.js /></svg>",
                "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
                "<svg><a><animate attributeName=href values=javascript:alert(1) /><text>x</text></a></svg>",
                "<svg><set attributeName=onmouseover to=alert(1) /></svg>",
                "<svg><use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><script>alert(1)</script></svg>#x' /></svg>",
                "<svg><use xlink:href=https://evil.example/x.svg#y /></svg>",
                "<svg><image xlink:href=https://evil.example/x.png /><feImage href=https://evil.example/y /></svg>",
                "<svg><foreignObject><iframe src=javascript:alert(1)></iframe><body onload=alert(1)></foreignObject></svg>",
                "<svg><style>@import 'https://evil.example/x';a{b:url(https://evil.example/y)}</style></svg>",
                "<svg><style>&lt;/style&gt;&lt;img src=x onerror=alert(1)&gt;</style></svg>",
                "<svg><style>a{b:'&lt;img src=x onerror=alert(1)>'}</style></svg>",
                "<svg><rect fill='url(https://evil.example/x#a)' style='fill:url(https://evil.example/y)' filter='\\75rl(https://evil.example/z)' /></svg>",
                "<svg><handler xmlns:ev=http://www.w3.org/2001/xml-events ev:event=load>alert(1)</handler></svg>",
                "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
                "<svg><desc><![CDATA[</desc><script>alert(1)</script>]]></svg>",
                "<svg><title><style><img title='</style><script>alert(1)</script>'></style></title></svg>",
                "<math><a xlink:href=javascript:alert(1)>x</a><maction actiontype=statusline xlink:href=javascript:alert(1)>x</maction></math>",
                "<math href=javascript:alert(1)><mi xlink:href=javascript:alert(1)>x</mi></math>",
                "<math><annotation-xml encoding=text/html><script>alert(1)</script></annotation-xml></math>",
                "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'></mglyph></table></mtext></math>",
                "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)></style></mglyph></form></mtext></math>",
                "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
                "<noembed><img title='</noembed><img src=x onerror=alert(1)>'></noembed>",
                "<noframes><img title='</noframes><img src=x onerror=alert(1)>'></noframes>",
                "<xmp><img title='</xmp><img src=x onerror=alert(1)>'></xmp>",
                "<textarea><img title='</textarea><img src=x onerror=alert(1)>'></textarea>",
                "<title><img title='</title><img src=x onerror=alert(1)>'></title>",
                "<plaintext><script>alert(1)</script>",
                "<template><script>alert(1)</script><img src=x onerror=alert(1)></template>",
                "<div><template shadowrootmode=open><script>alert(1)</script><img src=x onerror=alert(1)><slot></slot></template></div>",
                "<!--><script>alert(1)</script>-->",
                "<!--[if IE]><script>alert(1)</script><![endif]-->",
                "<!-- --!><script>alert(1)</script>",
                "<![CDATA[><script>alert(1)</script>]]>",
                "<?xml-stylesheet href=https://evil.example/x.css?>",
                "<p title='\"><script>alert(1)</script>'>x",
                "<p class='\"&gt;&lt;script&gt;alert(1)&lt;/script&gt;' id=\"'><img src=x onerror=alert(1)>\">x",
                "<p data-x='\" onclick=alert(1) ' aria-label='\"><script>alert(1)</script>'>x",
                "<p \"onclick=alert(1) =x x=\"y\">x",
                "<x-y onclick=alert(1) is=z></x-y><evil onclick=alert(1)>x</evil>",
                "<p>&lt;script&gt;alert(1)&lt;/script&gt;",
                "<select><style></select><script>alert(1)</script></style></select>",
                "<table><tr><td><svg><desc><td><img src=x onerror=alert(1)></svg></table>",
                "<b><p><table><style><a title='</style><img src=x onerror=alert(1)>'>",
                "<bgsound src=https://evil.example/x><basefont onclick=x><keygen autofocus onfocus=alert(1)>",
                "<marquee onstart=alert(1) behavior=url(x)>x</marquee><details open ontoggle=alert(1)>x</details>",
                "<img src='data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"><script>alert(1)</script></svg>'>",
                "<img src='data:text/html,<script>alert(1)</script>'>",
                "<image src=x onerror=alert(1)>",
            })
    void nothingActiveOrRemoteIsLeft(String html) {
        SnapshotMaker.Made made = Snapshots.make(html + "<p>rest", new FakeSite());
        String composed = Snapshots.compose(made);
        Inert.assertInert(composed);
        // What a browser makes of it is inert as well when it is written and read once more.
        Inert.assertInert(Snapshots.compose(Snapshots.make(composed, new FakeSite())));
    }

    @Test
    void aPageCannotNameBlobsItself() {
        BlobId secret = BlobId.of("secret".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String reference = BlobReference.address(secret);
        String html = "<style>/*" + reference + "*/ a{b:url(" + reference + ");c:'" + reference + "'} " + reference
                + "{a:b} @x " + reference + "; a{--b:1" + reference + "}</style>"
                + "<p title='" + reference + "' style='a:url(" + reference + ")'>" + reference + " (" + reference
                + ") /*" + reference + "*/ =\"" + reference + "\"</p>"
                + "<img src=" + reference + " alt=\"" + reference + "\"><a href=" + reference + ">x</a><svg><text fill="
                + reference + ">" + reference + "</text></svg>";
        SnapshotMaker.Made made = Snapshots.make(html, new FakeSite());
        assertThat(made.html()).doesNotContain(BlobReference.SCHEME);
        assertThat(Snapshots.parse(made.html()).select("p").text()).startsWith(reference + " (" + reference + ")");
    }
}
