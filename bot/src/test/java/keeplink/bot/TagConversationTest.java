package keeplink.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import keeplink.bot.RunningKeeplink.Someone;
import keeplink.bot.view.TagCloud;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Conversations about the tags of a whole collection, over the wire.
@ExtendWith(SharedKeeplink.class)
class TagConversationTest {
    private final RunningKeeplink keeplink;

    TagConversationTest(RunningKeeplink keeplink) {
        this.keeplink = keeplink;
    }

    private Someone anna() {
        return keeplink.meet("Anna", "en");
    }

    /// Keeps a page under these tags; it is there when this returns.
    private void keep(Someone anna, int number, String tags) {
        anna.becomes(anna.ask(keeplink.site.url("/plain") + "?" + number + " " + tags, "/l" + number), "Kept as it is");
    }

    @Test
    void tagsAreRenamedMergedAliasedDeletedAndAllOfItTakenBack() {
        Someone anna = anna();
        keep(anna, 1, "#network");
        keep(anna, 2, "#lang/java");
        keep(anna, 3, "#js");

        anna.ask("/tag rename #network net", "#network is #net now, on 1 link");
        anna.ask("#net", "1 link", "/l1");
        anna.ask("#network", "Nothing found");
        anna.ask("/tag rename lang #language", "on 1 link");
        anna.ask("#language", "1 link", "/l2", "#language/java");
        anna.ask("/tag merge js #javascript", "1 link that had #js has #javascript now");
        anna.ask("#js", "1 link", "/l3", "#javascript");
        anna.ask("/TAG\nAlias ＃k #kotlin", "From now on #k means #kotlin");
        keep(anna, 4, "#K");
        anna.ask("/l4", "#kotlin");
        anna.ask("#k", "1 link", "/l4");
        anna.ask("/tag delete net", "#net is taken off 1 link");
        anna.ask("#net", "Nothing found");

        anna.ask("/undo", "tags are as before, on 1 link");
        anna.ask("#net", "1 link");
        anna.ask("/undo", "Link 4 is no longer kept");
        anna.ask("/undo", "The tags are as before.");
        anna.ask("/undo", "tags are as before, on 1 link");
        anna.ask("#javascript", "Nothing found");
        anna.ask("#js", "1 link", "/l3");
    }

    @Test
    void aWishThatCannotBeUnderstoodIsAnsweredWithHowToSayIt() {
        Someone anna = anna();
        keep(anna, 1, "#network");
        for (String wish : new String[] {"", " rename a b c", " delete", " frob a b", " rename , ."}) {
            anna.ask("/tag" + wish, "What shall become of which tag?");
        }
        anna.ask("/tag rename a", "And what is the other tag, which #a becomes?");
        JsonNode none = anna.ask("/tag rename netwrk x", "No link carries #netwrk");
        anna.presses(none, "#network");
        anna.sees("1 link", "/l1");
    }

    @Test
    void aNewTagThatLooksLikeOneThereIsIsAskedAboutOnce() {
        Someone anna = anna();
        keep(anna, 1, "#javascript");
        keep(anna, 2, "#java_script");
        JsonNode question = anna.sees("#javascript is in use already. Is #java_script the same thing?");

        anna.presses(question, "Yes, one tag");
        anna.becomes(question, "1 link that had #java_script has #javascript now");
        keep(anna, 3, "#java_script");
        anna.ask("/l3", "#javascript");

        keep(anna, 4, "#javascripts");
        JsonNode other = anna.sees("#javascript is in use already. Is #javascripts the same thing?");
        anna.presses(other, "No, keep both");
        anna.becomes(other, "Both stay: #javascripts and #javascript");
        keep(anna, 5, "#javascripts");
        anna.ask("#javascripts", "2 links");
        assertThat(anna.shown().split("Both stay")).hasSize(2);
        assertThat(anna.shown()).as("asked once only").doesNotContain("Is #javascripts the same thing?");
    }

    @Test
    void allTagsAreAskedForByATapAndNestedOnesCountForWhatTheyLieUnder() {
        Someone anna = anna();
        keep(anna, 1, "#lang/java #deep");
        keep(anna, 2, "#lang/rust");

        JsonNode tags = anna.ask("/tags", "4 tags");
        assertThat(tags.path("reply_markup").toString()).contains("#lang 2", "#lang/java 1", "#lang/rust 1", "#deep 1");
        anna.presses(tags, "#lang 2");
        anna.sees("2 links for #lang", "/l1", "/l2");
    }

    @Test
    void suggestedTagsAreTakenByOneTap() {
        Someone anna = anna();
        keeplink.site.serve(
                "/keywords",
                "text/html; charset=utf-8",
                "<title>Dead peers</title><meta name=keywords content='TCP, Keep Alive'>" + "<p>"
                        + "A peer that died says nothing, so somebody has to ask. ".repeat(20));
        keep(anna, 1, "#peers");
        JsonNode card = anna.becomes(anna.ask(keeplink.site.url("/keywords"), "/l2"), "Dead peers", "kept");
        assertThat(card.path("reply_markup").toString()).contains("+ #TCP", "+ #Keep_Alive", "+ #peers");

        anna.presses(card, "+ #TCP");
        card = anna.becomes(card, "#TCP", "/l2");
        assertThat(card.path("reply_markup").toString())
                .doesNotContain("+ #TCP")
                .contains("+ #Keep_Alive");
        long before = RunningKeeplink.id(card);
        anna.user.replies(anna.chat, before, "-#TCP");
        JsonNode without = anna.sees(message -> RunningKeeplink.id(message) > before, "the card without the tag");
        assertThat(without.path("reply_markup").toString()).doesNotContain("+ #TCP");
    }

    @Test
    void aQueryThatFindsNothingIsWidenedByOneTap() {
        Someone anna = anna();
        keep(anna, 1, "#tea #china");
        keep(anna, 2, "#tea");
        keep(anna, 3, "#coffee");

        JsonNode nothing = anna.ask("#china #coffee plain", "Nothing found", "ask for less");
        assertThat(nothing.path("reply_markup").toString())
                .contains("#coffee plain · 1", "#china plain · 1", "#china or #coffee or plain · 3");
        anna.presses(nothing, "#china or #coffee");
        anna.sees("3 links for #china or #coffee or plain");
    }

    @Test
    void allTagsComeAsAPictureOnRequest() {
        Someone anna = anna();
        anna.ask("/tags cloud", "There are no tags yet");
        anna.ask("http://10.0.0.1/cloud #java #标签", "/l1", "#java");
        JsonNode tags = anna.ask("/tags", "2 tags", "tap one");

        anna.presses(tags, "As a picture");

        assumeThat(TagCloud.isPossible())
                .as("skipped: this machine has no fonts to draw words with")
                .isTrue();
        anna.sees(message -> message.path("photo").size() == 1, "a photo");
    }
}
