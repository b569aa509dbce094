// What comes in. A stream that was refused (a server that is just starting, an error status) is not asked for again by the
// browser, and one whose server is gone without a word looks open for ever: both are opened anew here. The server gives a
// sign of life every 15 s.
import { events } from './requests.js';

const AGAIN_MS = 1000;
const SILENCE_MS = 40000;
let current = null;

/**
 * Listens to a chat, and no more to the one before.
 *
 * @param handlers what is done with each kind of note, by name
 * @param lost told when the connection is gone for now
 */
export function listen(chat, handlers, lost) {
  current?.end();
  const source = events(chat);
  let watch = 0;
  const end = () => {
    source.close();
    clearTimeout(watch);
  };
  const mine = { end };
  current = mine;
  const reopen = () => {
    end();
    lost();
    setTimeout(() => { if (current === mine) listen(chat, handlers, lost); }, AGAIN_MS);
  };
  const alive = () => {
    clearTimeout(watch);
    watch = setTimeout(reopen, SILENCE_MS);
  };
  alive();
  for (const [name, then] of Object.entries({ beat: () => {}, ...handlers })) {
    source.addEventListener(name, event => {
      if (current !== mine) return;
      alive();
      then(JSON.parse(event.data));
    });
  }
  source.onerror = () => {
    if (current !== mine) return;
    if (source.readyState === EventSource.CLOSED) reopen();
    else lost();
  };
}
