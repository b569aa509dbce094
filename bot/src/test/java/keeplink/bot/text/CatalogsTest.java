package keeplink.bot.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessagePattern;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every sentence is there in every language, is used, and takes the same arguments everywhere.
class CatalogsTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern KEY = Pattern.compile("\"([a-z]+(?:[.-][a-z-]+)*[.]?)\"");

    private final Texts texts = new Texts();

    @Test
    void allLanguagesHaveAllKeys() {
        Set<String> english = texts.keys(Locale.ENGLISH);
        for (Locale language : Texts.LANGUAGES) {
            assertThat(texts.keys(language)).as(language.toString()).isEqualTo(english);
        }
    }

    @Test
    void allLanguagesTakeTheSameArguments() throws IOException {
        Properties english = catalog(Locale.ENGLISH);
        for (Locale language : Texts.LANGUAGES) {
            Properties catalog = catalog(language);
            for (String key : english.stringPropertyNames()) {
                assertThat(arguments(catalog.getProperty(key)))
                        .as(key + " in " + language)
                        .isEqualTo(arguments(english.getProperty(key)));
            }
        }
    }

    @Test
    void everyKeyIsUsed() throws IOException {
        Set<String> said = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> said.addAll(strings(file)));
        }
        List<String> unused = texts.keys(Locale.ENGLISH).stream()
                .filter(key -> !said.contains(key))
                // a key put together from a prefix and a word of the domain
                .filter(key -> said.stream().noneMatch(prefix -> prefix.endsWith(".") && key.startsWith(prefix)))
                .toList();
        assertThat(unused).isEmpty();
    }

    @Test
    void argumentsAreEscapedAndMarkupIsNot() {
        assertThat(texts.in(Locale.ENGLISH).say("list.nothing", "query", "<b>&").markup())
                .isEqualTo("Nothing found for <code>&lt;b&gt;&amp;</code>");
        assertThat(texts.in(Locale.ENGLISH)
                        .say("card.note", "note", new Html("<b>x</b>"))
                        .markup())
                .isEqualTo("📝 <b>x</b>");
    }

    @Test
    void aLanguageWithoutACatalogGetsTheFirst() {
        assertThat(texts.in(Locale.forLanguageTag("pt-BR")).language()).isEqualTo(Locale.ENGLISH);
        assertThat(texts.in(Locale.forLanguageTag("zh-Hant-TW")).language()).isEqualTo(Locale.CHINESE);
    }

    private static Set<String> strings(Path file) {
        try {
            Matcher matcher = KEY.matcher(Files.readString(file));
            return matcher.results().map(result -> result.group(1)).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> arguments(String pattern) {
        MessagePattern parsed = new MessagePattern(pattern);
        return java.util.stream.IntStream.range(0, parsed.countParts())
                .mapToObj(parsed::getPart)
                .filter(part -> part.getType() == MessagePattern.Part.Type.ARG_NAME)
                .map(parsed::getSubstring)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties catalog(Locale language) throws IOException {
        Properties catalog = new Properties();
        catalog.load(Files.newBufferedReader(
                Path.of("src/main/resources/keeplink/bot/text/messages_" + language.getLanguage() + ".properties")));
        return catalog;
    }

    @Test
    void languagesAreEnglishAndChineseAtFirst() {
        assertThat(Texts.LANGUAGES).isEqualTo(Arrays.asList(Locale.ENGLISH, Locale.CHINESE));
    }
}
