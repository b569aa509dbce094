// Builds the messages of a conversation. As everywhere here only from text: nothing becomes markup.
import { element, formatted, link } from './entities.js';
import { colour, face, isGroup, person, room } from './room.js';
import { language, word } from './words.js';

const TIME = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' });
const SHORT_DAY = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' });

function midnight(back = 0) {
  const then = new Date();
  then.setHours(0, 0, 0, 0);
  then.setDate(then.getDate() - back);
  return then;
}

export function day(date) {
  const then = new Date(date * 1000);
  if (then >= midnight()) return word('today');
  return then >= midnight(1) ? word('yesterday') : DAY.format(then);
}

/** The time of today's messages, the day of older ones. */
export function moment(date) {
  const then = new Date(date * 1000);
  return (then >= midnight() ? TIME : SHORT_DAY).format(then);
}

function size(bytes) {
  const units = ['byte', 'kilobyte', 'megabyte'];
  let power = 0;
  let amount = bytes;
  while (amount >= 1000 && power < 2) { amount /= 1000; power++; }
  return new Intl.NumberFormat(language, { style: 'unit', unit: units[power], maximumFractionDigits: power }).format(amount);
}

const SVG = 'http://www.w3.org/2000/svg';

export function icon(...paths) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  for (const d of paths) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    svg.append(path);
  }
  return svg;
}

const PIN = ['M12 21.500s-7-6.700-7-12a7 7 0 0 1 14 0c0 5.300-7 12-7 12z', 'M12 12a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z'];

function attachment(file) {
  const a = element('a', 'file',
    element('span', 'badge', icon('M12 4v11m-4.5-4L12 15.5 16.500 11M5 19.500h14')),
    element('span', 'facts', element('span', 'filename', file.file_name), element('span', 'size', size(file.file_size))));
  a.href = `/local/files/${encodeURIComponent(file.file_id)}`;
  a.download = file.file_name;
  return a;
}

function picture(file) {
  const img = element('img', 'picture');
  img.src = `/local/files/${encodeURIComponent(file.file_id)}`;
  img.alt = file.file_name;
  return img;
}

function degrees(value, positive, negative) {
  return `${Math.abs(value).toFixed(4)}° ${value < 0 ? negative : positive}`;
}

function place({ latitude, longitude }) {
  const words = `${degrees(latitude, 'N', 'S')}, ${degrees(longitude, 'E', 'W')}`;
  const map = link(`https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=11/${latitude}/${longitude}`,
    [element('span', 'map', icon(...PIN)), element('span', 'coordinates', words)]);
  map.classList.add('place');
  return map;
}

const nameOf = user => (user?.id === room.me ? word('you') : user?.id === room.botId ? room.bot : user?.first_name ?? '');

/** What a message is about, in one line. */
export function plain(message) {
  const words = message.text ?? message.caption ?? message.document?.file_name ?? message.photo?.at(-1)?.file_name
    ?? (message.location ? word('location') : serviceWords(message) ?? '');
  return words.replace(/\s+/g, ' ');
}

export const author = message => nameOf(message.from);

function quote(original, part) {
  const q = element('button', isGroup() ? `quote ${colour(original.from.id)}` : 'quote',
    element('strong', '', author(original)), element('span', '', part ? `“${part.text}”` : plain(original)));
  q.type = 'button';
  q.dataset.jump = original.message_id;
  return q;
}

function origin(from) {
  const name = from.chat?.title ?? from.sender_chat?.title ?? from.sender_user?.first_name ?? from.sender_user_name ?? '';
  return element('p', 'origin', `${word('forwarded')} `, element('strong', '', name));
}

function key(button, message) {
  if (button.url) {
    const away = link(button.url, [button.text]);
    away.classList.add('key', 'away');
    return away;
  }
  const node = element('button', 'key', button.text);
  node.type = 'button';
  node.dataset.message = message;
  if (button.callback_data !== undefined) node.dataset.press = button.callback_data;
  if (button.copy_text) node.dataset.copy = button.copy_text.text;
  const inline = button.switch_inline_query_current_chat ?? button.switch_inline_query;
  if (inline !== undefined) node.dataset.inline = inline;
  return node;
}

function keyboard(rows, message) {
  return element('div', 'keys',
    ...rows.map(row => element('div', 'row', ...row.map(button => key(button, message)))));
}

function serviceWords(message) {
  if (message.new_chat_members) {
    return word('joined').replace('{0}', author(message)).replace('{1}', message.new_chat_members.map(nameOf).join(', '));
  }
  if (message.forum_topic_created) return word('topicOpened').replace('{0}', message.forum_topic_created.name);
  return null;
}

function meta(message, own, reaction) {
  const line = element('span', 'meta');
  if (reaction) line.append(element('span', 'reaction', reaction));
  if (message.edit_date && (own || !message.from.is_bot)) line.append(element('span', 'edited', word('edited')));
  const time = element('time', '', TIME.format(new Date(message.date * 1000)));
  time.dateTime = new Date(message.date * 1000).toISOString();
  line.append(time);
  return line;
}

function options() {
  const button = element('button', 'options', icon('M12 6h.01M12 12h.01M12 18h.01'));
  button.type = 'button';
  button.tabIndex = -1;
  button.setAttribute('aria-label', word('options'));
  return button;
}

function service(message, words) {
  const item = element('li', 'service', element('span', '', words));
  item.id = `m${message.message_id}`;
  return item;
}

/** One message of the conversation. */
export function bubble(message, reaction) {
  const told = serviceWords(message);
  if (told) return service(message, told);
  const own = message.from.id === room.me;
  const content = element('div', 'bubble');
  if (isGroup() && !own) content.append(element('strong', `author ${colour(message.from.id)}`, author(message)));
  if (message.forward_origin) content.append(origin(message.forward_origin));
  if (message.via_bot) content.append(element('p', 'via', `${word('via')} @${message.via_bot.username}`));
  const original = message.reply_to_message;
  if (original && !original.forum_topic_created) content.append(quote(original, message.quote));
  if (message.document) content.append(attachment(message.document));
  if (message.photo) content.append(picture(message.photo.at(-1)));
  if (message.location) content.append(place(message.location));
  if (message.text) content.append(formatted(message.text, message.entities));
  if (message.caption) content.append(formatted(message.caption, message.caption_entities));
  content.append(meta(message, own, reaction), options());
  const item = element('li', own ? 'message own' : 'message', content);
  item.id = `m${message.message_id}`;
  item.dataset.from = message.from.id;
  if (message.media_group_id) item.dataset.album = message.media_group_id;
  item.tabIndex = -1;
  item.setAttribute('aria-label', `${author(message)}, ${content.querySelector('time').textContent}`);
  if (isGroup() && !own) item.append(face(message.from.id, person(message.from.id)?.first_name ?? message.from.first_name));
  if (message.reply_markup?.inline_keyboard) item.append(keyboard(message.reply_markup.inline_keyboard, message.message_id));
  return item;
}

/** Says which messages stand together: the first of a run has the name, the last the face. */
export function runs(log) {
  let before = null;
  for (const item of log.children) {
    const together = before && item.dataset.from && before.dataset.from === item.dataset.from;
    item.classList.toggle('follows', Boolean(together));
    item.classList.toggle('albumpart', Boolean(together && item.dataset.album && item.dataset.album === before.dataset.album));
    before?.classList.toggle('last', !together);
    before = item;
  }
  before?.classList.add('last');
}
