package keeplink.bot.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import keeplink.bot.chat.FormattedText.Kind;
import keeplink.bot.chat.FormattedText.Span;
import keeplink.link.Tag;
import org.junit.jupiter.api.Test;

class SaidTest {
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+");
    private static final Pattern TAG = Pattern.compile("(?<![\\w/])#[\\p{L}\\p{M}\\p{N}_]+(@\\w+)?");

    /// A text with the spans Telegram would find in such simple ones: addresses first, tags outside of them.
    private static FormattedText text(String text) {
        List<Span> spans = new ArrayList<>();
        Matcher addresses = ADDRESS.matcher(text);
        while (addresses.find()) {
            spans.add(new Span(Kind.ADDRESS, addresses.start(), addresses.end(), null));
        }
        Matcher tags = TAG.matcher(text);
        while (tags.find()) {
            int at = tags.start();
            if (spans.stream().noneMatch(span -> span.start() <= at && at < span.end())) {
                spans.add(new Span(Kind.TAG, tags.start(), tags.end(), null));
            }
        }
        return new FormattedText(text, spans);
    }

    private static List<String> tags(Iterable<Tag> tags) {
        List<String> names = new ArrayList<>();
        tags.forEach(tag -> names.add(tag.name()));
        return names;
    }

    @Test
    void tagsOnTheLineOfAnAddressAreItsOwnAndOthersAreForAll() {
        Said said = Said.in(text("#week\nhttps://a.example #one\nhttps://b.example #two"));

        assertThat(said.addresses())
                .extracting(Said.Address::url)
                .containsExactly("https://a.example", "https://b.example");
        assertThat(tags(said.addresses().get(0).tags())).containsExactly("one", "week");
        assertThat(tags(said.addresses().get(1).tags())).containsExactly("two", "week");
        assertThat(said.note()).isEmpty();
    }

    @Test
    void whatIsNeitherAddressNorTagIsTheNote() {
        Said said = Said.in(text("Worth reading: https://a.example #java\n  on a   quiet evening"));

        assertThat(said.note()).isEqualTo("Worth reading:\non a quiet evening");
    }

    @Test
    void theFragmentOfAnAddressIsNoTag() {
        Said said = Said.in(text("https://x.example/#part"));

        assertThat(said.tags()).isEmpty();
        assertThat(said.addresses()).hasSize(1);
    }

    @Test
    void aHiddenAddressIsAnAddressAndItsLabelStaysInTheNote() {
        FormattedText hidden = new FormattedText(
                "see here #web",
                List.of(new Span(Kind.HIDDEN_ADDRESS, 4, 8, "https://a.example/"), new Span(Kind.TAG, 9, 13, null)));

        Said said = Said.in(hidden);

        assertThat(said.addresses()).extracting(Said.Address::url).containsExactly("https://a.example/");
        assertThat(tags(said.addresses().getFirst().tags())).containsExactly("web");
        assertThat(said.note()).isEqualTo("see here");
    }

    @Test
    void aMinusNegatesATagAndASlashNestsOne() {
        Said said = Said.in(text("#lang/java -#old #标签/子 well-#known"));

        assertThat(tags(said.tags())).containsExactly("lang/java", "标签/子", "known");
        assertThat(tags(said.removed())).containsExactly("old");
    }

    @Test
    void aChannelsTagIsTheTag() {
        assertThat(tags(Said.in(text("#news@somechannel")).tags())).containsExactly("news");
    }

    @Test
    void theValueOfSiteIsAQuestionAndNoAddress() {
        Said said = Said.in(text("#java site:https://a.example/x"));

        assertThat(said.addresses()).isEmpty();
    }

    @Test
    void theSameAddressTwiceIsOne() {
        assertThat(Said.in(text("https://a.example\nhttps://a.example")).addresses())
                .hasSize(1);
    }

    @Test
    void onlyTagsIsOnlyTags() {
        assertThat(Said.in(text("#a #b")).onlyTags()).isTrue();
        assertThat(Said.in(text("#a and b")).onlyTags()).isFalse();
        assertThat(Said.in(text("")).onlyTags()).isFalse();
    }

    @Test
    void offsetsThatDoNotFitTheTextAreDropped() {
        FormattedText broken = new FormattedText(
                "short",
                List.of(
                        new Span(Kind.ADDRESS, 0, 50, null),
                        new Span(Kind.TAG, -1, 3, null),
                        new Span(Kind.TAG, 3, 3, null)));

        assertThat(Said.in(broken).addresses()).isEmpty();
        assertThat(Said.in(broken).note()).isEqualTo("short");
    }

    @Test
    void whatStoodBetweenTagsIsNoNote() {
        assertThat(Said.in(text("#网络，#编程，周末看")).note()).isEqualTo("周末看");
        assertThat(Said.in(text("https://a.example | #one, #two;")).note()).isEmpty();
        assertThat(Said.in(text("https://a.example 😀")).note()).isEqualTo("😀");
    }
}
