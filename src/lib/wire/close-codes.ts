/**
 * Why the server closes a live connection. y-websocket treats 4400–4499 as final and retries anything else,
 * so a code here decides whether a standard client comes back by itself.
 */
export const closeCodes = {
  /** Final: not signed in, or the session has ended. Sign in again. */
  signedOut: 4401,
  /** Final: this role may not open this page, or may not write on it. */
  notAllowed: 4403,
  /** Final: the page is sealed or its epoch has passed. Ask `/page` for the current one; never merge by yourself. */
  pageGone: 4410,
  /** Final: an edit was refused. What was typed since stays in the browser as "changes to review". */
  refused: 4422,
  /** Final for this address: nothing of the page can be trusted. `/page` says `damaged`. */
  damaged: 1011,
  /** Come back: the server is restarting. */
  restart: 1012,
  /** Come back: this reader fell too far behind, or sent faster than people do. */
  tooSlow: 1013,
  /** Come back: one message was larger than a page ever needs. */
  tooBig: 1009,
} as const
