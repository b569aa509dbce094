package keeplink.bot.text;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The message catalogs, one file for each language, `messages_en.properties` and so on, in ICU message syntax with
/// named arguments. A new language is a new file.
///
/// A sentence is markup; arguments that are [Html] go in as they are, all others are escaped. Thread-safe.
public final class Texts {
    /// The languages there are catalogs for, the first being the one for everybody else.
    public static final List<Locale> LANGUAGES = languages();

    private final Map<String, Map<String, String>> catalogs = new HashMap<>();

    public Texts() {
        for (Locale language : LANGUAGES) {
            catalogs.put(language.getLanguage(), load(language));
        }
    }

    /// The sentences of the language nearest to a locale.
    public Phrases in(Locale locale) {
        Locale language = nearest(locale);
        return new Phrases(language, catalogs.getOrDefault(language.getLanguage(), Map.of()));
    }

    /// The language of ours that is nearest to a locale.
    public static Locale nearest(Locale locale) {
        return LANGUAGES.stream()
                .filter(language -> language.getLanguage().equals(locale.getLanguage()))
                .findFirst()
                .orElse(LANGUAGES.getFirst());
    }

    /// The keys of one language's catalog.
    public Set<String> keys(Locale language) {
        return new TreeSet<>(
                catalogs.getOrDefault(language.getLanguage(), Map.of()).keySet());
    }

    private static List<Locale> languages() {
        return Stream.concat(Stream.of("en"), Arrays.stream(Locale.getISOLanguages()))
                .distinct()
                .filter(language -> Texts.class.getResource(catalog(language)) != null)
                .map(Locale::of)
                .toList();
    }

    private static String catalog(String language) {
        return "messages_" + language + ".properties";
    }

    private static Map<String, String> load(Locale language) {
        String name = catalog(language.getLanguage());
        try (InputStream in = Texts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no catalog " + name);
            }
            Properties properties = new Properties();
            try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                properties.load(reader);
            }
            Map<String, String> catalog = new HashMap<>();
            properties.forEach((key, value) -> catalog.put(key.toString(), value.toString()));
            return Map.copyOf(catalog);
        } catch (IOException e) {
            throw new UncheckedIOException("catalog " + name, e);
        }
    }

    /// The sentences of one language.
    public static final class Phrases {
        private final Locale language;
        private final Map<String, String> catalog;

        private Phrases(Locale language, Map<String, String> catalog) {
            this.language = language;
            this.catalog = catalog;
        }

        public Locale language() {
            return language;
        }

        /// A sentence.
        ///
        /// @param namesAndValues name, value, name, value …: numbers, instants as [java.util.Date], [Html], or
        ///     anything else by its text
        /// @throws IllegalArgumentException where the catalog has no such key
        public Html say(String key, Object... namesAndValues) {
            Map<String, Object> arguments = new HashMap<>();
            for (int i = 0; i < namesAndValues.length; i += 2) {
                Object value = namesAndValues[i + 1];
                arguments.put(
                        namesAndValues[i].toString(),
                        value instanceof Number
                                ? value
                                : value instanceof Html html
                                        ? html.markup()
                                        : Html.escape(value.toString()).markup());
            }
            return new Html(new MessageFormat(pattern(key), ULocale.forLocale(language)).format(arguments));
        }

        /// A label: a sentence without markup, for buttons and menus.
        public String label(String key, Object... namesAndValues) {
            Map<String, Object> arguments = new HashMap<>();
            for (int i = 0; i < namesAndValues.length; i += 2) {
                Object value = namesAndValues[i + 1];
                arguments.put(namesAndValues[i].toString(), value instanceof Number ? value : value.toString());
            }
            return new MessageFormat(pattern(key), ULocale.forLocale(language)).format(arguments);
        }

        private String pattern(String key) {
            String pattern = catalog.get(key);
            if (pattern == null) {
                throw new IllegalArgumentException("no sentence for " + key + " in " + language);
            }
            return pattern;
        }
    }
}
