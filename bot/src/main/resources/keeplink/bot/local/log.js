// The messages of the open chat as they stand in the page, and what of them is in sight.
import { shown } from './chats.js';
import { element } from './entities.js';
import { bubble, day, runs } from './render.js';
import { room } from './room.js';

const $ = id => document.getElementById(id);
export const log = $('log');
const scroll = $('scroll');

export const messages = new Map();
const reactions = new Map();
let following = true; // whether the newest message is in sight and shall stay there

const atEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
const toEnd = behavior => scroll.scrollTo({ top: scroll.scrollHeight, behavior });
const draw = message => bubble(message, reactions.get(message.message_id));

/** Forgets one chat and takes another. */
export function fill(all, reacted) {
  messages.clear();
  reactions.clear();
  for (const message of all) messages.set(message.message_id, message);
  for (const [id, emoji] of Object.entries(reacted)) reactions.set(Number(id), emoji);
}

/** Draws the chat anew, its newest message in sight. */
export function redrawAll() {
  log.replaceChildren();
  let last = '';
  for (const message of messages.values()) last = append(message, last);
  settled();
  following = true;
  toEnd('instant');
}

function settled() {
  runs(log);
  $('welcome').hidden = messages.size > 0;
}

function append(message, lastDay) {
  if (!shown(message)) return lastDay;
  const today = day(message.date);
  if (today !== lastDay) {
    const line = element('li', 'day', element('span', '', today));
    line.dataset.day = today;
    log.append(line);
  }
  log.append(draw(message));
  return today;
}

const lastDay = () => [...log.querySelectorAll('.day')].at(-1)?.dataset.day ?? '';

/** A message that is new, or says something else now. */
export function show(message) {
  const known = messages.has(message.message_id);
  messages.set(message.message_id, message);
  if (known) redraw(message.message_id);
  else append(message, lastDay());
  settled();
  // what one writes oneself is in sight, also who had scrolled away
  if (!known && message.from.id === room.as) {
    following = true;
    toEnd('instant');
  }
}

export function forget(id) {
  messages.delete(id);
  $(`m${id}`)?.remove();
  settled();
}

export function react(id, emoji) {
  if (emoji) reactions.set(id, emoji); else reactions.delete(id);
  redraw(id);
  runs(log);
}

function redraw(id) {
  const old = $(`m${id}`);
  const message = messages.get(id);
  if (!old || !message) return;
  const focused = old.contains(document.activeElement) ? document.activeElement.dataset.press : undefined;
  const fresh = draw(message);
  fresh.classList.add('still');
  keepOpen(old, fresh);
  old.replaceWith(fresh);
  if (focused !== undefined) {
    ([...fresh.querySelectorAll('[data-press]')].find(key => key.dataset.press === focused) ?? $('text')).focus();
  }
}

/** What somebody opened stays open when the message is drawn anew. */
function keepOpen(old, fresh) {
  for (const [kind, open] of [['.spoiler', 'shown'], ['.more', 'opened']]) {
    const now = [...fresh.querySelectorAll(kind)];
    [...old.querySelectorAll(kind)].forEach((node, at) => { if (node.classList.contains(open)) now[at]?.click(); });
  }
}

export function jump(id) {
  const target = $(`m${id}`);
  if (!target) return;
  target.scrollIntoView({ block: 'center', behavior: 'smooth' });
  target.classList.add('found');
  setTimeout(() => target.classList.remove('found'), 1600);
}

scroll.addEventListener('scroll', () => {
  following = atEnd();
  $('down').hidden = following;
}, { passive: true });
// neither a keyboard that opens nor a message, a picture or a button that comes pushes the newest out of sight
const follower = new ResizeObserver(() => { if (following) toEnd('instant'); });
follower.observe(scroll);
follower.observe(log);
$('down').addEventListener('click', () => toEnd('smooth'));

// by keyboard the list of messages is one stop: arrows move in it
log.tabIndex = 0;
log.addEventListener('keydown', event => {
  const items = [...log.querySelectorAll('.message')];
  const at = items.indexOf(document.activeElement);
  if ((event.target !== log && at < 0) || !['ArrowUp', 'ArrowDown'].includes(event.key)) return;
  const next = at < 0 ? items.length - 1 : at + (event.key === 'ArrowUp' ? -1 : 1);
  items[Math.max(0, Math.min(items.length - 1, next))]?.focus();
  event.preventDefault();
});
