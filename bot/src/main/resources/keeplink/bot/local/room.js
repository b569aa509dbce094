// Which chat is open, who writes in it, and what is known about the others.
export const room = {
  chat: 0, // 0 until the server said which chat is whose
  me: 0, // whose app this is: their messages stand on the right
  as: 0, // who writes; in a group one may write as somebody else
  topic: 0,
  bot: 'Keeplink',
  handle: '',
  botId: 0,
  privacy: false,
  people: [],
  chats: [], // { chat, last, unread }
  topics: [], // the messages that opened them
  news: new Set(), // topics in which something was said since they were seen
  commands: [],
};

export const isGroup = () => room.chat < 0;
export const known = chat => room.chats.find(each => each.chat.id === chat);
export const hasTopics = () => Boolean(known(room.chat)?.chat.is_forum);
export const owner = () => room.people[0]?.id ?? 1;
export const person = id => room.people.find(each => each.id === id);

/** The topic a message is in, 0 for the general one. */
export const topicOf = message => (message.is_topic_message ? message.message_thread_id : 0);

const LETTERS = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The colour of somebody or of a group; the bot has that of its picture. */
export const colour = id => (id === room.botId ? 'c5' : `c${(id < 0 ? 3 - id : id) % 7}`);

function logo() {
  const picture = document.createElement('img');
  picture.className = 'face';
  picture.src = '/local/icon.svg';
  picture.alt = '';
  return picture;
}

/** The bot's picture, and for everybody else a coloured circle with a letter. */
export function face(id, name) {
  if (id === room.botId) return logo();
  const circle = document.createElement('span');
  circle.className = `face ${colour(id)}`;
  circle.setAttribute('aria-hidden', 'true');
  circle.textContent = [...LETTERS.segment(name.trim() || '?')][0].segment.toUpperCase();
  return circle;
}
