package keeplink.search;

import com.ibm.icu.text.Normalizer2;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import keeplink.link.Condition;
import keeplink.link.Link;
import keeplink.link.Person;
import keeplink.link.Tag;
import keeplink.link.UrlCanonicalizer;
import keeplink.page.FileExtensions;
import keeplink.page.Verdict;

/// What a query can ask of a link, in the exact forms that are compared. Every index asks here, so that all of
/// them understand a query alike. Immutable.
///
/// @param tags keys of its tags and of all they are nested under
/// @param states which `is:` words are true of it
/// @param hosts its host and the domains above it
/// @param people by which `from:` words its keeper is meant, folded by [#person]
/// @param types by which `type:` words it is meant
/// @param words what it says, by field, in the order of [#FIELDS]
public record LinkTraits(
        SequencedSet<String> tags,
        Set<SearchQuery.State> states,
        SequencedSet<String> hosts,
        SequencedSet<String> people,
        SequencedSet<String> types,
        SequencedMap<Hit.Field, String> words) {

    /// The fields words are looked for in, the one that wins a tie first.
    public static final List<Hit.Field> FIELDS =
            List.of(Hit.Field.TITLE, Hit.Field.NOTE, Hit.Field.TEXT, Hit.Field.SITE, Hit.Field.ADDRESS);

    private static final Normalizer2 CASE_AND_WIDTH = Normalizer2.getNFKCCasefoldInstance();
    private static final Pattern GAP = Pattern.compile("[\\s\\h]+");

    /// The traits of a link with this text.
    public static LinkTraits of(Link link, String text) {
        return new LinkTraits(
                tags(link), states(link), hosts(link.site()), people(link.addedBy()), types(link), words(link, text));
    }

    /// A handle, with or without `@`, or a name as it is compared: without case and surplus space.
    public static String person(String name) {
        String folded =
                GAP.matcher(CASE_AND_WIDTH.normalize(name)).replaceAll(" ").strip();
        return folded.startsWith("@") ? folded.substring(1) : folded;
    }

    /// A `type:` word as it is compared.
    public static String type(String type) {
        return type.strip().toLowerCase(Locale.ROOT);
    }

    /// A `site:` host as it is compared.
    public static String host(String host) {
        return host.strip().toLowerCase(Locale.ROOT);
    }

    private static SequencedSet<String> tags(Link link) {
        SequencedSet<String> keys = new LinkedHashSet<>();
        for (Tag tag : link.tags()) {
            String key = tag.key();
            for (int slash = key.indexOf('/'); slash > 0; slash = key.indexOf('/', slash + 1)) {
                keys.add(key.substring(0, slash));
            }
            keys.add(key);
        }
        return keys;
    }

    private static Set<SearchQuery.State> states(Link link) {
        Set<SearchQuery.State> states = EnumSet.of(
                switch (link.state()) {
                    case UNREAD -> SearchQuery.State.UNREAD;
                    case READ -> SearchQuery.State.READ;
                });
        if (link.starred()) {
            states.add(SearchQuery.State.STARRED);
        }
        if (link.tags().isEmpty()) {
            states.add(SearchQuery.State.UNTAGGED);
        }
        Condition condition = link.condition();
        if (link.verdict() instanceof Verdict.Failed || (condition != null && condition.isBroken())) {
            states.add(SearchQuery.State.BROKEN);
        }
        if (link.verdict() instanceof Verdict.Blocked) {
            states.add(SearchQuery.State.BLOCKED);
        }
        return states;
    }

    private static SequencedSet<String> hosts(String site) {
        SequencedSet<String> hosts = new LinkedHashSet<>();
        String host = host(site);
        hosts.add(host);
        // An address in numbers lies under no domain.
        if (!host.startsWith("[") && !host.matches("[0-9.]+")) {
            for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
                hosts.add(host.substring(dot + 1));
            }
        }
        return hosts;
    }

    private static SequencedSet<String> people(Person keeper) {
        SequencedSet<String> people = new LinkedHashSet<>();
        if (keeper.username() != null) {
            people.add(person(keeper.username()));
        }
        String name = person(keeper.name());
        people.add(name);
        // One of several names is enough: from:anna means Anna Berg too.
        people.addAll(GAP.splitAsStream(name).toList());
        people.remove("");
        return people;
    }

    /// The kind of what was got last, also where a later attempt got nothing.
    private static SequencedSet<String> types(Link link) {
        return Stream.concat(
                        Stream.ofNullable(link.verdict()),
                        link.captures().stream().map(Link.Capture::verdict))
                .map(LinkTraits::mediaType)
                .flatMap(Optional::stream)
                .findFirst()
                .map(type -> typesOf(type, link.url()))
                .orElseGet(LinkedHashSet::new);
    }

    private static Optional<String> mediaType(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Full full -> Optional.of("text/html");
            case Verdict.TextOnly textOnly -> Optional.of("text/html");
            case Verdict.NotAPage(String mediaType, int pages, Verdict.Hurdle hurdle) -> Optional.of(type(mediaType));
            case Verdict.Blocked blocked -> Optional.empty();
            case Verdict.Failed failed -> Optional.empty();
        };
    }

    private static SequencedSet<String> typesOf(String mediaType, String url) {
        SequencedSet<String> types = new LinkedHashSet<>();
        types.add(mediaType);
        if (mediaType.equals("text/html")) {
            types.add("page");
            return types;
        }
        int slash = mediaType.indexOf('/');
        String family = slash < 0 ? "" : mediaType.substring(0, slash);
        switch (family) {
            case "image", "audio", "video", "text" -> types.add(family);
            default -> types.add(mediaType.substring(slash + 1));
        }
        types.add(FileExtensions.of(mediaType, url));
        return types;
    }

    private static SequencedMap<Hit.Field, String> words(Link link, String text) {
        SequencedMap<Hit.Field, String> words = new LinkedHashMap<>();
        for (Hit.Field field : FIELDS) {
            words.put(
                    field,
                    switch (field) {
                        case TITLE -> titles(link);
                        case NOTE -> link.note();
                        case TEXT -> text;
                        case SITE -> link.site();
                        case ADDRESS -> Snippets.withoutScheme(UrlCanonicalizer.readable(link.url()));
                        case NONE -> "";
                    });
        }
        return words;
    }

    /// The given title and the page's own: one remembers either.
    private static String titles(Link link) {
        String page = link.pageTitle() == null ? "" : link.pageTitle();
        String given = link.givenTitle() == null ? "" : link.givenTitle();
        return given.isEmpty() || given.equals(page) ? page : page.isEmpty() ? given : given + "\n" + page;
    }
}
