package keeplink.fetch;

/// A page that costs more than it is worth, on a site that has it.
public interface HostilePage {
    String name();

    /// Where it is on the site.
    default String path() {
        return "/" + name();
    }

    /// How its server answers.
    TestSite.Handler handler();

    /// The verdict that has to come of it, as files that leave Keeplink say it, as a regular expression.
    String verdict();

    /// Puts some on a site.
    static TestSite on(TestSite site, HostilePage... pages) {
        for (HostilePage page : pages) {
            site.on(page.path(), page.handler());
        }
        return site;
    }
}
