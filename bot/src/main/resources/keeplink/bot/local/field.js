// The field at the bottom: it grows, lists commands after `/`, and what the bot offers after its own name.
import { element } from './entities.js';
import { inquire, share } from './requests.js';
import { room } from './room.js';
import { word } from './words.js';

const $ = id => document.getElementById(id);
export const field = $('text');

/** A list above the field in which one entry is chosen, by keyboard while the field keeps the focus. */
class Picker {
  constructor(list, take) {
    this.list = list;
    this.take = take;
    this.selected = -1;
    list.addEventListener('mousedown', event => {
      event.preventDefault();
      const item = event.target.closest('li');
      if (item) take(item);
    });
  }

  get open() { return !this.list.hidden; }

  get chosen() { return this.open ? this.list.children[this.selected] ?? null : null; }

  show(items) {
    this.list.replaceChildren(...items);
    this.#number();
    this.list.hidden = items.length === 0;
    this.select(items.length ? 0 : -1);
  }

  add(items) {
    this.list.append(...items);
    this.#number();
  }

  #number() {
    [...this.list.children].forEach((item, at) => {
      item.id = `${this.list.id}${at}`;
      item.setAttribute('role', 'option');
    });
  }

  hide() { if (this.open) this.show([]); }

  move(step) {
    const count = this.list.children.length;
    this.select((this.selected + step + count) % count);
  }

  select(index) {
    this.selected = index;
    [...this.list.children].forEach((item, at) => item.setAttribute('aria-selected', String(at === index)));
    field.setAttribute('aria-expanded', String(this.open));
    field.setAttribute('aria-controls', this.list.id);
    if (index >= 0) {
      field.setAttribute('aria-activedescendant', this.list.children[index].id);
      this.list.children[index].scrollIntoView({ block: 'nearest' });
    } else {
      field.removeAttribute('aria-activedescendant');
    }
  }
}

/* ---- commands ---- */

function complete(text) {
  field.value = text;
  grow();
  field.focus();
}

export const commands = new Picker($('commands'), item => complete(`${item.dataset.command} `));

function entry(name, description) {
  const item = element('li', '', element('strong', '', name), element('span', '', description));
  item.dataset.command = name;
  return item;
}

function suggest() {
  const command = /^\/([a-z0-9_]*)$/i.exec(field.value);
  const name = /^@([a-z0-9_]*)$/i.exec(field.value);
  if (command) {
    const typed = command[1].toLowerCase();
    const found = room.commands.filter(each => each.command.startsWith(typed));
    // what is typed in full comes first: Enter sends it
    found.sort((a, b) => (b.command === typed) - (a.command === typed));
    commands.show(found.map(each => entry(`/${each.command}`, each.description)));
  } else if (name && room.handle.startsWith(name[1].toLowerCase())) {
    commands.show([entry(`@${room.handle}`, word('inlineHint'))]);
  } else {
    commands.hide();
  }
}

/* ---- what the bot offers inline ---- */

const PAUSE_MS = 200;
let start = () => {};
export const onStart = then => { start = then; };

export const offers = new Picker($('offers'), item => (item.dataset.start ? begin(item) : choose(item)));
let asked = null; // { query, inquiry, next, busy }
let typing = 0;

function query() {
  const typed = /^@(\w+)\s+([\s\S]*)$/.exec(field.value);
  return typed && typed[1].toLowerCase() === room.handle ? typed[2].trim().slice(0, 256) : null;
}

function offer() {
  clearTimeout(typing);
  const wanted = query();
  if (wanted === null) {
    asked = null;
    offers.hide();
  } else if (asked?.query !== wanted) {
    asked = { query: wanted, next: '' };
    typing = setTimeout(() => more(asked), PAUSE_MS);
  }
}

/** Asks for the next page of what is typed; an answer that is no longer wanted is dropped. */
async function more(current) {
  if (current.busy) return;
  current.busy = true;
  const first = current.inquiry === undefined;
  const answer = await inquire(current.query, current.next);
  const page = answer ? await answer.json() : null;
  if (current !== asked || !page) return;
  Object.assign(current, { inquiry: page.inquiry, next: page.next_offset, busy: false });
  const items = page.results.map(result => card(result, page.inquiry));
  if (first) {
    if (page.button) items.unshift(startEntry(page.button));
    offers.show(items.length ? items : [element('li', 'nothing', word('nothingOffered'))]);
  } else {
    offers.add(items);
  }
}

function card(result, inquiry) {
  const letters = [...result.title];
  const letter = element('span', `tile c${letters.reduce((sum, each) => sum + each.codePointAt(0), 0) % 7}`, letters[0]);
  const item = element('li', 'offer', thumbnail(result) ?? letter,
    element('span', 'offered', element('strong', '', result.title), element('span', '', result.description ?? '')));
  item.dataset.result = result.id;
  item.dataset.inquiry = inquiry;
  return item;
}

/** Only pictures of this server: the page loads nothing from elsewhere. */
function thumbnail(result) {
  if (!result.thumbnail_url?.startsWith(`${location.origin}/`)) return null;
  const img = element('img', 'tile');
  img.src = result.thumbnail_url;
  img.alt = '';
  return img;
}

function startEntry(button) {
  const item = element('li', 'start', button.text);
  item.dataset.start = button.start_parameter;
  return item;
}

function begin(item) {
  complete('');
  start(item.dataset.start);
}

async function choose(item) {
  if (!item.dataset.result) return;
  const { inquiry, result } = item.dataset;
  if (await share(inquiry, result)) complete('');
}

$('offers').addEventListener('scroll', event => {
  const list = event.currentTarget;
  if (asked?.next && list.scrollTop + list.clientHeight > list.scrollHeight - 120) more(asked);
}, { passive: true });

/* ---- typing ---- */

let empty = () => false;
/** Whether an empty field has something to send all the same. */
export const onEmpty = then => { empty = then; };

export function grow() {
  field.style.height = 'auto';
  field.style.height = `${Math.min(field.scrollHeight, innerHeight * 0.4)}px`;
  $('send').disabled = field.value.trim() === '' && !empty();
  suggest();
  offer();
}

/** Takes a key if a list is open; answers whether it did. */
export function pick(event) {
  const open = [commands, offers].find(each => each.open);
  if (!open) return false;
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    open.move(event.key === 'ArrowDown' ? 1 : -1);
    if (open === offers && asked?.next && offers.selected >= $('offers').children.length - 3) more(asked);
    return true;
  }
  if (event.key === 'Escape') {
    open.hide();
    return true;
  }
  const chosen = open.chosen;
  const enter = event.key === 'Enter' && !event.shiftKey && chosen && field.value !== chosen.dataset.command;
  if ((event.key === 'Tab' && open === commands) || (enter && !chosen.matches('.nothing'))) {
    open.take(chosen);
    return true;
  }
  return false;
}
