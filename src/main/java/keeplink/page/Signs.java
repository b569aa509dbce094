package keeplink.page;

import java.util.List;

/// The words by which what stands before or instead of a page gives itself away: in its title, its text, its address and
/// its markup. A single list proves nothing, for an article about captchas has the words as well; [VerdictClassifier] asks
/// for several that agree.
///
/// @param title in the title or a first heading
/// @param text in what a reader sees
/// @param address in the address that answered
/// @param markup in addresses of scripts, frames and forms and in ids and classes
record Signs(Words title, Words text, Words address, Words markup) {
    private static Words words(String... phrases) {
        return Words.of(String.join(" ", List.of(phrases).stream().map(p -> p.replace(' ', '~')).toList()));
    }

    static final Signs CAPTCHA = new Signs(
            words("just a moment", "attention required", "security check", "security verification", "verify you are human", "human verification",
                    "are you a robot", "are you human", "robot check", "bot verification", "captcha", "pardon our interruption", "access denied",
                    "checking your browser", "ddos-guard", "please verify", "verification required", "one moment, please", "unusual traffic", "请稍候",
                    "安全验证", "验证码", "人机验证", "访问验证", "滑动验证", "滑块验证", "身份验证", "安全检查", "安全檢查", "請稍候", "驗證", "环境异常",
                    "ロボットではありません", "잠시만 기다리"),
            words("verify you are human", "verifying you are human", "verify that you are human", "verify you're human", "confirm you are human",
                    "confirm that you're human", "you're not a robot", "you are not a robot", "i'm not a robot", "unusual traffic from your computer network",
                    "checking your browser", "checking if the site connection is secure", "needs to review the security of your connection",
                    "enable javascript and cookies to continue", "complete the security check", "press & hold", "press and hold", "unusual activity from your",
                    "automated access", "automated requests", "enter the characters you see", "type the characters you see", "solve the captcha",
                    "performance & security by cloudflare", "cloudflare ray id", "something about your browser made us think you were a bot",
                    "ddos protection by", "complete the captcha", "请完成安全验证", "完成验证", "拖动滑块", "拖动下方滑块", "拖动左侧滑块", "向右滑动", "滑动验证",
                    "点击按钮进行验证", "点击进行验证", "访问过于频繁", "请输入验证码", "输入图中", "当前环境异常", "异常流量", "请求存在异常", "系统检测到您",
                    "检测到您的网络", "确认您是真人", "确认您不是机器人", "正在进行安全检查", "安全验证", "為了確認", "不是機器人", "依次点击"),
            words("/sorry/index", "/sorry/", "captcha", "/challenge", "wappass.", "/antispam", "/anti_spider", "antispider", "/punish", "unhuman",
                    "/verify", "secitptpage", "sec.douban", "/safety/", "wappoc_appmsgcaptcha"),
            words("challenge-platform", "cf-challenge", "cf-turnstile", "cf_chl", "challenges.cloudflare.com", "cf-error-details", "g-recaptcha",
                    "recaptcha/api", "recaptcha/enterprise", "hcaptcha.com", "h-captcha", "geetest", "gt4.js", "tcaptcha", "captcha.qq.com",
                    "captcha.gtimg.com", "aliyuncaptcha", "aliyun-captcha", "nc_1_n1z", "nocaptcha", "baxia", "awsc.js", "px-captcha", "perimeterx",
                    "captcha-delivery.com", "datadome", "_incapsula_resource", "awswaf", "aws-waf", "kpsdk", "captcha-form", "ddos-guard", "friendlycaptcha",
                    "arkoselabs", "funcaptcha", "validatecaptcha", "passmod", "vcode", "captcha"));

    static final Signs LOGIN = new Signs(
            words("log in", "login", "log on", "sign in", "signin", "sign up", "登录", "登入", "登錄", "ログイン", "로그인", "connexion", "anmelden", "einloggen",
                    "iniciar sesión", "accedi", "вход"),
            words("log in to continue", "login to continue", "sign in to continue", "you must be logged in", "you must log in", "you must sign in",
                    "please log in", "please login", "please sign in", "need to log in", "need to sign in", "log in or sign up", "sign in or create", "log into",
                    "log in to view", "log in to see", "sign in to view", "sign in with google", "continue with google", "create new account", "forgot password",
                    "forgotten password", "forgot your password", "keep me signed in", "members only", "登录后", "登錄後", "登入後", "请先登录", "請先登入",
                    "请登录", "登录查看", "扫码登录", "密码登录", "短信登录", "验证码登录", "需要登录", "立即登录", "忘记密码", "未注册手机", "您还没有登录", "尚未登录",
                    "ログインしてください", "로그인이 필요"),
            words("/login", "/signin", "/sign_in", "/sign-in", "/log-in", "/logon", "/sso", "passport.", "/passport", "accounts.google.", "login.",
                    "/authwall", "/checkpoint", "/oauth", "/users/sign", "/account/begin", "/i/flow/login", "auth."),
            words("login-form", "loginform", "login_form", "signin-form", "login-box", "loginbox", "login-container", "login-panel", "login-modal", "authwall",
                    "qrcode-login", "qrlogin", "/login", "/signin", "/session", "passport", "signflow"));

    static final Signs CONSENT = new Signs(
            words("before you continue", "consent", "cookie", "privacy settings", "your privacy", "privacy choices", "we value your privacy", "datenschutz",
                    "zustimmung", "privacy gate", "avant d'accéder", "avant de continuer", "bevor sie fortfahren", "隐私", "yahoo family of brands"),
            words("before you continue to", "accept all", "reject all", "we and our partners", "we value your privacy", "we use cookies", "uses cookies and",
                    "your privacy choices", "manage privacy settings", "manage settings", "agree and continue", "i agree", "store and/or access information",
                    "alle akzeptieren", "alle ablehnen", "zustimmen und weiter", "cookies zustimmen", "mit werbung", "tout accepter", "tout refuser",
                    "aceptar todo", "accepteer", "part of the yahoo family of brands", "同意并继续", "接受所有", "全部接受", "accept cookies"),
            words("consent.", "/consent", "guce.", "privacy-gate", "privacywall", "/cookiewall", "cookiewall", "/gdpr", "zustimmung", "/privacy-settings", "myprivacy."),
            words("consent", "didomi", "onetrust", "sp_message", "sourcepoint", "qc-cmp", "cookiewall", "cmp-", "gdpr", "usercentrics", "guce"));

    static final Signs PARKED = new Signs(
            words("domain for sale", "is for sale", "domain parked", "parked domain", "buy this domain", "域名出售", "域名转让", "domain steht zum verkauf", "hugedomains",
                    "domain name for sale", "域名正在出售"),
            words("this domain is for sale", "domain is for sale", "buy this domain", "domain may be for sale", "domain name is for sale", "is parked free", "domain is parked",
                    "parked domain", "this domain has expired", "domain has expired", "make an offer", "inquire about this domain", "related searches",
                    "the owner of this domain", "domain owner", "own this domain", "courtesy of godaddy", "domain steht zum verkauf", "该域名", "此域名",
                    "本域名", "域名出售", "域名转让", "get this domain", "purchase this domain", "renew your domain"),
            words("hugedomains", "sedo.com", "dan.com", "afternic", "/lander", "parking", "domain_profile"),
            words("sedoparking", "parkingcrew", "bodis.com", "dan.com", "hugedomains", "afternic", "parklogic", "above.com", "adsense/domains/caf", "parking-lander",
                    "img1.wsimg.com/parking", "domainlander", "parkweb", "/lander", "sedo.com", "domain_profile", "park.io", "4.cn", "domains/caf.js"));

    static final Signs NOT_FOUND = new Signs(
            words("~404~", "404:", "404 ", "page not found", "not found", "page cannot be found", "page can't be found", "page doesn't exist", "doesn't exist",
                    "does not exist", "no longer available", "nothing found", "nothing here", "页面不存在", "找不到页面", "页面未找到", "页面没有找到", "找不到网页", "页面找不到",
                    "頁面不存在", "找不到頁面", "内容不存在", "已被删除", "seite nicht gefunden", "page introuvable", "página no encontrada", "ページが見つかりません", "страница не найдена",
                    "페이지를 찾을 수 없"),
            words("page you are looking for", "page you're looking for", "page you were looking for", "page you requested", "page you have requested", "page you were trying",
                    "couldn't find that page", "can't find that page", "couldn't find the page", "can’t find the page", "could not be found", "page cannot be found", "doesn't exist",
                    "doesn’t exist", "does not exist", "no longer exists", "no longer available", "may have been moved", "may have been removed", "has been removed",
                    "might have been removed", "page not found", "error 404", "404 error", "go back home", "back to homepage", "return to the homepage", "go to homepage", "访问的页面不存在",
                    "页面不存在", "找不到您", "页面已删除", "已被删除", "已经删除", "内容不存在", "该文章不存在", "已被发布者删除", "返回首页", "回到首页", "返回主页", "找不到頁面", "頁面不存在",
                    "wurde nicht gefunden", "n'existe pas", "n’existe pas", "no existe", "見つかりません", "お探しのページ", "не найдена", "찾을 수 없"),
            words("/404", "notfound", "not-found", "not_found", "/error", "errorpage", "error.html", "pagenotfound"),
            words("error-404", "error404", "page-404", "page404", "not-found", "notfound", "http-404", "errorpage", "error-page", "error_page"));
}
