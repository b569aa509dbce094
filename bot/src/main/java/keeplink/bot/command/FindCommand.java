package keeplink.bot.command;

import java.util.List;
import keeplink.bot.chat.Answers;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Reply;

/// `/find QUERY` answers a query, in groups too.
public final class FindCommand implements ChatCommand {
    private final Answers answers;

    public FindCommand(Answers answers) {
        this.answers = answers;
    }

    @Override
    public String name() {
        return "find";
    }

    @Override
    public List<Reply> run(Asker asker, Call call) {
        String query = call.line().arguments();
        return query.isEmpty() ? List.of(Reply.say(asker.phrases().say("find.what"))) : answers.query(asker, query);
    }
}
