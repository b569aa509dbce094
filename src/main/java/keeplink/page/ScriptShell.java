package keeplink.page;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Knows pages that are nothing without JavaScript.
final class ScriptShell {
    private static final int NOSCRIPT = 20_000;
    /// So many letters beside a request for JavaScript are no page yet: names of menus, a copyright.
    private static final int SHELL = 250;
    private static final int EMPTY = 60;
    /// "Loading, please wait" is no longer than this.
    private static final int MESSAGE = 30;
    private static final Words NEEDS_JAVASCRIPT =
            Words.of("enable~javascript javascript~is~disabled requires~javascript javascript~to~run"
                    + " turn~on~javascript without~javascript javascript~is~required javascript~is~not~available"
                    + " javascript~must~be~enabled javascript~enabled activate~javascript 启用javascript 启用~javascript"
                    + " 开启javascript 开启~javascript 打开javascript 支持javascript 支持~javascript 請啟用~javascript 运行~javascript"
                    + " javascriptを有効 javascript~を有効 javascript~aktivieren activer~javascript");
    private static final Words STILL_LOADING = Words.of("loading 加载中 正在加载 載入中 読み込み please~wait");
    private static final Words MOUNT_POINTS = Words.of(
            "~root~ ~app~ ~__next~ ~__nuxt~ ~app-root~ ~react-root~ ~mount~ ~___gatsby~ ~q-app~ ~svelte~ ~main-app~"
                    + " ~reactroot~ ~ember-app~ ~application~ ~app-mount~ ~react-app~ ~vue-app~");

    private ScriptShell() {}

    /// Nothing to read, and built to be filled by a script.
    ///
    /// @param text what there is to read
    static boolean is(Document page, String text) {
        if (page.getElementsByTag("script").isEmpty()) {
            return false;
        }
        boolean asksAloud = NEEDS_JAVASCRIPT.in(text);
        boolean asks = asksAloud || NEEDS_JAVASCRIPT.in(withoutScript(page));
        int rest = 0;
        boolean loading = false;
        for (String line : text.split("\n", 200)) {
            boolean waits = line.length() < MESSAGE && STILL_LOADING.in(line);
            loading |= waits;
            rest += waits || NEEDS_JAVASCRIPT.in(line) ? 0 : Texts.letters(line.strip());
        }
        boolean meant = asks || emptyMount(page) || loading || rest == 0;
        return meant && rest < (asksAloud || (asks && emptyMount(page)) ? SHELL : EMPTY);
    }

    private static String withoutScript(Document page) {
        StringBuilder said = new StringBuilder();
        for (Element noscript : page.getElementsByTag("noscript")) {
            if (said.length() < NOSCRIPT) {
                said.append(noscript.text()).append(' ');
            }
        }
        return said.substring(0, Math.min(NOSCRIPT, said.length()));
    }

    private static boolean emptyMount(Document page) {
        for (Element child : page.select("body > *, body > div > div, app-root, [ng-app], [data-reactroot]")) {
            String names = child.id() + " " + child.normalName();
            if (child.childrenSize() <= 2 && child.text().length() < 60 && MOUNT_POINTS.in(names)) {
                return true;
            }
        }
        return false;
    }
}
