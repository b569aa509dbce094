// Builds formatted text from what the Bot API says: text and entities, never markup. Only DOM calls that take text are
// used, so nothing a page or a person wrote can become an element.
import { word } from './words.js';

const TAGS = {
  bold: 'strong', italic: 'em', underline: 'u', strikethrough: 's', code: 'code', blockquote: 'blockquote',
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

export function link(address, children) {
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

/** A long quote shows its first lines until it is asked for the rest. */
function folded(children) {
  const more = element('button', 'more');
  more.type = 'button';
  const body = element('div', 'fold', ...children);
  const quote = element('blockquote', 'expandable', body, more);
  const open = shown => {
    quote.classList.toggle('open', shown);
    more.classList.toggle('opened', shown);
    more.setAttribute('aria-expanded', String(shown));
    more.setAttribute('aria-label', word(shown ? 'less' : 'more'));
  };
  more.addEventListener('click', () => open(!quote.classList.contains('open')));
  open(false);
  // known when it stands in the page: what is all there needs no button
  requestAnimationFrame(() => { more.hidden = !quote.matches('.open') && body.scrollHeight <= body.clientHeight + 2; });
  return quote;
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
    case 'expandable_blockquote': return folded(children);
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
