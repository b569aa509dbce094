// The list of chats: beside the conversation where there is room and more than one, else behind a button.
import { element } from './entities.js';
import { askGroup, askTopic } from './dialogs.js';
import { author, icon, moment, plain } from './render.js';
import { makeGroup, openTopic } from './requests.js';
import { face, hasTopics, isGroup, known, owner, person, room, topicOf } from './room.js';
import { word } from './words.js';

const $ = id => document.getElementById(id);
const wide = matchMedia('(min-width: 60rem)');

let go = () => {};
/** What opens a chat or another topic of it. */
export const onChoice = then => { go = then; };

export const titleOf = chat => (chat < 0 ? known(chat)?.chat.title ?? '' : chat === owner() ? room.bot : person(chat)?.first_name ?? '');

const groups = () => room.chats.filter(each => each.chat.id < 0);
const docked = () => wide.matches && (groups().length > 0 || room.chat !== owner());

function preview(id) {
  const last = known(id)?.last;
  if (!last) return id > 0 && id !== owner() ? word('theirChat') : '';
  const who = id < 0 && !last.new_chat_members && !last.forum_topic_created ? `${author(last)}: ` : '';
  return who + plain(last);
}

function entry(id) {
  const last = known(id)?.last;
  const unread = known(id)?.unread ?? 0;
  const title = titleOf(id);
  const picture = face(id === owner() ? room.botId : id, title);
  const lines = element('span', 'lines',
    element('span', 'line', element('strong', '', title), element('time', '', last ? moment(last.date) : '')),
    element('span', 'line', element('span', 'preview', preview(id)), ...(unread ? [element('span', 'unread', String(unread))] : [])));
  const button = element('button', '', picture, lines);
  button.type = 'button';
  button.dataset.chat = id;
  if (id === room.chat) button.setAttribute('aria-current', 'true');
  return element('li', '', button);
}

function byNewest(a, b) {
  return (known(b)?.last?.date ?? 0) - (known(a)?.last?.date ?? 0);
}

/** Draws the list where it is to be seen, and the mark on the button where it is not. */
export function draw() {
  const side = docked();
  document.body.classList.toggle('docked', side);
  const open = document.body.classList.contains('drawer');
  $('chats').hidden = !side && !open;
  const unread = room.chats.reduce((sum, each) => sum + (each.unread ?? 0), 0);
  $('menu').dataset.unread = unread || '';
  $('menu').hidden = side;
  $('menu').setAttribute('aria-expanded', String(open));
  drawTopics();
  if ($('chats').hidden) return;
  const main = [owner(), ...groups().map(each => each.chat.id)].sort(byNewest);
  const others = room.people.slice(1).map(each => each.id);
  $('chatlist').replaceChildren(...main.map(entry), element('li', 'section', word('others')), ...others.map(entry));
}

function drawTopics() {
  const bar = $('topics');
  bar.hidden = !hasTopics();
  if (bar.hidden) return;
  const chips = [{ id: 0, name: word('general') },
    ...room.topics.map(each => ({ id: each.message_id, name: each.forum_topic_created.name }))];
  const add = element('button', 'add', icon('M12 5v14M5 12h14'));
  add.type = 'button';
  add.setAttribute('aria-label', word('newTopic'));
  add.title = word('newTopic');
  add.addEventListener('click', () => askTopic(async title => {
    const answer = await openTopic(title);
    if (answer) go(room.chat, (await answer.json()).topic);
  }));
  bar.replaceChildren(...chips.map(chip => {
    const button = element('button', '', chip.name);
    button.type = 'button';
    button.setAttribute('aria-pressed', String(chip.id === room.topic));
    button.classList.toggle('news', room.news.has(chip.id));
    button.addEventListener('click', () => go(room.chat, chip.id));
    return button;
  }), add);
}

/** A message somewhere: the newest of its chat. */
export function heard(message, here) {
  const id = message.chat.id;
  const chat = known(id) ?? room.chats[room.chats.push({ chat: message.chat }) - 1];
  if (!chat.last || chat.last.message_id <= message.message_id) {
    if (!here && chat.last?.message_id !== message.message_id) chat.unread = (chat.unread ?? 0) + 1;
    chat.last = message;
  }
  if (here && !shown(message)) room.news.add(topicOf(message));
  draw();
}

export function drawer(open) {
  document.body.classList.toggle('drawer', open);
  $('room').inert = open;
  draw();
  if (open) $('chatlist').querySelector('[aria-current]')?.focus();
  else $('menu').focus();
}

export function newGroup() {
  askGroup(async group => {
    const answer = await makeGroup(group);
    if (answer) go((await answer.json()).chat, 0);
  });
}

/** What stands in the head of the open chat. */
export function head() {
  const group = isGroup();
  const mine = room.chat === owner();
  $('name').textContent = group ? titleOf(room.chat) : room.bot;
  $('avatar').replaceChildren(face(mine ? room.botId : room.chat, titleOf(room.chat)));
  document.title = group ? `${titleOf(room.chat)} · ${room.bot}` : room.bot;
}

/** What is said below the name when nothing happens. */
export function idleWords() {
  if (isGroup()) {
    const members = [word('you'), ...room.people.slice(1).map(each => each.first_name), room.bot].join(', ');
    return room.privacy ? `${members} · ${word('private')}` : members;
  }
  return room.chat && room.chat !== owner() ? word('seenBy').replace('{0}', titleOf(room.chat)) : word('listening');
}

export const shown = message => !hasTopics() || topicOf(message) === room.topic;

wide.addEventListener('change', draw);
$('menu').addEventListener('click', () => drawer(true));
$('shade').addEventListener('click', () => drawer(false));
$('newGroup').addEventListener('click', newGroup);
$('chats').addEventListener('keydown', event => {
  if (event.key === 'Escape' && document.body.classList.contains('drawer')) drawer(false);
});
$('chatlist').addEventListener('click', event => {
  const button = event.target.closest('[data-chat]');
  if (button) go(Number(button.dataset.chat), 0);
});
