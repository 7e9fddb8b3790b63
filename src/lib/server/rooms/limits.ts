import { noteLongest } from '../../page/roots.ts'

/**
 * What a page puts up with. Chosen so that fast typing, pasting, undoing and coming back after an hour offline
 * never meet one, and so that somebody who tries to wipe or flood a page meets one within a second. [choice]
 */
export const standardLimits = {
  /** Sync messages a colleague may send, over all their connections: steady pace and burst. */
  messagesPerSecond: 120,
  messagesBurst: 1_200,
  /** Bytes of those. */
  bytesPerSecond: 256 * 1024,
  bytesBurst: 1024 * 1024,
  /** Presence messages a connection may send; what is over is dropped. Standard clients echo everybody's. */
  presencePerSecond: 60,
  presenceBurst: 600,
  /** Dropped presence messages in a row before the connection is closed as well. */
  presenceDropped: 3_000,
  /** The largest presence of one connection, in bytes. */
  presenceBytes: 2 * 1024,
  /** In one update: Yjs structs, ranges deleted, characters added, characters added and deleted again. */
  structs: 1_000,
  deleteRanges: 20_000,
  newText: 20_000,
  newDeleted: 100_000,
  /** Live characters of one note. */
  note: noteLongest,
  /** Deleting text others can see, over `deleteWindow` milliseconds: notes that lost more than `nibble` characters, */
  deletedNotes: 12,
  nibble: 10,
  /** characters in all, */
  deletedText: 30_000,
  /** and people whose marks were taken away and not set anew. */
  clearedMarks: 40,
  deleteWindow: 10_000,
  /** Presence is gathered and sent at this pace, in milliseconds. */
  gather: 50,
  /** How often a connection is told how far it is saved even when nothing changed, in seconds. */
  heartbeat: 3,
  /** Websocket ping, in seconds; two without an answer end the connection. */
  ping: 15,
  /** Pings and pongs a connection may send us; browsers send none but the answers to ours. What is over cuts it off. */
  pingsPerSecond: 2,
  pingsBurst: 20,
  /** Pieces one message may come in, and reads of the network one piece may take: each keeps its own memory waiting. */
  pieces: 128,
  reads: 1_024,
  /** Bytes waiting for a slow reader, and seconds it may stay behind. */
  behindBytes: 8 * 1024 * 1024,
  behindSeconds: 10,
  /** A session is looked up again when it was last seen this long ago, in milliseconds. */
  recheck: 1_000,
  /** Edits in the log before a snapshot takes their place as soon as all pages are quiet; and quiet or not. */
  compactAfter: 500,
  compactAtLatest: 1_000,
  /** Before the server stops, more edits than this are enough; all snapshots together may take so many milliseconds. */
  compactLast: 50,
  lastSnapshots: 2_000,
  /** Nothing was written for this long, in milliseconds: nobody waits for what is done now. */
  quiet: 200,
  /** A page without readers leaves memory after this long, in milliseconds. */
  idle: 5 * 60_000,
  /** Messages a connection may have waiting while its page is being sealed. */
  held: 200,
  /** Another process holds the database: tries to commit, this many milliseconds apart; only the first waits itself. */
  busyTries: 60,
  busyPause: 25,
  /** How long a page that is to be sealed waits for that, in milliseconds. */
  settle: 2_000,
}

export type Limits = typeof standardLimits
