import { createHash } from 'node:crypto';
import type { ApiAnswer, CommandBody, ErrorBody, StatusBody, TimelineEntry } from './api.ts';
import { buttonText, SCRIPT, STATE_WORDS } from './wake-page-script.ts';
import { STYLE } from './wake-page-style.ts';

/** Only the page's own script and style, nothing from elsewhere, and in nobody's frame. */
const POLICY = [
  "default-src 'none'",
  `script-src '${hash(SCRIPT)}'`,
  `style-src '${hash(STYLE)}'`,
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': POLICY,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Seconds after which a page without a script looks again. */
const LOOK_AGAIN = 5;

/**
 * An answer as a page: what is the case, one button, and how far the wake is. Without a script the button is a plain form,
 * and the page looks again by itself. All addresses are relative, because a function URL need not be at the root.
 */
export function wakePage(
  status: number,
  environment: string,
  body: CommandBody | StatusBody | ErrorBody,
  now: Date,
): ApiAnswer {
  const page = 'error' in body ? errorPage(environment, body) : targetPage(environment, body, now);
  return { status, headers: HEADERS, body: page };
}

function targetPage(environment: string, body: CommandBody | StatusBody, now: Date): string {
  const { target, state, since, eta, reason } = body;
  const moving = state === 'booting' || state === 'stopping';
  const lookAgain = `<noscript><meta http-equiv="refresh" content="${LOOK_AGAIN}; url=./?target=${text(target)}"></noscript>`;
  const timeline = 'timeline' in body ? body.timeline.slice(0, 5) : [];
  return frame(
    `${target} in ${environment}`,
    moving ? lookAgain : '',
    `<main data-target="${text(target)}" data-state="${state}" data-since="${since}"${eta ? ` data-eta="${eta}"` : ''} data-now="${now.toISOString()}">
${CAT}
<h1>${text(target)} is <span id="state" role="status">${STATE_WORDS[state]}</span></h1>
<p id="reason" class="soft">${text(reason)}</p>
<div id="progress"${eta ? '' : ' hidden'}>
<p><label for="bar">Waking up:</label> <span id="eta">${eta ? `expected at ${eta.slice(11, 19)} UTC` : ''}</span></p>
<progress id="bar" max="1"${eta ? ` value="${progress(since, eta, now)}"` : ''}></progress>
</div>
<p id="problem" role="alert"></p>
<form method="post" action="wake">
<input type="hidden" name="target" value="${text(target)}">
<button>${buttonText(state)}</button>
</form>
<details><summary>What happened lately</summary><ol id="timeline" reversed>${timeline.map(step).join('')}</ol></details>
</main>
<script>${SCRIPT}</script>`,
  );
}

function errorPage(environment: string, { error }: ErrorBody): string {
  return frame(
    `catnap in ${environment}`,
    '',
    `<main>
${CAT}
<h1>That did not work</h1>
<p role="alert">${text(error.message)}</p>
<p><a href="./">Back</a></p>
</main>`,
  );
}

function frame(title: string, head: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)}</title>
${head}
<style>${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

function step({ at, from, to, reason }: TimelineEntry): string {
  return `<li>${at.slice(0, 19).replace('T', ' ')} UTC: ${from} → ${to}, ${text(reason)}</li>`;
}

/** Share of the expected time that has passed; never full before it is. */
function progress(since: string, eta: string, now: Date): string {
  const share = (now.getTime() - Date.parse(since)) / (Date.parse(eta) - Date.parse(since));
  return Math.min(Math.max(share, 0), 0.95).toFixed(2);
}

function text(value: string): string {
  return value.replaceAll(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

function hash(source: string): string {
  return `sha256-${createHash('sha256').update(source).digest('base64')}`;
}

/** Eyes shut unless the target is awake. */
const CAT = `<svg viewBox="0 0 120 76" aria-hidden="true">
<path d="M18 72c-8-22 14-44 44-44s52 20 44 44z"/>
<path d="M12 40l2-22 12 10h14l12-10 2 22c0 14-10 22-21 22s-21-8-21-22z"/>
<path class="line shut" d="M20 42q5 5 10 0M36 42q5 5 10 0"/>
<path class="open" d="M25 39v5M41 39v5"/>
<path class="line" d="M31 50l2 2 2-2M104 66c14-4 12-20 2-20"/>
</svg>`;
