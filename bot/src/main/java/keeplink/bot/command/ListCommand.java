package keeplink.bot.command;

import java.util.List;
import keeplink.bot.chat.Answers;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Reply;

/// A command that is a query of a fixed text: `/recent`, `/unread`, `/starred`.
public final class ListCommand implements ChatCommand {
    private final String name;
    private final String query;
    private final Answers answers;

    public ListCommand(String name, String query, Answers answers) {
        this.name = name;
        this.query = query;
        this.answers = answers;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Reply> run(Asker asker, Call call) {
        return answers.query(asker, query);
    }
}
