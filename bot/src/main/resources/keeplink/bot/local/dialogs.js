// Small windows over the page: menus and questions. The browser's own popover and dialog give focus, Escape and light
// dismissal.
import { element } from './entities.js';
import { face, isGroup, owner, person, room } from './room.js';
import { word } from './words.js';

/**
 * A menu at a place.
 *
 * @param entries what it offers: { label, then, checked?, danger?, face? }
 * @param at where: a DOM element, or { x, y }
 */
export function menu(entries, at) {
  const list = element('div', 'menu');
  list.setAttribute('role', 'menu');
  list.popover = 'auto';
  const before = document.activeElement;
  for (const entry of entries) {
    const item = element('button', entry.danger ? 'danger' : '');
    item.type = 'button';
    item.setAttribute('role', entry.checked === undefined ? 'menuitem' : 'menuitemradio');
    if (entry.checked !== undefined) item.setAttribute('aria-checked', String(entry.checked));
    if (entry.face) item.append(entry.face);
    item.append(element('span', '', entry.label));
    item.addEventListener('click', () => {
      list.hidePopover();
      entry.then();
    });
    list.append(item);
  }
  list.addEventListener('keydown', event => {
    const items = [...list.children];
    const step = { ArrowDown: 1, ArrowUp: items.length - 1 }[event.key];
    if (step) {
      items[(items.indexOf(document.activeElement) + step) % items.length].focus();
      event.preventDefault();
    }
  });
  list.addEventListener('toggle', event => {
    if (event.newState !== 'closed') return;
    list.remove();
    if (document.activeElement === document.body) before?.focus();
  });
  document.body.append(list);
  list.showPopover();
  put(list, at);
  list.firstElementChild.focus();
}

/** Beside the place, and inside the window. */
function put(list, at) {
  const spot = at instanceof Element ? at.getBoundingClientRect() : { left: at.x, top: at.y, bottom: at.y };
  const { width, height } = list.getBoundingClientRect();
  const below = spot.bottom + 4;
  list.style.left = `${Math.max(8, Math.min(spot.left, innerWidth - width - 8))}px`;
  list.style.top = `${below + height > innerHeight - 8 ? Math.max(8, spot.top - height - 4) : below}px`;
}

/** A window with a form; closing it by its button does `then` with what was filled in. */
function ask(title, parts, done, then) {
  const cancel = element('button', 'quiet', word('cancel'));
  cancel.type = 'button';
  const form = element('form', '', element('h2', '', title), ...parts,
    element('div', 'choices', cancel, ...(done ? [element('button', 'main', done)] : [])));
  form.method = 'dialog';
  const dialog = element('dialog', '', form);
  dialog.setAttribute('aria-label', title);
  cancel.addEventListener('click', () => dialog.close());
  form.addEventListener('submit', () => then(new FormData(form)));
  dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

function input(name, label, more = {}) {
  const box = Object.assign(element('input', ''), { name, ...more });
  return element('label', 'input', element('span', '', label), box);
}

function check(name, label, hint, checked) {
  const box = Object.assign(element('input', ''), { name, type: 'checkbox', checked });
  return element('label', 'check', box, element('span', '', label, element('small', '', hint)));
}

export function askGroup(then) {
  ask(word('newGroup'), [
    input('title', word('title'), { required: true, maxLength: 128, autocomplete: 'off', pattern: '.*\\S.*' }),
    check('topics', word('topics'), word('topicsHint'), false),
    check('everything', word('everything'), word('everythingHint'), true),
  ], word('make'), form => then({
    title: form.get('title'), topics: form.has('topics'), privacy: !form.has('everything'),
  }));
}

export function askTopic(then) {
  ask(word('newTopic'), [input('title', word('title'), { required: true, maxLength: 128, autocomplete: 'off', pattern: '.*\\S.*' })],
    word('make'), form => then(form.get('title')));
}

const CITIES = [
  ['Shanghai', '上海', 31.2304, 121.4737], ['Delhi', '德里', 28.6139, 77.209], ['Berlin', '柏林', 52.52, 13.405],
  ['London', '伦敦', 51.5074, -0.1278], ['São Paulo', '圣保罗', -23.5505, -46.6333], ['New York', '纽约', 40.7128, -74.006],
  ['San Francisco', '旧金山', 37.7749, -122.4194], ['Sydney', '悉尼', -33.8688, 151.2093],
];

export function askPlace(then, failed) {
  const number = (name, most) => input(name, word(name), { type: 'number', required: true, min: -most, max: most, step: 'any' });
  const cities = element('div', 'cities', ...CITIES.map(([english, chinese, latitude, longitude]) => {
    const button = element('button', '', word('english') ? english : chinese);
    button.type = 'button';
    button.addEventListener('click', () => fill(latitude, longitude));
    return button;
  }));
  const device = element('button', 'device', word('thisDevice'));
  device.type = 'button';
  device.addEventListener('click', () => navigator.geolocation.getCurrentPosition(
    ({ coords }) => fill(coords.latitude, coords.longitude), () => failed(word('noPlace'))));
  const dialog = ask(word('location'), [cities, element('div', 'pair', number('latitude', 90), number('longitude', 180)), device],
    word('send'), form => then({ latitude: Number(form.get('latitude')), longitude: Number(form.get('longitude')) }));
  function fill(latitude, longitude) {
    dialog.querySelector('[name=latitude]').value = latitude;
    dialog.querySelector('[name=longitude]').value = longitude;
  }
}

/** To which of these chats a message is forwarded. */
export function askTarget(chats, then) {
  const list = element('div', 'targets', ...chats.map(({ id, title }) => {
    const button = element('button', '', face(id, title), element('span', '', title));
    button.type = 'button';
    button.addEventListener('click', () => {
      dialog.close();
      then(id);
    });
    return button;
  }));
  const dialog = ask(word('forwardTo'), [list], '', () => {});
}

export function tell(text) {
  const dialog = ask(room.bot, [element('p', 'told', text)], 'OK', () => {});
  dialog.querySelector('.quiet').remove();
}

/** As whom one writes in a group. */
export function chooseWriter(at, then) {
  menu(room.people.map(({ id }) => ({
    label: nameOf(id), face: face(id, nameOf(id)), checked: id === room.as, then: () => then(id),
  })), at);
}

const nameOf = id => (id === owner() ? word('you') : person(id)?.first_name ?? '');
export const writerName = () => nameOf(room.as);
export const needsWriter = () => isGroup() && room.people.length > 1;
