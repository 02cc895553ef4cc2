import type { PowerState } from '../items.ts';

/** How the page calls the states. */
export const STATE_WORDS: Record<PowerState, string> = {
  asleep: 'asleep',
  booting: 'waking up',
  online: 'awake',
  stopping: 'falling asleep',
  blocked: 'in need of a look',
};

/** What the button offers. */
export function buttonText(state: PowerState): string {
  return state === 'online' ? KEEP : WAKE;
}

const WAKE = 'Wake it up';
const KEEP = 'Keep it awake';

/**
 * What the page does beyond its form: wake without leaving it, ask for the status (often while something moves, seldom
 * otherwise, never in a hidden tab) and move the bar by the server's clock. Never changes, so that its hash can allow it.
 */
export const SCRIPT = `
'use strict';
const words = ${JSON.stringify(STATE_WORDS)};
const main = document.querySelector('main');
const form = document.querySelector('form');
const find = (id) => document.getElementById(id);
let shown = { state: main.dataset.state, since: main.dataset.since, eta: main.dataset.eta };
let ahead = Date.parse(main.dataset.now) - Date.now();
let timer;

function show(body) {
  shown = body;
  main.dataset.state = body.state;
  find('state').textContent = words[body.state];
  find('reason').textContent = body.reason;
  form.querySelector('button').textContent = body.state === 'online' ? '${KEEP}' : '${WAKE}';
  if (body.timeline) find('timeline').replaceChildren(...body.timeline.slice(0, 5).map(step));
  draw();
}

function step({ at, from, to, reason }) {
  const item = document.createElement('li');
  item.textContent = new Date(at).toLocaleString() + ': ' + from + ' → ' + to + ', ' + reason;
  return item;
}

function draw() {
  find('progress').hidden = !shown.eta;
  if (!shown.eta) return;
  const [now, from, to] = [Date.now() + ahead, Date.parse(shown.since), Date.parse(shown.eta)];
  if (now < to) find('bar').value = (now - from) / (to - from);
  else find('bar').removeAttribute('value');
  find('eta').textContent = now < to ? 'about ' + Math.ceil((to - now) / 1000) + ' s to go' : 'longer than usual …';
}

async function ask(path, options) {
  clearTimeout(timer);
  try {
    const response = await fetch(path, { headers: { accept: 'application/json' }, ...options });
    const date = Date.parse(response.headers.get('date'));
    if (date) ahead = date - Date.now();
    const body = await response.json();
    find('problem').textContent = body.error ? body.error.message : '';
    if (!body.error) show(body);
  } catch {
    find('problem').textContent = 'No answer; trying again.';
  }
  const moving = shown.state === 'booting' || shown.state === 'stopping';
  timer = setTimeout(poll, moving ? 2000 : 15000);
}

function poll() {
  if (!document.hidden) ask('status?target=' + encodeURIComponent(main.dataset.target));
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  ask('wake', { method: 'POST', body: new URLSearchParams(new FormData(form)) });
});
document.addEventListener('visibilitychange', poll);
setInterval(draw, 500);
draw();
poll();
`;
