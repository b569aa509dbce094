package keeplink.bot;

import java.time.Clock;
import java.util.List;
import keeplink.access.Access;
import keeplink.access.Quotas;
import keeplink.bot.chat.Answers;
import keeplink.bot.chat.ButtonAction;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Dialogues;
import keeplink.bot.chat.Documents;
import keeplink.bot.chat.Importing;
import keeplink.bot.chat.Members;
import keeplink.bot.chat.Memories;
import keeplink.bot.chat.Offers;
import keeplink.bot.chat.Outgoing;
import keeplink.bot.chat.ReadingPlaces;
import keeplink.bot.chat.Reminding;
import keeplink.bot.chat.Router;
import keeplink.bot.chat.Saving;
import keeplink.bot.chat.Speaker;
import keeplink.bot.chat.Twins;
import keeplink.bot.chat.Watches;
import keeplink.bot.schedule.DigestLetters;
import keeplink.bot.schedule.DigestScheduler;
import keeplink.bot.schedule.ReminderScheduler;
import keeplink.bot.telegram.BotIdentity;
import keeplink.bot.telegram.TelegramApi;
import keeplink.bot.text.Texts;
import keeplink.bot.view.CardView;
import keeplink.bot.view.CopyButtons;
import keeplink.bot.view.DigestView;
import keeplink.bot.view.ListView;
import keeplink.bot.view.ReadingView;
import keeplink.bot.view.ReminderView;
import keeplink.digest.DigestSchedule;
import keeplink.digest.Digests;
import keeplink.erasure.Erasure;
import keeplink.fetch.PageFetcher;
import keeplink.health.HealthPlan;
import keeplink.link.Links;
import keeplink.link.ReadMarks;
import keeplink.link.TagAliases;
import keeplink.link.UrlCanonicalizer;
import keeplink.link.Vocabulary;
import keeplink.page.ArticleExtractor;
import keeplink.page.MediaReader;
import keeplink.page.PageParser;
import keeplink.page.VerdictClassifier;
import keeplink.search.Indexer;
import keeplink.search.SearchIndex;
import keeplink.snapshot.CaptureListener;
import keeplink.snapshot.Captures;
import keeplink.snapshot.Changes;
import keeplink.snapshot.PageCapture;
import keeplink.snapshot.RestoredCopies;
import keeplink.snapshot.SnapshotMaker;
import keeplink.snapshot.Snapshots;
import keeplink.storage.MongoStorage;
import keeplink.suggest.Suggestions;
import keeplink.transfer.Exports;
import keeplink.transfer.Importer;
import keeplink.viewing.ViewerAddresses;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What Keeplink is made of: the one place where its parts are put together.
@Configuration(proxyBeanMethods = false)
class CoreConfiguration {
    /// Captures that run at once: most of their time they wait for servers, which costs a little memory each.
    private static final int PARALLEL_CAPTURES = 400;

    @Bean
    Texts texts() {
        return new Texts();
    }

    // links and their index

    @Bean
    Links links(MongoStorage storage, Indexer indexer, Clock clock) {
        return new Links(storage.links(), new UrlCanonicalizer(), indexer, clock);
    }

    @Bean
    ReadMarks readMarks(MongoStorage storage, Indexer indexer, Clock clock) {
        return new ReadMarks(storage.links(), indexer, clock);
    }

    @Bean
    Vocabulary vocabulary(MongoStorage storage, Indexer indexer, Clock clock) {
        return new Vocabulary(storage.links(), indexer, clock);
    }

    @Bean
    Indexer indexer(SearchIndex index, Snapshots snapshots) {
        return new Indexer(index, snapshots::text);
    }

    @Bean
    Digests digests(MongoStorage storage, Snapshots snapshots) {
        return new Digests(
                storage.links(),
                link -> snapshots.changes(link) instanceof Changes.Compared compared
                        && !compared.diff().isEmpty());
    }

    // pages

    @Bean
    PageCapture pageCapture(
            PageFetcher fetcher, MongoStorage storage, Snapshots snapshots, SnapshotMaker maker, Clock clock) {
        return new PageCapture(
                fetcher,
                new PageParser(),
                new ArticleExtractor(),
                new VerdictClassifier(),
                new MediaReader(),
                maker,
                storage.snapshots(),
                storage.blobs(),
                snapshots,
                clock,
                collection -> storage.conversations()
                        .chat(collection.id())
                        .map(chat -> chat.locale().toLanguageTag()));
    }

    @Bean(destroyMethod = "close")
    Captures captures(
            MongoStorage storage,
            PageCapture capture,
            Links links,
            Speaker speaker,
            HealthPlan health,
            StorageConfiguration.InstanceId instance,
            Clock clock) {
        CaptureListener listener = (link, job, next) -> {
            health.captured(link, job, next);
            speaker.captured(link, job, next);
        };
        return new Captures(storage.captures(), capture, links, listener, instance.value(), PARALLEL_CAPTURES, clock);
    }

    @Bean(destroyMethod = "close")
    Housekeeping housekeeping(MongoStorage storage, Links links, SearchIndex index, Clock clock) {
        return new Housekeeping(storage, links, index, clock);
    }

    // the conversation

    @Bean
    CopyButtons copyButtons(ViewerAddresses addresses) {
        return new CopyButtons(addresses);
    }

    @Bean
    CardView cardView(Links links, SearchIndex index, CopyButtons copies, Clock clock) {
        return new CardView(
                clock,
                copies,
                link -> Suggestions.of(
                        link,
                        index.tags(link.collection()),
                        // they are for the page's keywords
                        link.keywords().isEmpty() ? TagAliases.NONE : links.aliases(link.collection())));
    }

    @Bean
    ReadingView readingView(Snapshots snapshots, CopyButtons copies) {
        return new ReadingView(snapshots, copies);
    }

    @Bean
    ListView listView(Links links, Clock clock) {
        return new ListView(links, clock);
    }

    @Bean
    Answers answers(SearchIndex index, Links links, ListView lists) {
        return new Answers(index, links, lists);
    }

    @Bean
    Documents documents(Snapshots snapshots, Digests digests, Exports exports, SearchIndex index, Texts texts) {
        return new Documents(snapshots, digests, exports, index, texts);
    }

    @Bean
    Memories memories(MongoStorage storage, BotIdentity identity) {
        return new Memories(storage.conversations(), identity::username);
    }

    @Bean
    ReadingPlaces readingPlaces(Memories memories) {
        return new ReadingPlaces(memories);
    }

    @Bean
    Dialogues dialogues(Memories memories, Clock clock) {
        return new Dialogues(memories, clock);
    }

    @Bean
    Erasure erasure(MongoStorage storage, SearchIndex index) {
        return new Erasure(
                storage.links(),
                storage.captures(),
                storage.snapshots(),
                index,
                storage.conversations(),
                storage.deliveries(),
                storage.reminders(),
                storage.digests(),
                storage.health());
    }

    @Bean
    Watches watches(Memories memories, MongoStorage storage, Links links, Members members, Texts texts) {
        return new Watches(memories, storage.conversations(), links, members, texts);
    }

    @Bean
    Quotas quotas(KeeplinkProperties properties, Clock clock) {
        KeeplinkProperties.Quota quota = properties.access().quota();
        return new Quotas(quota.person(), quota.chat(), clock);
    }

    @Bean
    Importing importing(
            Links links, RestoredCopies copies, TelegramApi telegram, Captures captures, Quotas quotas, Clock clock) {
        return new Importing(new Importer(links, copies, clock), telegram::download, captures, quotas);
    }

    @Bean
    Saving saving(
            Links links,
            Captures captures,
            Memories memories,
            CardView cards,
            SearchIndex index,
            Watches watches,
            Quotas quotas,
            Clock clock) {
        return new Saving(links, captures, memories, cards, new Twins(index), watches, quotas, clock);
    }

    @Bean
    Speaker speaker(
            Outgoing outgoing,
            Memories memories,
            MongoStorage storage,
            Links links,
            CardView cards,
            ReadingView reading,
            Texts texts,
            KeeplinkProperties properties) {
        return new Speaker(
                outgoing,
                memories,
                storage.conversations(),
                links,
                storage.captures(),
                cards,
                reading,
                texts,
                properties.zone());
    }

    @Bean
    DigestLetters digestLetters(Digests digests, Outgoing outgoing, Memories memories, Texts texts) {
        return new DigestLetters(digests, new DigestView(), outgoing, memories, texts);
    }

    @Bean(destroyMethod = "close")
    DigestScheduler digestScheduler(
            MongoStorage storage,
            DigestLetters letters,
            Outgoing outgoing,
            Members members,
            KeeplinkProperties properties,
            Clock clock) {
        String wished = properties.digest().schedule();
        DigestSchedule schedule = DigestSchedule.parse(wished)
                .orElseThrow(() -> new IllegalArgumentException(
                        "keeplink.digest.schedule is days and a time such as mon 09:00 or daily 08:00, not " + wished));
        return new DigestScheduler(
                storage.conversations(),
                storage.digests(),
                letters,
                outgoing,
                members,
                schedule,
                properties.zone(),
                clock);
    }

    @Bean
    ReminderView reminderView(CardView cards, Clock clock) {
        return new ReminderView(cards, clock);
    }

    @Bean(destroyMethod = "close")
    ReminderScheduler reminderScheduler(
            MongoStorage storage,
            Links links,
            Memories memories,
            Outgoing outgoing,
            ReminderView view,
            Texts texts,
            KeeplinkProperties properties,
            Clock clock) {
        return new ReminderScheduler(
                storage.reminders(),
                links,
                storage.conversations(),
                memories,
                outgoing,
                view,
                texts,
                properties.zone(),
                clock);
    }

    @Bean
    Reminding reminding(
            MongoStorage storage, Links links, ReminderView view, ReminderScheduler scheduler, Clock clock) {
        return new Reminding(storage.reminders(), links, view, scheduler::wake, clock);
    }

    @Bean
    Router router(
            List<ChatCommand> commands,
            List<ButtonAction> buttons,
            Saving saving,
            Importing importing,
            Answers answers,
            Links links,
            SearchIndex index,
            MongoStorage storage,
            Memories memories,
            Dialogues dialogues,
            Access access,
            Texts texts,
            DigestScheduler digests,
            KeeplinkProperties properties) {
        return new Router(
                commands,
                buttons,
                saving,
                importing,
                answers,
                new Offers(index, links),
                links,
                storage.conversations(),
                memories,
                dialogues,
                access,
                texts,
                properties.zone(),
                digests::arrived);
    }
}
