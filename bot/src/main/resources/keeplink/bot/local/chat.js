// The conversation: events come in over one stream, what the person does goes out as small requests.
import { bubble, day, element, plain } from './render.js';
import { language, word } from './words.js';

const $ = id => document.getElementById(id);
const [log, scroll, field, list] = [$('log'), $('scroll'), $('text'), $('commands')];

const messages = new Map();
const reactions = new Map();
const waiting = new Map();
let me = 0;
let botName = 'Keeplink';
let commands = [];
let mode = null; // { reply: id } or { edit: id }
let selected = -1;
let busyTimer = 0;

document.documentElement.lang = language;
for (const node of document.querySelectorAll('[data-word]')) node.textContent = word(node.dataset.word);
field.placeholder = word('message');
for (const [id, name] of [['text', 'message'], ['send', 'send'], ['attach', 'attach'], ['contextEnd', 'cancel'],
  ['down', 'down'], ['log', 'log'], ['commands', 'commands']]) {
  $(id).setAttribute('aria-label', word(name));
}
for (const id of ['send', 'attach', 'contextEnd', 'down']) $(id).title = word({ contextEnd: 'cancel' }[id] ?? id);

/* ---- what is shown ---- */

const atEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
const toEnd = smooth => scroll.scrollTo({ top: scroll.scrollHeight, behavior: smooth ? 'smooth' : 'instant' });

function redrawAll() {
  log.replaceChildren();
  let last = '';
  for (const message of messages.values()) last = append(message, last);
  $('welcome').hidden = messages.size > 0;
}

function append(message, lastDay) {
  const today = day(message.date);
  if (today !== lastDay) {
    const line = element('li', 'day', element('span', '', today));
    line.dataset.day = today;
    log.append(line);
  }
  log.append(bubble(message, me, botName, reactions.get(message.message_id)));
  return today;
}

const lastDay = () => [...log.querySelectorAll('.day')].at(-1)?.dataset.day ?? '';

function show(message) {
  const known = messages.has(message.message_id);
  const follow = atEnd() || message.from.id === me;
  messages.set(message.message_id, message);
  if (known) redraw(message.message_id);
  else append(message, lastDay());
  if (message.from.id !== me) status(word('listening'));
  $('welcome').hidden = true;
  if (follow) toEnd(!known);
}

function redraw(id) {
  const old = $(`m${id}`);
  const message = messages.get(id);
  if (!old || !message) return;
  const focused = old.contains(document.activeElement) ? document.activeElement.dataset.press : undefined;
  const fresh = bubble(message, me, botName, reactions.get(id));
  fresh.classList.add('still');
  old.replaceWith(fresh);
  if (focused !== undefined) {
    ([...fresh.querySelectorAll('[data-press]')].find(key => key.dataset.press === focused) ?? field).focus();
  }
}

function status(text, busy = false) {
  clearTimeout(busyTimer);
  $('status').textContent = text;
  $('status').classList.toggle('busy', busy);
  if (busy) busyTimer = setTimeout(() => status(word('listening')), 5500);
}

let toastTimer = 0;
function toast(text) {
  $('toast').textContent = text;
  $('toast').hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { $('toast').hidden = true; }, 4000);
}

/* ---- what comes in ---- */

// A stream that was refused (a server that is just starting, an error status) is not asked for again by the browser, and one
// whose server is gone without a word looks open for ever: both are opened anew here. The server gives a sign of life every 15 s.
const AGAIN_MS = 1000;
const SILENCE_MS = 40000;

function listen() {
  const events = new EventSource('/local/events');
  let watch = 0;
  const reopen = () => {
    events.close();
    clearTimeout(watch);
    status(word('connecting'));
    setTimeout(listen, AGAIN_MS);
  };
  const alive = () => {
    clearTimeout(watch);
    watch = setTimeout(reopen, SILENCE_MS);
  };
  const on = (name, then) => events.addEventListener(name, event => {
    alive();
    then(JSON.parse(event.data));
  });
  alive();
  on('beat', () => {});
  on('state', state => {
    me = state.me;
    botName = state.bot;
    commands = state.commands;
    $('name').textContent = botName;
    messages.clear();
    reactions.clear();
    for (const message of state.messages) messages.set(message.message_id, message);
    for (const [id, emoji] of Object.entries(state.reactions)) reactions.set(Number(id), emoji);
    redrawAll();
    toEnd(false);
    status(word('listening'));
    document.body.classList.add('ready');
  });
  on('shown', ({ message }) => show(message));
  on('deleted', ({ id }) => {
    messages.delete(id);
    $(`m${id}`)?.remove();
  });
  on('reacted', ({ id, emoji }) => {
    if (emoji) reactions.set(id, emoji); else reactions.delete(id);
    redraw(id);
  });
  on('answered', ({ callback, text }) => {
    settle(callback);
    if (text) toast(text);
  });
  on('busy', ({ action }) => {
    if (action === 'typing') status(word('typing'), true);
    else if (action.startsWith('upload_')) status(word('uploading'), true);
  });
  events.onerror = () => {
    if (events.readyState === EventSource.CLOSED) reopen();
    else status(word('connecting'));
  };
}

const answeredEarly = new Set();
function settle(callback) {
  if (waiting.has(callback)) {
    waiting.get(callback).classList.remove('pressed');
    waiting.delete(callback);
  } else {
    answeredEarly.add(callback);
  }
}

/* ---- what goes out ---- */

async function request(path, method, body, type = 'application/json') {
  try {
    const answer = await fetch(path, { method, headers: { 'Content-Type': type }, body });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer;
  } catch {
    toast(word('failed'));
    return null;
  }
}

async function say(text, replyTo = null) {
  return request('/local/messages', 'POST', JSON.stringify({ text, replyTo }));
}

async function submit() {
  const text = field.value.trim();
  if (!text) return;
  const current = mode;
  field.value = '';
  leaveMode();
  grow();
  const done = current?.edit
    ? await request(`/local/messages/${current.edit}`, 'PUT', JSON.stringify({ text, replyTo: null }))
    : await say(text, current?.reply ?? null);
  if (!done && !field.value) {
    // nothing typed is lost
    field.value = text;
    grow();
  }
}

async function press(key) {
  key.classList.add('pressed');
  const answer = await request(`/local/messages/${key.dataset.message}/press`, 'POST',
    JSON.stringify({ data: key.dataset.press }));
  if (!answer) { key.classList.remove('pressed'); return; }
  const { callback } = await answer.json();
  if (answeredEarly.delete(callback)) key.classList.remove('pressed');
  else waiting.set(callback, key);
  setTimeout(() => settle(callback), 10000);
}

async function sendFile(file) {
  if (file.size > 20 * 1024 * 1024) { toast(word('tooLarge')); return; }
  const query = new URLSearchParams({ name: file.name, type: file.type, caption: field.value.trim() });
  if (await request(`/local/files?${query}`, 'POST', file, 'application/octet-stream')) {
    field.value = '';
    grow();
  }
}

/* ---- replying and editing ---- */

function enterMode(next, title, text) {
  mode = next;
  $('contextTitle').textContent = title;
  $('contextText').textContent = text;
  $('context').hidden = false;
  field.focus();
}

function leaveMode() {
  mode = null;
  $('context').hidden = true;
}

function reply(id) {
  const message = messages.get(id);
  if (!message) return;
  enterMode({ reply: id }, `${word('reply')} ${message.from.id === me ? word('you') : botName}`, plain(message));
}

function editLast() {
  const own = [...messages.values()].filter(message => message.from.id === me && message.text).at(-1);
  if (!own) return false;
  enterMode({ edit: own.message_id }, word('editing'), plain(own));
  field.value = own.text;
  grow();
  field.setSelectionRange(field.value.length, field.value.length);
  return true;
}

function jump(id) {
  const target = $(`m${id}`);
  if (!target) return;
  target.scrollIntoView({ block: 'center', behavior: 'smooth' });
  target.classList.add('found');
  setTimeout(() => target.classList.remove('found'), 1600);
}

log.addEventListener('click', event => {
  const target = event.target;
  const of = selector => target.closest(selector);
  if (of('[data-send]')) say(of('[data-send]').dataset.send);
  else if (of('[data-press]')) press(of('[data-press]'));
  else if (of('[data-copy]')) navigator.clipboard.writeText(of('[data-copy]').dataset.copy);
  else if (of('[data-jump]')) jump(Number(of('[data-jump]').dataset.jump));
  else if (of('a, button, pre, .spoiler')) return;
  else if (of('.bubble') && getSelection().isCollapsed) reply(Number(of('.message').id.slice(1)));
});

// by keyboard: the list of messages is one stop, arrows move in it, Enter replies
log.tabIndex = 0;
log.addEventListener('keydown', event => {
  const items = [...log.querySelectorAll('.message')];
  const at = items.indexOf(document.activeElement);
  if (event.target !== log && at < 0) return;
  if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
    const next = at < 0 ? items.length - 1 : at + (event.key === 'ArrowUp' ? -1 : 1);
    items[Math.max(0, Math.min(items.length - 1, next))]?.focus();
    event.preventDefault();
  } else if (event.key === 'Enter' && at >= 0) {
    reply(Number(items[at].id.slice(1)));
    event.preventDefault();
  }
});

$('welcome').addEventListener('click', event => {
  const start = event.target.closest('[data-send]');
  if (start) say(start.dataset.send);
});
$('contextEnd').addEventListener('click', () => {
  if (mode?.edit) { field.value = ''; grow(); }
  leaveMode();
  field.focus();
});
$('attach').addEventListener('click', () => $('file').click());
$('file').addEventListener('change', event => {
  if (event.target.files[0]) sendFile(event.target.files[0]);
  event.target.value = '';
});
addEventListener('dragover', event => event.preventDefault());
addEventListener('drop', event => {
  event.preventDefault();
  if (event.dataTransfer.files[0]) sendFile(event.dataTransfer.files[0]);
});
let followed = true;
scroll.addEventListener('scroll', () => {
  followed = atEnd();
  $('down').hidden = followed;
}, { passive: true });
// a keyboard that opens, or the line about a reply, must not push the newest message out of sight
new ResizeObserver(() => { if (followed) toEnd(false); }).observe(scroll);
$('down').addEventListener('click', () => toEnd(true));

/* ---- typing ---- */

function grow() {
  field.style.height = 'auto';
  field.style.height = `${Math.min(field.scrollHeight, innerHeight * 0.4)}px`;
  $('send').disabled = field.value.trim() === '';
  suggest();
}

function suggest() {
  const match = /^\/([a-z0-9_]*)$/i.exec(field.value);
  const found = match ? commands.filter(each => each.command.startsWith(match[1].toLowerCase())) : [];
  // what is typed in full comes first: Enter sends it
  found.sort((a, b) => (b.command === match[1].toLowerCase()) - (a.command === match[1].toLowerCase()));
  selected = found.length ? 0 : -1;
  list.replaceChildren(...found.map((each, index) => {
    const item = element('li', '', element('strong', '', `/${each.command}`), element('span', '', each.description));
    item.id = `c${index}`;
    item.setAttribute('role', 'option');
    item.dataset.command = each.command;
    return item;
  }));
  list.hidden = found.length === 0;
  field.setAttribute('aria-expanded', String(found.length > 0));
  select(selected);
}

function select(index) {
  selected = index;
  [...list.children].forEach((item, at) => item.setAttribute('aria-selected', String(at === index)));
  if (index >= 0) {
    field.setAttribute('aria-activedescendant', `c${index}`);
    list.children[index].scrollIntoView({ block: 'nearest' });
  } else {
    field.removeAttribute('aria-activedescendant');
  }
}

function take(item) {
  field.value = `/${item.dataset.command} `;
  grow();
  field.focus();
}

list.addEventListener('mousedown', event => {
  event.preventDefault();
  const item = event.target.closest('li');
  if (item) take(item);
});

field.addEventListener('input', grow);
field.addEventListener('keydown', event => {
  // an input method confirms its choice with Enter: that is not ours
  if (event.isComposing || event.keyCode === 229) return;
  const open = !list.hidden;
  if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    const count = list.children.length;
    select((selected + (event.key === 'ArrowDown' ? 1 : count - 1)) % count);
    event.preventDefault();
  } else if (open && event.key === 'Tab') {
    take(list.children[selected]);
    event.preventDefault();
  } else if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    const chosen = open ? list.children[selected] : null;
    if (chosen && field.value !== `/${chosen.dataset.command}`) take(chosen);
    else submit();
  } else if (event.key === 'Escape') {
    if (open) list.hidden = true;
    else if (mode) $('contextEnd').click();
  } else if (event.key === 'ArrowUp' && field.value === '' && !mode && editLast()) {
    event.preventDefault();
  }
});
$('form').addEventListener('submit', event => {
  event.preventDefault();
  submit();
});

grow();
field.focus();
status(word('connecting'));
listen();
