// What is done with the conversation, and which chat is open.
import * as chats from './chats.js';
import { askPlace, askTarget, chooseWriter, menu, needsWriter, tell, writerName } from './dialogs.js';
import { field, grow, offers, onEmpty, onStart, pick, commands } from './field.js';
import { forget, fill, jump, log, messages, react, redrawAll, show } from './log.js';
import { author, plain } from './render.js';
import * as requests from './requests.js';
import { face, isGroup, known, owner, room, topicOf } from './room.js';
import { listen } from './stream.js';
import { language, word } from './words.js';

const $ = id => document.getElementById(id);

const waiting = new Map();
let mode = null; // { reply, quote? }, { edit, as } or { forward, from, as }
let busyTimer = 0;

document.documentElement.lang = language;
for (const node of document.querySelectorAll('[data-word]')) node.textContent = word(node.dataset.word);
field.placeholder = word('message');
for (const [id, name] of [['text', 'message'], ['log', 'log'], ['commands', 'commands'], ['offers', 'offers'], ['topics', 'topics'],
  ['chats', 'chats']]) $(id).setAttribute('aria-label', word(name));
for (const [id, name] of [['send', 'send'], ['attach', 'attach'], ['contextEnd', 'cancel'], ['down', 'down'], ['menu', 'chats'],
  ['newGroup', 'newGroup']]) {
  $(id).setAttribute('aria-label', word(name));
  $(id).title = word(name);
}

/* ---- what is said around it ---- */

function status(text, busy = false) {
  clearTimeout(busyTimer);
  $('status').textContent = text;
  $('status').classList.toggle('busy', busy);
  if (busy) busyTimer = setTimeout(idle, 5500);
}

const idle = () => status(chats.idleWords());

let toastTimer = 0;
function toast(text) {
  $('toast').textContent = text;
  $('toast').hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { $('toast').hidden = true; }, 4000);
}

/* ---- what comes in ---- */

const handlers = {
  state(state) {
    const unread = new Map(room.chats.map(each => [each.chat.id, each.unread]));
    for (const each of state.chats) each.unread = each.chat.id === state.chat ? 0 : unread.get(each.chat.id);
    const { messages: all, reactions: put, ...facts } = state;
    Object.assign(room, facts);
    room.as = (isGroup() && writers.get(room.chat)) || room.me;
    if (isGroup() && !known(room.chat)) { go(owner()); return; }
    if (room.topic && !room.topics.some(each => each.message_id === room.topic)) room.topic = 0;
    fill(all, put);
    enter();
    document.body.classList.add('ready');
  },
  shown({ message }) {
    if (message.forum_topic_created && !room.topics.some(each => each.message_id === message.message_id)) room.topics.push(message);
    show(message);
    chats.heard(message, true);
    if (message.from.is_bot) idle();
  },
  elsewhere: ({ message }) => chats.heard(message, false),
  deleted: ({ id }) => forget(id),
  reacted: ({ id, emoji }) => react(id, emoji),
  answered({ callback, text, alert }) {
    settle(callback);
    if (text) (alert ? tell : toast)(text);
  },
  busy({ action }) {
    if (action === 'typing') status(word('typing'), true);
    else if (action.startsWith('upload_')) status(word('uploading'), true);
  },
};

/* ---- which chat ---- */

const writers = new Map(); // who writes in which group
let landing = null; // what is done once the chat is open

function place() {
  const [chat, topic] = location.hash.slice(1).split('/').map(Number);
  return { chat: chat || 0, topic: topic || 0 };
}

function go(chat, topic = 0, then = null) {
  landing = then;
  if (document.body.classList.contains('drawer')) chats.drawer(false);
  const hash = chat === owner() ? '' : `#${chat}${topic ? `/${topic}` : ''}`;
  if (location.hash !== hash) history.pushState(null, '', location.pathname + hash);
  arrive();
  // where there is no pointer a keyboard would slide over the chat
  if (matchMedia('(hover: hover)').matches) field.focus();
}

/** The address says which chat is open, so that a reload and the way back find it. */
function arrive() {
  const { chat, topic } = place();
  if (room.people.length && (chat || owner()) === room.chat) {
    room.topic = topic;
    enter();
    return;
  }
  if (!mode?.forward) leaveMode();
  room.topic = topic;
  room.chat = chat;
  room.news.clear();
  document.body.classList.remove('ready');
  listen(chat, handlers, () => status(word('connecting')));
}

function enter() {
  room.news.delete(room.topic);
  chats.head();
  chats.draw();
  writer();
  redrawAll();
  grow();
  idle();
  const then = landing;
  landing = null;
  then?.();
}

function writeAs(id) {
  writers.set(room.chat, id);
  room.as = id;
  writer();
  field.focus();
}

function writer() {
  $('as').hidden = !needsWriter();
  if ($('as').hidden) return;
  $('as').replaceChildren(face(room.as, writerName()));
  const words = word('writeAs').replace('{0}', writerName());
  $('as').setAttribute('aria-label', words);
  $('as').title = words;
}

/** Addresses of Telegram that mean this bot or one of these chats are followed here. */
function followed(href) {
  const url = new URL(href);
  if (url.host !== 't.me') return false;
  const [, group, id] = (/^\/c\/(\d+)\/(\d+)$/.exec(url.pathname) ?? []).map(Number);
  if (group && known(Number(`-100${group}`))) {
    const chat = Number(`-100${group}`);
    go(chat, 0, () => go(chat, topicOf(messages.get(id) ?? {}), () => jump(id)));
    return true;
  }
  if (url.pathname.slice(1).toLowerCase() !== room.handle) return false;
  if (url.searchParams.has('startgroup')) chats.newGroup();
  else begin(url.searchParams.get('start'));
  return true;
}

/** Opens the private chat of whoever writes, as an address or the button over inline results does. */
function begin(parameter) {
  go(room.as, 0, () => { if (/^[\w-]{1,64}$/.test(parameter ?? '')) requests.say(`/start ${parameter}`); });
}

/* ---- what goes out ---- */

async function submit() {
  const text = field.value.trim();
  if (!text && !mode?.forward) return;
  const current = mode;
  field.value = '';
  leaveMode();
  grow();
  if (!await sent(text, current) && !field.value) {
    // nothing typed is lost
    field.value = text;
    grow();
  }
}

async function sent(text, current) {
  if (current?.edit) return requests.edit(current.edit, current.as, text);
  if (current?.forward) {
    return (!text || await requests.say(text)) && requests.forward(current.forward, current.from, current.as);
  }
  return requests.say(text, current?.reply ?? null, current?.quote ?? null);
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

async function press(key) {
  key.classList.add('pressed');
  const answer = await requests.press(key.dataset.message, key.dataset.press);
  if (!answer) { key.classList.remove('pressed'); return; }
  const { callback } = await answer.json();
  if (answeredEarly.delete(callback)) key.classList.remove('pressed');
  else waiting.set(callback, key);
  setTimeout(() => settle(callback), 10000);
}

const PHOTOS = ['image/png', 'image/jpeg', 'image/webp'];

/** Several files are one album, with what is typed below the first. */
async function sendFiles(files) {
  const caption = field.value.trim();
  const album = files.length > 1 ? { album: Date.now() } : {};
  for (const [at, file] of [...files].entries()) {
    if (file.size > 20 * 1024 * 1024) { toast(word('tooLarge')); return; }
    const facts = { name: file.name, type: file.type, caption: at === 0 ? caption : '', photo: PHOTOS.includes(file.type), ...album };
    if (!await requests.file(file, facts)) return;
  }
  field.value = '';
  grow();
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(word('copied'));
  } catch {
    toast(word('notCopied'));
  }
}

/* ---- replying, editing, forwarding ---- */

function enterMode(next, title, text) {
  mode = next;
  $('contextTitle').textContent = title;
  $('contextText').textContent = text;
  $('context').hidden = false;
  field.focus();
  grow();
}

function leaveMode() {
  mode = null;
  $('context').hidden = true;
}

function reply(id, quote = null) {
  const message = messages.get(id);
  if (message) enterMode({ reply: id, quote }, `${word('reply')} ${author(message)}`, quote ? `“${quote}”` : plain(message));
}

function edit(message) {
  enterMode({ edit: message.message_id, as: message.from.id }, word('editing'), plain(message));
  field.value = message.text;
  grow();
  field.setSelectionRange(field.value.length, field.value.length);
}

function editLast() {
  const own = [...messages.values()].filter(message => message.from.id === room.as && message.text).at(-1);
  if (own) edit(own);
  return Boolean(own);
}

function forward(message) {
  const [from, as] = [room.chat, room.as];
  const groups = room.chats.map(each => each.chat.id).filter(id => id < 0);
  askTarget([as, ...groups].map(id => ({ id, title: chats.titleOf(id) })), to => go(to, 0, () => {
    writeAs(as);
    enterMode({ forward: message.message_id, from, as }, word('forwarding').replace('{0}', author(message)), plain(message));
  }));
}

/** What is selected inside the text of a message. */
function selectedIn(item) {
  const selection = getSelection();
  const text = item.querySelector('.text');
  const part = selection.isCollapsed || !text?.contains(selection.anchorNode) || !text.contains(selection.focusNode)
    ? '' : selection.toString().trim();
  return part.length <= 1024 ? part : '';
}

function options(item, at) {
  const message = messages.get(Number(item.id.slice(1)));
  if (!message) return;
  const part = selectedIn(item);
  const words = message.text ?? message.caption;
  const human = !message.from.is_bot;
  menu([
    { label: word('replyHint'), then: () => reply(message.message_id) },
    ...(part && words?.includes(part) ? [{ label: word('replyPart'), then: () => reply(message.message_id, part) }] : []),
    ...(words ? [{ label: word('copy'), then: () => copy(part || words) }] : []),
    { label: word('forward'), then: () => forward(message) },
    ...(human && message.text && !message.via_bot && !message.forward_origin ? [{ label: word('edit'), then: () => edit(message) }] : []),
    ...(human || !isGroup() ? [{
      label: word('delete'), danger: true,
      then: () => requests.erase(message.message_id, human ? message.from.id : room.as),
    }] : []),
  ], at);
}

/* ---- hands ---- */

log.addEventListener('click', event => {
  const of = selector => event.target.closest(selector);
  const item = of('.message');
  if (of('a')) {
    if (followed(of('a').href)) event.preventDefault();
  } else if (of('[data-send]')) requests.say(of('[data-send]').dataset.send);
  else if (of('[data-press]')) press(of('[data-press]'));
  else if (of('[data-copy]')) copy(of('[data-copy]').dataset.copy);
  else if (of('[data-inline]')) {
    field.value = `@${room.handle} ${of('[data-inline]').dataset.inline}`;
    grow();
    field.focus();
  } else if (of('[data-jump]')) jump(Number(of('[data-jump]').dataset.jump));
  else if (of('.options')) options(item, of('.options'));
  else if (of('button, .spoiler') || !getSelection().isCollapsed) return;
  else if (of('code')) copy(of('code').textContent);
  else if (of('.bubble')) reply(Number(item.id.slice(1)));
});

log.addEventListener('contextmenu', event => {
  const item = event.target.closest('.message');
  if (!item || event.target.closest('a')) return;
  event.preventDefault();
  // by keyboard there is no pointer
  options(item, event.detail === 0 && event.clientX === 0 ? item.querySelector('.bubble') : { x: event.clientX, y: event.clientY });
});

// the menu key opens the menu by itself
log.addEventListener('keydown', event => {
  if (event.key === 'Enter' && event.target.matches('.message')) {
    reply(Number(event.target.id.slice(1)));
    event.preventDefault();
  }
});

$('welcome').addEventListener('click', event => {
  const start = event.target.closest('[data-send]');
  if (start) requests.say(start.dataset.send);
});
$('contextEnd').addEventListener('click', () => {
  if (mode?.edit) field.value = '';
  leaveMode();
  grow();
  field.focus();
});
$('attach').addEventListener('click', () => menu([
  { label: word('fileOrPicture'), then: () => $('file').click() },
  { label: word('location'), then: () => askPlace(requests.locate, toast) },
], $('attach')));
$('as').addEventListener('click', () => chooseWriter($('as'), writeAs));
$('file').addEventListener('change', async event => {
  const files = [...event.target.files];
  event.target.value = '';
  if (files.length) await sendFiles(files);
});
addEventListener('dragover', event => event.preventDefault());
addEventListener('drop', event => {
  event.preventDefault();
  if (event.dataTransfer.files.length) sendFiles(event.dataTransfer.files);
});
field.addEventListener('input', grow);
field.addEventListener('keydown', event => {
  // an input method confirms its choice with Enter: that is not ours
  if (event.isComposing || event.keyCode === 229) return;
  if (pick(event)) event.preventDefault();
  else if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    submit();
  } else if (event.key === 'Escape') {
    if (mode) $('contextEnd').click();
  } else if (event.key === 'ArrowUp' && field.value === '' && !mode && editLast()) event.preventDefault();
});
field.addEventListener('blur', () => {
  commands.hide();
  offers.hide();
});
$('form').addEventListener('submit', event => {
  event.preventDefault();
  submit();
});

requests.onFailure(toast);
chats.onChoice(go);
onStart(begin);
onEmpty(() => Boolean(mode?.forward));
addEventListener('popstate', arrive);
grow();
field.focus();
status(word('connecting'));
arrive();
