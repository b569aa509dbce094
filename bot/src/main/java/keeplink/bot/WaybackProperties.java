package keeplink.bot;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Whether the Wayback Machine of the Internet Archive is asked and told anything: it learns addresses that are kept.
///
/// @param lookup whether it is asked for a copy of a page that is broken
/// @param save whether pages of new links are handed to it
/// @param url where it is asked
/// @param saveUrl where pages are handed over
@ConfigurationProperties("keeplink.wayback")
record WaybackProperties(
        @DefaultValue("false") boolean lookup,
        @DefaultValue("false") boolean save,
        @DefaultValue("https://archive.org") String url,
        @DefaultValue("https://web.archive.org") String saveUrl) {}
