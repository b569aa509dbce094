// Builds what is seen from what the Bot API says: text and entities, never markup. Only DOM calls that take text are
// used, so nothing a page or a person wrote can become an element.
import { word, language } from './words.js';

const TAGS = {
  bold: 'strong', italic: 'em', underline: 'u', strikethrough: 's', code: 'code',
  blockquote: 'blockquote', expandable_blockquote: 'blockquote',
};

export function element(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

/** An address a link may have; everything else stays text. */
function safeHref(address) {
  try {
    const url = new URL(address);
    return ['http:', 'https:', 'mailto:', 'tg:'].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

function link(address, children) {
  const href = safeHref(address);
  if (!href) return element('span', '', ...children);
  const a = element('a', '', ...children);
  a.href = href;
  a.target = '_blank';
  a.rel = 'noopener noreferrer';
  return a;
}

function tappable(text, kind, children) {
  const button = element('button', `tap ${kind}`, ...children);
  button.type = 'button';
  button.dataset.send = text;
  return button;
}

function spoiler(children) {
  const span = element('span', 'spoiler', ...children);
  span.tabIndex = 0;
  span.setAttribute('role', 'button');
  span.setAttribute('aria-label', word('hidden'));
  const show = () => {
    span.classList.add('shown');
    span.removeAttribute('role');
    span.removeAttribute('aria-label');
  };
  span.addEventListener('click', event => { event.stopPropagation(); show(); });
  span.addEventListener('keydown', event => { if (event.key === 'Enter' || event.key === ' ') show(); });
  return span;
}

function wrap(entity, text, children) {
  switch (entity.type) {
    case 'url': return link(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`, children);
    case 'text_link': return link(entity.url, children);
    case 'email': return link(`mailto:${text}`, children);
    case 'hashtag': return tappable(text, 'hashtag', children);
    case 'bot_command': return tappable(text, 'command', children);
    case 'mention': return element('span', 'mention', ...children);
    case 'spoiler': return spoiler(children);
    case 'pre': {
      const pre = element('pre', '', element('code', '', ...children));
      if (entity.language) pre.dataset.language = entity.language;
      pre.tabIndex = 0;
      return pre;
    }
    default: return TAGS[entity.type] ? element(TAGS[entity.type], '', ...children) : element('span', '', ...children);
  }
}

/** Text between two places; offsets count UTF-16 units, as JavaScript strings do. */
function nodes(text, from, to, entities) {
  const list = [];
  let at = from;
  for (let i = 0; i < entities.length;) {
    const entity = entities[i];
    const begin = Math.max(at, entity.offset);
    const end = Math.min(to, entity.offset + entity.length);
    const inner = [];
    let next = i + 1;
    while (next < entities.length && entities[next].offset < end) inner.push(entities[next++]);
    if (begin < end) {
      if (begin > at) list.push(text.slice(at, begin));
      list.push(wrap(entity, text.slice(begin, end), nodes(text, begin, end, inner)));
      at = end;
    }
    i = next;
  }
  if (at < to) list.push(text.slice(at, to));
  return list;
}

export function formatted(text, entities = []) {
  const body = element('div', 'text', ...nodes(text, 0, text.length, entities));
  body.dir = 'auto';
  return body;
}

const TIME = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' });

export function day(date) {
  const then = new Date(date * 1000);
  const midnight = new Date();
  midnight.setHours(0, 0, 0, 0);
  if (then >= midnight) return word('today');
  midnight.setDate(midnight.getDate() - 1);
  return then >= midnight ? word('yesterday') : DAY.format(then);
}

function size(bytes) {
  const units = ['byte', 'kilobyte', 'megabyte'];
  let power = 0;
  let amount = bytes;
  while (amount >= 1000 && power < 2) { amount /= 1000; power++; }
  return new Intl.NumberFormat(language, { style: 'unit', unit: units[power], maximumFractionDigits: power }).format(amount);
}

const SVG = 'http://www.w3.org/2000/svg';

function fileIcon() {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', 'M12 4v11m-4.5-4L12 15.5 16.500 11M5 19.500h14');
  svg.append(path);
  return svg;
}

function attachment(file) {
  const address = `/local/files/${encodeURIComponent(file.file_id)}`;
  const a = element('a', 'file',
    element('span', 'badge', fileIcon()),
    element('span', 'facts', element('span', 'filename', file.file_name), element('span', 'size', size(file.file_size))));
  a.href = address;
  a.download = file.file_name;
  return a;
}

function picture(file) {
  const img = element('img', 'picture');
  img.src = `/local/files/${encodeURIComponent(file.file_id)}`;
  img.alt = file.file_name;
  return img;
}

export const plain = message =>
  (message.text ?? message.caption ?? message.document?.file_name ?? message.photo?.at(-1)?.file_name ?? '').replace(/\s+/g, ' ');

function quote(message, me, botName) {
  const q = element('button', 'quote',
    element('strong', '', message.from.id === me ? word('you') : botName),
    element('span', '', plain(message)));
  q.type = 'button';
  q.dataset.jump = message.message_id;
  return q;
}

function origin(from) {
  const name = from.chat?.title ?? from.sender_chat?.title ?? from.sender_user?.first_name ?? from.sender_user_name ?? '';
  return element('p', 'origin', `${word('forwarded')} ${name}`);
}

function keyboard(rows, id) {
  const grid = element('div', 'keys');
  for (const row of rows) {
    const line = element('div', 'row');
    for (const key of row) {
      const isLink = Boolean(key.url);
      const node = isLink ? link(key.url, [key.text]) : element('button', '', key.text);
      node.classList.add('key');
      if (!isLink) {
        node.type = 'button';
        if (key.callback_data !== undefined) node.dataset.press = key.callback_data;
        if (key.copy_text) node.dataset.copy = key.copy_text.text;
        node.dataset.message = id;
      } else {
        node.classList.add('away');
      }
      line.append(node);
    }
    grid.append(line);
  }
  return grid;
}

/** One message of the conversation. */
export function bubble(message, me, botName, reaction) {
  const own = message.from.id === me;
  const content = element('div', 'bubble');
  if (message.forward_origin) content.append(origin(message.forward_origin));
  if (message.reply_to_message) content.append(quote(message.reply_to_message, me, botName));
  if (message.document) content.append(attachment(message.document));
  if (message.photo) content.append(picture(message.photo.at(-1)));
  if (message.text) content.append(formatted(message.text, message.entities));
  if (message.caption) content.append(formatted(message.caption, message.caption_entities));
  const meta = element('span', 'meta');
  if (reaction) meta.append(element('span', 'reaction', reaction));
  if (message.edit_date && own) meta.append(element('span', 'edited', word('edited')));
  const time = element('time', '', TIME.format(new Date(message.date * 1000)));
  time.dateTime = new Date(message.date * 1000).toISOString();
  meta.append(time);
  content.append(meta);
  const item = element('li', own ? 'message own' : 'message');
  item.id = `m${message.message_id}`;
  item.tabIndex = -1;
  item.setAttribute('aria-label', `${own ? word('you') : botName}, ${time.textContent}`);
  item.append(content);
  if (message.reply_markup?.inline_keyboard) item.append(keyboard(message.reply_markup.inline_keyboard, message.message_id));
  return item;
}
