package keeplink.snapshot;

import java.util.Set;
import java.util.regex.Pattern;

/// What of HTML, SVG and MathML a snapshot may hold. Names are in lower case.
///
/// Sources: HTML Living Standard (sections 4 and 16.2 for what is obsolete but still shown), SVG 2, Filter
/// Effects Module
/// Level 1, MathML Core.
final class Markup {
    /// Elements of HTML that are copied with their attributes.
    static final Set<String> HTML = words("""
        a abbr acronym address area article aside b bdi bdo big blink blockquote br button canvas caption center cite
        code col colgroup data datalist dd del details dfn dialog dir div dl dt em fieldset figcaption figure font footer
        form h1 h2 h3 h4 h5 h6 header hgroup hr i ins kbd label legend li main map mark marquee menu meter nav nobr ol
        optgroup option output p picture pre progress q rb rp rt rtc ruby s samp search section select slot small span
        strike strong sub summary sup table tbody td textarea tfoot th thead time title tr tt u ul var wbr\
        """);

    /// Elements of HTML that are left out with all that is in them.
    static final Set<String> DROPPED = words("""
        script base param track source bgsound noembed noframes basefont\
        """);

    /// Elements of HTML without an end tag.
    static final Set<String> VOID = words("area br col hr img input link meta wbr");

    /// Attributes that may stand on any element of HTML.
    static final Set<String> HTML_ATTRIBUTES = words("""
        abbr align alink alt axis bgcolor border cellpadding cellspacing char charoff checked class clear color cols
        colspan compact contenteditable coords datetime dir disabled face for frame headers height hidden high hspace id label lang link
        list low max maxlength min multiple name noshade nowrap open optimum part placeholder popover popovertarget
        popovertargetaction readonly required reversed role rows rowspan rules scope selected shape size slot span
        spellcheck start step summary text title translate type usemap valign value vlink vspace width wrap xml:lang
        bordercolor bottommargin direction inert itemprop leftmargin loop marginheight marginwidth
        minlength pattern property rightmargin scrollamount topmargin\
        """);

    /// Attributes that speak to a person, to styles or to the page's own scripts and carry no address, by the form of
    /// their names: no element of a standard has others with a hyphen than the two.
    private static final Pattern OPEN_ENDED =
            Pattern.compile("(?!on|http-equiv|accept-charset)[a-z][a-z0-9]{0,31}-[a-z0-9_.-]{1,64}");

    /// Attributes of elements a page made up: what they mean only its scripts and styles know.
    private static final Pattern OF_CUSTOM = Pattern.compile(
            "(?!on|src|href|action|data$|background|poster|ping|style|nonce|is$|autofocus|content|target|profile)[a-z][a-z0-9]{1,31}");

    /// Elements a page made up: they have a hyphen, which no element of a standard's future will have.
    private static final Pattern CUSTOM = Pattern.compile("[a-z][a-z0-9._]{0,63}-[a-z0-9._-]{0,63}");

    /// Names with a hyphen that belong to SVG and MathML (HTML standard, section 4.13.3).
    private static final Set<String> RESERVED = words("""
        annotation-xml color-profile font-face font-face-src font-face-uri font-face-format font-face-name missing-glyph\
        """);

    static final Set<String> SVG = words("""
        svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textpath image lineargradient
        radialgradient stop clippath mask pattern marker filter title desc switch view a style foreignobject
        feblend fecolormatrix fecomponenttransfer fecomposite feconvolvematrix fediffuselighting fedisplacementmap
        fedistantlight fedropshadow feflood fefunca fefuncb fefuncg fefuncr fegaussianblur feimage femerge femergenode
        femorphology feoffset fepointlight fespecularlighting fespotlight fetile feturbulence\
        """);

    static final Set<String> SVG_ATTRIBUTES = words("""
        alignment-baseline amplitude aria-hidden aria-label aria-labelledby azimuth basefrequency baseline-shift bias
        class clip clip-path clip-rule clippathunits color color-interpolation color-interpolation-filters
        color-rendering cursor cx cy d diffuseconstant dir direction display divisor dominant-baseline dx dy edgemode
        elevation enable-background exponent fill fill-opacity fill-rule filter filterunits flood-color flood-opacity
        focusable font-family font-size font-size-adjust font-stretch font-style font-variant font-weight fr fx fy
        glyph-orientation-horizontal glyph-orientation-vertical gradienttransform gradientunits height id
        image-rendering in in2 intercept k1 k2 k3 k4 kernelmatrix kernelunitlength lang lengthadjust letter-spacing
        lighting-color limitingconeangle marker-end marker-height marker-mid marker-start markerheight markerunits
        markerwidth mask mask-type maskcontentunits maskunits mode numoctaves offset opacity operator order orient
        overflow paint-order pathlength patterncontentunits patterntransform patternunits pointer-events points
        pointsatx pointsaty pointsatz preservealpha preserveaspectratio primitiveunits r radius refx refy result role
        rotate rx ry scale seed shape-rendering side slope spacing specularconstant specularexponent spreadmethod
        startoffset stddeviation stitchtiles stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset
        stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width surfacescale systemlanguage tabindex
        tablevalues targetx targety text-anchor text-decoration text-overflow text-rendering textlength transform
        transform-origin type unicode-bidi values vector-effect version viewbox visibility white-space width word-spacing
        writing-mode x x1 x2 xchannelselector xml:lang xml:space y y1 y2 ychannelselector z\
        """);

    /// Attributes of SVG that are read as CSS and may hold addresses or fonts.
    static final Set<String> SVG_STYLED = words("""
        clip-path cursor enable-background fill filter font-family marker-end marker-mid marker-start mask stroke\
        """);

    static final Set<String> MATHML = words("""
        math annotation maction malignmark maligngroup menclose merror mfenced mfrac mglyph mi mlabeledtr mmultiscripts
        mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext
        mtr munder munderover none semantics\
        """);

    static final Set<String> MATHML_ATTRIBUTES = words("""
        accent accentunder align alttext bevelled class close columnalign columnlines columnspacing columnspan
        denomalign depth dir display displaystyle encoding fence form frame framespacing height id lang largeop
        linethickness lquote lspace mathbackground mathcolor mathsize mathvariant maxsize minsize movablelimits notation
        numalign open rowalign rowlines rowspacing rowspan rquote rspace scriptlevel separator separators stretchy
        symmetric voffset width\
        """);

    /// Names that are known to some parser, though not to this writer: what they mean there is not looked into.
    private static final Set<String> KNOWN = words("""
        animate animatecolor animatemotion animatetransform annotation-xml applet base basefont bgsound body
        cursor discard embed frame frameset handler head hatch html iframe image img input isindex keygen link listener
        listing menuitem meta mpath multicol nextid noembed noframes noscript object param plaintext portal fencedframe
        prefetch rb script selectedcontent set solidcolor source style template track video audio xmp\
        """);

    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9]{0,31}");

    private Markup() {}

    /// Whether an attribute may stand on an element of SVG.
    static boolean mayDraw(String element, String attribute) {
        // Anywhere but in a filter they would be those of an animation.
        return SVG_ATTRIBUTES.contains(attribute) && (!attribute.equals("values") || element.startsWith("fe"));
    }

    /// Whether an element is one no standard knows, which a browser shows as if it were a `span`.
    static boolean isMadeUp(String name) {
        return isCustom(name)
                || (WORD.matcher(name).matches()
                        && !KNOWN.contains(name)
                        && !DROPPED.contains(name)
                        && !SVG.contains(name)
                        && !MATHML.contains(name));
    }

    /// Whether it is an attribute whose meaning only the page's scripts and styles know.
    static boolean isOpenEnded(String element, String attribute) {
        return (attribute.indexOf('-') > 0 && OPEN_ENDED.matcher(attribute).matches())
                || isOfCustom(element, attribute);
    }

    /// Whether it is an attribute a page gave an element of its own.
    static boolean isOfCustom(String element, String attribute) {
        return isCustom(element) && OF_CUSTOM.matcher(attribute).matches();
    }

    /// Whether it is a name a page may give an element of its own.
    static boolean isCustom(String name) {
        // Asked for every element and attribute of a page, nearly all of which have none.
        return name.indexOf('-') > 0 && CUSTOM.matcher(name).matches() && !RESERVED.contains(name);
    }

    private static Set<String> words(String list) {
        return Set.of(list.strip().split("\\s+"));
    }
}
