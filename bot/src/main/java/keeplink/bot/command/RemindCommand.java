package keeplink.bot.command;

import java.util.List;
import java.util.Optional;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.CommandLine;
import keeplink.bot.chat.Dialogues;
import keeplink.bot.chat.Incoming;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.chat.Reminding;
import keeplink.bot.chat.Reply;
import keeplink.link.Link;
import keeplink.link.Links;
import keeplink.reminder.Reminder;

/// `/remind 12 tomorrow 18:00` brings a link back later, `/remind 12` asks when, `/remind` where no link was shown
/// lists what will come back.
public record RemindCommand(Links links, Reminding reminding, Dialogues dialogues) implements OnLink {
    private static final String LINK = "link ";
    private static final String REMINDER = "reminder ";

    @Override
    public String name() {
        return "remind";
    }

    /// The 24 of `/remind 24 Dec` is no link.
    @Override
    public Optional<Integer> number(CommandLine line) {
        boolean rest = line.afterNumber().isEmpty() || reminding.saysWhen(line.afterNumber());
        return line.number().filter(number -> rest || !reminding.saysWhen(line.arguments()));
    }

    /// `/remind tomorrow` means the link shown last.
    @Override
    public boolean takesNumber() {
        return false;
    }

    @Override
    public List<Reply> run(Asker asker, Call call) {
        if (call.number() < 1 && !call.numberGiven() && call.line().arguments().isEmpty()) {
            return List.of(Reply.say(reminding.list(asker, 0)));
        }
        return OnLink.super.run(asker, call);
    }

    @Override
    public List<Reply> run(Asker asker, Call call, Link link) {
        String phrase =
                call.numberGiven() ? call.line().afterNumber() : call.line().arguments();
        return List.of(said(link, reminded(asker, link, phrase)));
    }

    private OutgoingMessage reminded(Asker asker, Link link, String phrase) {
        if (phrase.isEmpty()) {
            dialogues.ask(asker, this, LINK + link.number());
            return reminding.choice(asker, link);
        }
        return reminding.set(asker, link, phrase);
    }

    /// Asks for another moment of a reminder there is.
    public Reply askWhen(Asker asker, Reminder reminder) {
        dialogues.ask(asker, this, REMINDER + reminder.id());
        return Reply.say(asker.phrases().say("remind.which-time"));
    }

    @Override
    public List<Reply> answered(Asker asker, String about, Incoming.Message message) {
        String phrase = message.text().text().strip();
        if (about.startsWith(REMINDER)) {
            return List.of(reminding
                    .find(asker, about.substring(REMINDER.length()))
                    .map(reminder -> said(reminder.number(), reminding.change(asker, reminder, phrase)))
                    .orElseGet(() -> Reply.say(asker.phrases().say("remind.gone"))));
        }
        int number = Integer.parseInt(about.substring(LINK.length()));
        return List.of(links.find(asker.collection(), number)
                .map(link -> said(link, reminding.set(asker, link, phrase)))
                .orElseGet(() -> OnLink.none(asker, number)));
    }

    private static Reply said(Link link, OutgoingMessage body) {
        return said(link.number(), body);
    }

    private static Reply said(int number, OutgoingMessage body) {
        return Reply.say(body, number);
    }
}
