// What goes out. The private chat of whoever sits here needs no words; every other place is named.
import { owner, room } from './room.js';
import { word } from './words.js';

let complain = () => {};
export const onFailure = then => { complain = then; };

function address(path, { chat = room.chat, as = room.as, topic = 0, ...more } = {}) {
  const query = new URLSearchParams();
  if (chat && (chat !== owner() || as !== owner())) {
    query.set('chat', chat);
    query.set('as', as);
  }
  if (topic) query.set('topic', topic);
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  return query.size ? `${path}?${query}` : path;
}

async function send(path, method, body, type) {
  try {
    const answer = await fetch(path, { method, headers: { 'Content-Type': type }, body });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer;
  } catch {
    complain(word('failed'));
    return null;
  }
}

const json = (path, method, body) => send(path, method, JSON.stringify(body), 'application/json');
const there = () => ({ topic: room.topic });

export const say = (text, replyTo = null, quote = null, where = there()) =>
  json(address('/local/messages', where), 'POST', { text, replyTo, quote });
export const edit = (id, as, text) => json(address(`/local/messages/${id}`, { as }), 'PUT', { text, replyTo: null });
export const erase = (id, as) => send(address(`/local/messages/${id}`, { as }), 'DELETE', undefined, 'application/json');
export const press = (id, data) => json(address(`/local/messages/${id}/press`), 'POST', { data });
export const forward = (id, from, as) =>
  json(address(`/local/messages/${id}/forward`, { chat: from, as }), 'POST', { to: room.chat, topic: room.topic });
export const locate = place => json(address('/local/locations', there()), 'POST', place);
export const file = (bytes, facts) =>
  send(address('/local/files', { ...there(), ...facts }), 'POST', bytes, 'application/octet-stream');
export const makeGroup = group => json('/local/groups', 'POST', group);
export const openTopic = title => json(address('/local/topics'), 'POST', { title });
export const inquire = (query, offset) => json(address('/local/inline'), 'POST', { query, offset });
export const share = (inquiry, result) =>
  json(address(`/local/inline/${encodeURIComponent(inquiry)}/share`, there()), 'POST', { result });

export const events = chat => new EventSource(!chat || chat === owner() ? '/local/events' : `/local/events?chat=${chat}`);
