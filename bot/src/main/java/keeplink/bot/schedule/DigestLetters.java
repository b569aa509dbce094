package keeplink.bot.schedule;

import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.Documents;
import keeplink.bot.chat.Memories;
import keeplink.bot.chat.Outgoing;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.chat.Reply;
import keeplink.bot.text.Texts;
import keeplink.bot.text.Texts.Phrases;
import keeplink.bot.view.DigestPage;
import keeplink.bot.view.DigestView;
import keeplink.conversation.Chat;
import keeplink.delivery.Delivery;
import keeplink.delivery.Delivery.Urgency;
import keeplink.digest.Digest;
import keeplink.digest.DigestPlan;
import keeplink.digest.Digests;
import keeplink.link.LinkCollection;

/// Writes letters and puts them on their way. Thread-safe.
public final class DigestLetters {
    private final Digests digests;
    private final DigestView view;
    private final Outgoing outgoing;
    private final Memories memories;
    private final Texts texts;

    public DigestLetters(Digests digests, DigestView view, Outgoing outgoing, Memories memories, Texts texts) {
        this.digests = digests;
        this.view = view;
        this.outgoing = outgoing;
        this.memories = memories;
        this.texts = texts;
    }

    /// What a letter tells.
    public Digest digest(DigestPage page, ZoneId zone) {
        return digests.compose(
                new Digests.Subject(new LinkCollection(page.about()), page.from(), page.to(), zone, page.tags()));
    }

    /// A letter for who asks for it, as its buttons left it.
    public Reply.Say say(Asker asker, DigestPage page) {
        boolean own = page.about().equals(asker.place().chat());
        boolean several = !own || !asker.place().isPrivate();
        OutgoingMessage body = view.letter(
                digest(page, asker.zone()), page, new DigestView.Reader(asker.phrases(), asker.zone(), own, several));
        return new Reply.Say(body, page.chosen() > 0 && own ? List.of(page.chosen()) : List.of(), page.written());
    }

    /// Puts a letter on its way; durable on return. Its key is its chat's and its slot's: however often this is
    /// done, and by whichever instance, its chat gets one. A letter with nothing to say is not sent.
    public void send(DigestPlan.Letter letter, Chat chat, boolean several, ZoneId zone) {
        String key = letter.key();
        Phrases phrases = texts.in(chat.locale());
        if (!outgoing.wanted(key)) {
            DigestPage page = DigestPage.of(letter, uncertain(letter));
            Digest digest = digest(page, zone);
            if (digest.isEmpty()) {
                return;
            }
            OutgoingMessage body = view.letter(
                    digest,
                    page,
                    new DigestView.Reader(phrases, zone, letter.id().isOwn(), several));
            memories.ours(chat.id(), key, List.of(), page.written());
            outgoing.want(key, chat.id(), Urgency.DIGEST, body);
        }
        if (letter.id().isOwn() && firstOfAMonth(letter, zone)) {
            outgoing.want(key + "/weeks", chat.id(), Urgency.DIGEST, weeks(letter, phrases, zone));
        }
    }

    private boolean uncertain(DigestPlan.Letter letter) {
        return letter.before()
                .flatMap(before -> outgoing.state(before.key()))
                .filter(Delivery.State.GIVEN_UP::equals)
                .isPresent();
    }

    private static boolean firstOfAMonth(DigestPlan.Letter letter, ZoneId zone) {
        return !YearMonth.from(letter.from().atZone(zone))
                .equals(YearMonth.from(letter.to().atZone(zone)));
    }

    /// The picture is drawn when it is sent.
    private static OutgoingMessage weeks(DigestPlan.Letter letter, Phrases phrases, ZoneId zone) {
        return OutgoingMessage.of(phrases.say("digest.weeks"))
                .withSilent(true)
                .withDocument(Documents.weeks(
                        new LinkCollection(letter.id().about()), letter.to().atZone(zone)));
    }
}
