import type { PageDamage } from '../reablement/huddle.ts'

/**
 * Message kinds on a page's socket: the y-websocket protocol plus one of ours.
 * Each frame holds one message: a varuint kind, then its body (lib0 encoding).
 */
export const messageKinds = {
  sync: 0,
  awareness: 1,
  /** Sent by y-websocket when it wants everybody's presence. */
  queryAwareness: 3,
  /**
   * Ours, server to client: "saved". Body: varuint `clock`, varuint `messages`.
   * Everything this client id wrote below `clock` is on disk, and so are the first `messages`
   * sync-step-2 and update messages received on this connection (deletions move no clock).
   */
  saved: 100,
} as const

/** The largest message a page takes, in bytes. */
export const largestMessage = 64 * 1024

/** What `GET /page` answers: where the current page is and who you are on it. */
export interface PageAddress {
  /** Path to open as a websocket: `/page/<huddle>/<epoch>`; add `?client=<client>`. */
  address: string
  /** The Yjs client id this session must write as (`doc.clientID`). Valid for this page and session. */
  client: number
  /** `read` for everybody on a damaged page. */
  access: 'write' | 'read'
  huddle: string
  epoch: number
  /** Only on a damaged page: `part` is read up to the damage, of `all` nothing comes. Nobody writes on either. */
  damaged?: PageDamage
}
